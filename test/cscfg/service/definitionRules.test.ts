import assert from 'node:assert/strict';
import {
  certificates,
  cloud,
  configuration,
  csdef,
  declared,
  definition,
  entry,
  fixed,
  judge,
  lines,
  local,
  settings,
  type Files,
} from './support';

function endpoints(...elements: readonly string[]): string {
  return `    <Endpoints>
${elements.map((element) => `      ${element}\n`).join('')}    </Endpoints>
`;
}

function input(attributes: string): string {
  return `<InputEndpoint name="In" ${attributes} />`;
}

describe('endpoint-certificate-unknown', () => {
  const https = 'protocol="https" port="443"';

  const silent: readonly (readonly [what: string, inRole: string])[] = [
    [
      'names a declared certificate, in any case',
      endpoints(input(`${https} certificate="TLS"`)) + certificates(declared('Tls')),
    ],
    ['speaks http', endpoints(input('protocol="http" port="80" certificate="No"'))],
    ['speaks tcp on the port of https', endpoints(input('protocol="tcp" port="443"'))],
    ['is internal', endpoints('<InternalEndpoint name="In" protocol="https" />')],
    ['is not typed to its end', '    <Endpoints><InputEndpoint name="In" protocol="https"'],
    ['gets its certificate’s name from a pipeline', endpoints(input(`${https} certificate="#{Tls}#"`))],
  ];
  for (const [what, inRole] of silent) {
    it(`reports nothing where an endpoint ${what}`, () => {
      assert.deepEqual(lines({ [csdef]: definition(inRole) }, csdef), []);
    });
  }

  it('is shown at the undeclared name; only certificates of the same role count', () => {
    const text = definition(endpoints(input(`${https} certificate="Tls"`))).replace(
      '</ServiceDefinition>',
      `<WorkerRole name="Jobs"><Certificates>${declared('Tls')}</Certificates></WorkerRole></ServiceDefinition>`,
    );
    assert.deepEqual(lines({ [csdef]: text }, csdef), [
      'endpoint-certificate-unknown: Tls | Role "Web" does not declare certificate "Tls", which this endpoint uses. Declare it.',
    ]);
  });

  it('is fixed by declaring the certificate', () => {
    const inRole = endpoints(input(`${https} certificate="Tls"`));
    const files = { [csdef]: definition(inRole) };
    const fix = judge(files, csdef).fixes().get('Declare certificate Tls');
    assert.equal(fix?.preferred, true);
    assert.equal(fixed(files, csdef, fix)[csdef], definition(inRole + certificates(declared('Tls'))));
  });

  it('is fixed by using a declared certificate, the most similar first', () => {
    const files = {
      [csdef]: definition(
        endpoints(input(`${https} certificate='Contoso.Web'`)) +
          certificates(declared('Other'), declared('contosoweb-2027')),
      ),
    };
    const { fixes } = judge(files, csdef);
    assert.deepEqual(
      [...fixes().keys()],
      ['Declare certificate Contoso.Web', 'Use certificate contosoweb-2027', 'Use certificate Other'],
    );
    assert.equal(
      fixed(files, csdef, fixes().get('Use certificate contosoweb-2027')!)[csdef],
      files[csdef].replace('Contoso.Web', 'contosoweb-2027'),
    );
  });

  it('recognizes a misspelled name and uses the intended one', () => {
    const inRole = (name: string) => endpoints(input(`${https} certificate="${name}"`)) + certificates(declared('tls'));
    const files = { [csdef]: definition(inRole('tsl')) };
    assert.deepEqual(lines(files, csdef), [
      'endpoint-certificate-unknown: tsl | Role "Web" does not declare certificate "tsl", which this endpoint uses. Did you mean "tls"?',
    ]);
    const { fixes } = judge(files, csdef);
    assert.deepEqual(
      [...fixes()].map(([title, { preferred }]) => [title, preferred]),
      [
        ['Use certificate tls', true],
        ['Declare certificate tsl', false],
      ],
    );
    assert.equal(fixed(files, csdef, fixes().get('Use certificate tls')!)[csdef], definition(inRole('tls')));
  });

  it('reports a missing certificate and uses the only declared one', () => {
    const files = { [csdef]: definition(endpoints(input(https)) + certificates(declared('Tls'))) };
    assert.deepEqual(lines(files, csdef), [
      'endpoint-certificate-unknown: <InputEndpoint | HTTPS endpoint "In" has no certificate. Choose one that the role declares.',
    ]);
    const fix = judge(files, csdef).fixes().get('Use certificate Tls');
    assert.equal(fix?.preferred, true);
    assert.equal(
      fixed(files, csdef, fix)[csdef],
      definition(endpoints(input(`${https} certificate="Tls"`)) + certificates(declared('Tls'))),
    );
  });

  it('declares a certificate with the name of the endpoint if the role has none', () => {
    const files = { [csdef]: definition(endpoints(input(`${https} certificate=""`))) };
    const fix = judge(files, csdef).fixes().get('Declare certificate In and use it');
    assert.equal(
      fixed(files, csdef, fix!)[csdef],
      definition(endpoints(input(`${https} certificate="In"`)) + certificates(declared('In'))),
    );
  });
});

describe('remote-access-plugin and diagnostics-plugin', () => {
  const remote = 'Microsoft.WindowsAzure.Plugins.RemoteAccess';
  const files: Files = {
    [csdef]: definition(`    <Imports>
      <Import moduleName="RemoteAccess" />
      <Import moduleName="RemoteForwarder" />
      <Import moduleName="Diagnostics" />
    </Imports>
`),
    [cloud]: configuration(
      settings(
        '<Setting name="Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString" value="" />',
        `<Setting name="${remote}.Enabled" value="true" />`,
        '<Setting name="Microsoft.WindowsAzure.Plugins.RemoteForwarder.Enabled" value="true" />',
      ) + certificates(entry(`${remote}.PasswordEncryption`)),
    ),
    [local]: configuration(settings(`<Setting name="${remote}.Enabled" value="false" />`)),
  };

  it('are reported once per role of either file with the parts as related places, and nothing else is', () => {
    assert.deepEqual(
      lines(files, cloud).map((line) => line.split(' |')[0]),
      [
        'diagnostics-plugin: Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString',
        `remote-access-plugin: ${remote}.Enabled`,
      ],
    );
    const { related = [] } = judge(files, cloud).findings[1] ?? {};
    assert.deepEqual(
      related.map(({ file, span }) => [file, files[cloud]!.slice(span.start, span.end)]),
      [
        [undefined, `${remote}.Enabled`],
        [undefined, 'Microsoft.WindowsAzure.Plugins.RemoteForwarder.Enabled'],
        [undefined, `${remote}.PasswordEncryption`],
      ],
    );
    assert.deepEqual(lines(files, csdef), [
      'remote-access-plugin: RemoteAccess | Role "Web" has 2 parts of the remote access plugin, which must be removed.',
      'diagnostics-plugin: Diagnostics | Role "Web" has 1 part of the diagnostics plugin, which must be removed.',
    ]);
    assert.ok(judge(files, cloud).findings.every(({ tag }) => tag === 'deprecated'));
  });

  it('are the one finding for a declared setting or certificate that a configuration lacks', () => {
    const setting = 'Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString';
    const all: Files = {
      [csdef]: definition(
        `    <ConfigurationSettings><Setting name="${setting}" /></ConfigurationSettings>\n    <Certificates>${declared(`${remote}.PasswordEncryption`)}</Certificates>\n`,
      ),
      [cloud]: configuration(''),
    };
    assert.deepEqual(lines(all, cloud), []);
    assert.deepEqual(
      lines(all, csdef).map((line) => line.split(':')[0]),
      ['diagnostics-plugin', 'remote-access-plugin'],
    );
    const off = { levels: { 'diagnostics-plugin': 'off', 'remote-access-plugin': 'off' } } as const;
    assert.deepEqual(
      lines(all, cloud, off).map((line) => line.split(':')[0]),
      ['certificate-missing', 'setting-missing'],
    );
  });

  it('need no definition to speak', () => {
    assert.deepEqual(
      lines({ [local]: files[local]! }, local).map((line) => line.split(':')[0]),
      ['remote-access-plugin'],
    );
  });

  it('are removed from every file of the service at once, with lists that become empty', () => {
    const index = judge(files, cloud).findings.findIndex(({ code }) => code === 'remote-access-plugin');
    const fix = judge(files, cloud).fixes(index).get('Remove all parts of the remote access plugin');
    assert.deepEqual(fixed(files, cloud, fix!), {
      [csdef]: definition('    <Imports>\n      <Import moduleName="Diagnostics" />\n    </Imports>\n'),
      [cloud]: configuration(
        settings('<Setting name="Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString" value="" />'),
      ),
      [local]: configuration(''),
    });
  });

  it('keep a list with a comment in it', () => {
    const text = configuration(settings('<!-- kept -->', `<Setting name="${remote}.Enabled" value="" />`));
    const all = { [cloud]: text };
    const [fix] = judge(all, cloud).fixes().values();
    assert.equal(fixed(all, cloud, fix!)[cloud], configuration(settings('<!-- kept -->')));
  });

  it('ignore other modules and names', () => {
    const all = {
      [csdef]: definition('    <Imports><Import moduleName="Connect" /></Imports>\n'),
      [cloud]: configuration(settings('<Setting name="Microsoft.WindowsAzure.Plugins.Connect.Refresh" value="" />')),
    };
    assert.deepEqual([...lines(all, cloud), ...lines(all, csdef)], []);
  });
});

describe('configuration-drift of several things', () => {
  const network = `  <NetworkConfiguration>
    <VirtualNetworkSite name="vnet" />
    <AddressAssignments>
      <InstanceAddress roleName="Web">
        <Subnets>
          <Subnet name="web" />
        </Subnets>
      </InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;
  const role = (name: string): string => `  <Role name="${name}">\n    <Instances count="1" />\n  </Role>\n`;
  const withRoles = (...names: readonly string[]): string =>
    configuration(certificates(entry('Tls'), entry('Signing'))).replace(
      '</ServiceConfiguration>\n',
      `${names.map(role).join('')}</ServiceConfiguration>\n`,
    );
  const files: Files = {
    [cloud]: withRoles('Jobs', 'Mail'),
    [local]: configuration('').replace('</ServiceConfiguration>\n', network),
  };

  it('is one finding for each other configuration', () => {
    assert.deepEqual(lines(files, local), [
      'configuration-drift: <ServiceConfiguration | 4 roles and certificates of ServiceConfiguration.Cloud.cscfg are missing here: "Tls", "Signing", "Jobs", …. Copy them if they belong here.',
    ]);
    assert.equal(judge(files, local).findings[0]?.related?.length, 4);
  });

  it('points at the role where only certificates of one role are missing', () => {
    const all = { [cloud]: withRoles(), [local]: configuration('') };
    assert.deepEqual(lines(all, local), [
      'configuration-drift: Web | 2 certificates of ServiceConfiguration.Cloud.cscfg are missing here: "Tls", "Signing". Copy them if they belong here.',
    ]);
  });

  it('is fixed by copying all of it, and puts new roles into a subnet', () => {
    const fix = judge(files, local).fixes().get('Copy all 4 from ServiceConfiguration.Cloud.cscfg');
    const addresses = ['Jobs', 'Mail'].map(
      (name) => `      <InstanceAddress roleName="${name}">
        <Subnets>
          <Subnet name="web" />
        </Subnets>
      </InstanceAddress>
`,
    );
    assert.equal(
      fixed(files, local, fix!)[local],
      withRoles('Jobs', 'Mail').replace(
        '</ServiceConfiguration>\n',
        network.replace('    </AddressAssignments>\n', `${addresses.join('')}    </AddressAssignments>\n`),
      ),
    );
  });
});

describe('configuration-drift', () => {
  const files: Files = {
    [cloud]: configuration(certificates(entry('Tls'), entry('Signing'))),
    [local]: configuration(certificates(entry('tls', '0'))),
  };

  it('reports what another configuration has if there is no definition', () => {
    assert.deepEqual(lines(files, local), [
      'configuration-drift: <Certificates | Certificate "Signing" of ServiceConfiguration.Cloud.cscfg is missing here. Copy it if it belongs here.',
    ]);
    assert.deepEqual(lines(files, cloud), []);
    const [related] = judge(files, local).findings[0]?.related ?? [];
    assert.deepEqual([related?.file, files[cloud]?.slice(related?.span.start, related?.span.end)], [cloud, 'Signing']);
  });

  it('is fixed by copying the entry', () => {
    const fix = judge(files, local).fixes().get('Copy Signing from ServiceConfiguration.Cloud.cscfg');
    const after = fixed(files, local, fix!);
    assert.equal(after[local], configuration(certificates(entry('tls', '0'), entry('Signing'))));
    assert.deepEqual(lines(after, local), []);
  });

  it('is fixed by copying a whole role', () => {
    const role = '  <Role name="Jobs">\n    <Instances count="2" />\n  </Role>\n';
    const all = {
      ...files,
      [cloud]: files[local]!.replace('</ServiceConfiguration>', `${role}</ServiceConfiguration>`),
    };
    assert.deepEqual(lines(all, local), [
      'configuration-drift: <ServiceConfiguration | Role "Jobs" of ServiceConfiguration.Cloud.cscfg is missing here. Copy it if it belongs here.',
    ]);
    const fix = judge(all, local).fixes().get('Copy Jobs from ServiceConfiguration.Cloud.cscfg');
    assert.equal(fixed(all, local, fix!)[local], all[cloud]);
  });

  it('leaves it to the other rules where the definition is known', () => {
    const all = { ...files, [csdef]: definition(certificates(declared('Tls'), declared('Signing'))) };
    assert.deepEqual(
      lines(all, local).map((line) => line.split(':')[0]),
      ['certificate-missing'],
    );
  });

  it('reports nothing while the definition is unfinished', () => {
    assert.deepEqual(lines({ ...files, [csdef]: '<ServiceDefinition name="Shop">' }, local), []);
  });

  it('does not compare with a file that is not well-formed, or of another service', () => {
    assert.deepEqual(lines({ ...files, [cloud]: `${files[cloud]!}<` }, local), []);
    assert.deepEqual(lines({ ...files, [cloud]: files[cloud]!.replace('"Shop"', '"Other"') }, local), []);
  });

  it('ignores names that a pipeline sets and names of plugins', () => {
    const name = 'Microsoft.WindowsAzure.Plugins.RemoteAccess.PasswordEncryption';
    assert.deepEqual(lines({ ...files, [local]: configuration(certificates(entry('#{Any}#'))) }, local), []);
    assert.deepEqual(lines({ ...files, [cloud]: configuration(certificates(entry('Tls'), entry(name))) }, local), []);
  });
});
