import assert from 'node:assert/strict';
import {
  ccproj,
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
  thumbprint,
  type Files,
} from './support';

describe('service-name-mismatch', () => {
  const files: Files = {
    [csdef]: '<ServiceDefinition name="Shop" />',
    [cloud]: "<ServiceConfiguration serviceName='Stop' />",
  };

  it('points at the configuration’s name, and at the definition’s', () => {
    const [finding] = judge(files, cloud).findings;
    assert.deepEqual(lines(files, cloud), [
      'service-name-mismatch: Stop | The service is named "Stop" here but "Shop" in ServiceDefinition.csdef. Use the same name in both files.',
    ]);
    assert.deepEqual(
      finding?.related?.map(({ file, span }) => [file, files[file ?? '']?.slice(span.start, span.end)]),
      [[csdef, 'Shop']],
    );
  });

  const silent: readonly (readonly [when: string, definition: string, configuration: string])[] = [
    ['they differ in case', '<ServiceDefinition name="SHOP" />', files[cloud]!.replace('Stop', 'shop')],
    ['a pipeline fills in the one', files[csdef]!, files[cloud]!.replace('Stop', '#{Service}#')],
    ['a pipeline fills in the other', '<ServiceDefinition name="__Service__" />', files[cloud]!],
    ['the definition has no name', '<ServiceDefinition />', files[cloud]!],
    ['the configuration has none', files[csdef]!, '<ServiceConfiguration />'],
    ['the tag is not typed to its end', files[csdef]!, '<ServiceConfiguration serviceName="Stop"'],
    ['the definition is not well-formed', '<ServiceDefinition name="Shop">', files[cloud]!],
    ['the definition is none', '<Other name="Shop" />', files[cloud]!],
  ];
  for (const [when, one, other] of silent) {
    it(`reports nothing where ${when}`, () => {
      assert.deepEqual(lines({ [csdef]: one, [cloud]: other }, cloud), []);
    });
  }

  it('reports nothing without a definition', () => {
    assert.deepEqual(lines({ [cloud]: files[cloud]! }, cloud), []);
  });

  it('is fixed in either file', () => {
    const { fixes } = judge(files, cloud);
    const [here, there] = [...fixes().values()];
    assert.deepEqual(
      [...fixes().keys()],
      ['Rename the service to Shop here', 'Rename the service to Stop in ServiceDefinition.csdef'],
    );
    assert.deepEqual(fixed(files, cloud, here!), { ...files, [cloud]: "<ServiceConfiguration serviceName='Shop' />" });
    assert.deepEqual(fixed(files, cloud, there!), { ...files, [csdef]: '<ServiceDefinition name="Stop" />' });
    assert.deepEqual([here?.preferred, there?.preferred], [true, false]);
  });
});

describe('role-undeclared', () => {
  const files: Files = {
    [csdef]: `<ServiceDefinition name="Shop">
  <WebRole name="Web" vmsize="Standard_D2_v3" />
</ServiceDefinition>`,
    [cloud]: `<ServiceConfiguration serviceName="Shop">
  <Role name="WEB"><Instances count="1" /></Role>
  <Role name="Orders">
    <Instances count="1" />
    <ConfigurationSettings>
      <Setting name="Queue" value="orders" />
      <Setting name="Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString" value="" />
    </ConfigurationSettings>
    <Certificates>
      ${entry('Signing')}
    </Certificates>
  </Role>
</ServiceConfiguration>`,
  };
  const undeclared =
    'role-undeclared: Orders | ServiceDefinition.csdef does not declare role "Orders". Declare it there, or rename or remove it here.';
  const ofRoles = (all: Files) => lines(all, cloud).filter((line) => line.startsWith('role-'));

  it('reports an undeclared role and compares names case-insensitively', () => {
    assert.deepEqual(ofRoles(files), [undeclared]);
  });

  it('is fixed by declaring the role as a worker with the configured settings and certificates', () => {
    const fix = judge(files, cloud).fixes().get('Declare Orders as a worker role in ServiceDefinition.csdef');
    assert.equal(
      fixed(files, cloud, fix!)[csdef],
      `<ServiceDefinition name="Shop">
  <WebRole name="Web" vmsize="Standard_D2_v3" />
  <WorkerRole name="Orders" vmsize="Standard_D2_v3">
    <ConfigurationSettings>
      <Setting name="Queue" />
    </ConfigurationSettings>
    <Certificates>
      <Certificate name="Signing" storeLocation="LocalMachine" storeName="My" />
    </Certificates>
  </WorkerRole>
</ServiceDefinition>`,
    );
    assert.deepEqual(
      lines(fixed(files, cloud, fix!), cloud).filter((line) => !line.startsWith('diagnostics-plugin')),
      [],
    );
  });

  it('is fixed by declaring the role as a web role with a site', () => {
    const empty = {
      ...files,
      [csdef]: '<ServiceDefinition name="Shop">\r\n\t<NetworkTrafficRules />\r\n</ServiceDefinition>',
    };
    const all = { ...empty, [cloud]: configuration('', 'Front') };
    const fix = judge(all, cloud).fixes().get('Declare Front as a web role in ServiceDefinition.csdef');
    assert.equal(
      fixed(all, cloud, fix!)[csdef],
      [
        '<ServiceDefinition name="Shop">',
        '\t<WebRole name="Front">',
        '\t\t<Sites>',
        '\t\t\t<Site name="Web">',
        '\t\t\t\t<Bindings>',
        '\t\t\t\t\t<Binding name="Endpoint1" endpointName="Endpoint1" />',
        '\t\t\t\t</Bindings>',
        '\t\t\t</Site>',
        '\t\t</Sites>',
        '\t\t<Endpoints>',
        '\t\t\t<InputEndpoint name="Endpoint1" protocol="http" port="80" />',
        '\t\t</Endpoints>',
        '\t</WebRole>',
        '\t<NetworkTrafficRules />',
        '</ServiceDefinition>',
      ].join('\r\n'),
    );
  });

  it('declares the kind of role that the project states', () => {
    const project = `<Project><ItemGroup>
<ServiceDefinition Include="ServiceDefinition.csdef" /><ServiceConfiguration Include="*.cscfg" />
<ProjectReference Include="O.csproj"><RoleName>Orders</RoleName><RoleType>Worker</RoleType></ProjectReference>
</ItemGroup></Project>`;
    assert.deepEqual(
      [
        ...judge({ ...files, [ccproj]: project }, cloud)
          .fixes()
          .keys(),
      ],
      ['Declare Orders as a worker role in ServiceDefinition.csdef', 'Remove role Orders'],
    );
  });

  it('is fixed by removing the role', () => {
    const fix = judge(files, cloud).fixes().get('Remove role Orders');
    assert.equal(
      fixed(files, cloud, fix!)[cloud],
      `<ServiceConfiguration serviceName="Shop">
  <Role name="WEB"><Instances count="1" /></Role>
</ServiceConfiguration>`,
    );
  });

  it('recognizes a misspelled role, reports it once, and renames it with its references', () => {
    const misspelt = {
      [csdef]: definition('', 'WebFrontEnd'),
      [cloud]: `<ServiceConfiguration serviceName="Shop">
  <Role name="WebFrontend1"><Instances count="1" /></Role>
  <NetworkConfiguration>
    <AddressAssignments><InstanceAddress roleName="webfrontend1" /></AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>`,
    };
    assert.deepEqual(lines(misspelt, cloud), [
      'role-undeclared: WebFrontend1 | ServiceDefinition.csdef does not declare role "WebFrontend1". Did you mean "WebFrontEnd"?',
    ]);
    const fix = judge(misspelt, cloud).fixes().get('Rename to WebFrontEnd');
    assert.equal(fix?.preferred, true);
    assert.equal(fixed(misspelt, cloud, fix)[cloud], misspelt[cloud].replaceAll(/webfrontend1/gi, 'WebFrontEnd'));
    assert.deepEqual(lines(fixed(misspelt, cloud, fix), cloud), []);
  });

  it('does not treat a different word as a misspelling', () => {
    const all = { [csdef]: definition('', 'Jobs'), [cloud]: configuration('', 'Logs') };
    assert.deepEqual(
      lines(all, cloud).map((line) => line.split(':')[0]),
      ['role-missing', 'role-undeclared'],
    );
  });

  it('ignores a role whose name a pipeline sets', () => {
    assert.deepEqual(lines({ ...files, [cloud]: configuration('', '#{Role}#') }, cloud), []);
  });
});

describe('role-missing', () => {
  const files: Files = {
    [csdef]: `<ServiceDefinition name="Shop">
  <WebRole name="Web" />
  <WorkerRole name="Orders">
    <ConfigurationSettings>
      <Setting name="Queue" />
    </ConfigurationSettings>
  </WorkerRole>
</ServiceDefinition>`,
    [cloud]: configuration(''),
  };
  const missing =
    'role-missing: <ServiceConfiguration | Role "Orders", which ServiceDefinition.csdef declares, is missing here. Add it.';

  it('points at the root, and at the declaration', () => {
    assert.deepEqual(lines(files, cloud), [missing]);
    const [related] = judge(files, cloud).findings[0]?.related ?? [];
    assert.deepEqual([related?.file, files[csdef]?.slice(related?.span.start, related?.span.end)], [csdef, 'Orders']);
  });

  it('waits until the configuration is well-formed', () => {
    assert.deepEqual(lines({ ...files, [cloud]: files[cloud]!.replace('</Role>', '<') }, cloud), []);
  });

  it('is fixed by a role with its settings', () => {
    const fix = judge(files, cloud).fixes().get('Add Orders with one instance');
    assert.equal(fix?.preferred, true);
    assert.equal(
      fixed(files, cloud, fix)[cloud],
      `<ServiceConfiguration serviceName="Shop">
  <Role name="Web">
    <Instances count="1" />
  </Role>
  <Role name="Orders">
    <Instances count="1" />
    <ConfigurationSettings>
      <Setting name="Queue" value="" />
    </ConfigurationSettings>
  </Role>
</ServiceConfiguration>
`,
    );
    assert.deepEqual(lines(fixed(files, cloud, fix), cloud), []);
  });

  it('is fixed before the network where there is no role yet', () => {
    const all = {
      [csdef]: definition(''),
      [cloud]: '<ServiceConfiguration serviceName="Shop">\n  <NetworkConfiguration />\n</ServiceConfiguration>',
    };
    const fix = judge(all, cloud).fixes().get('Add Web with one instance');
    assert.equal(
      fixed(all, cloud, fix!)[cloud],
      `<ServiceConfiguration serviceName="Shop">
  <Role name="Web">
    <Instances count="1" />
  </Role>
  <NetworkConfiguration />
</ServiceConfiguration>`,
    );
  });

  it('is fixed by the role of another configuration, with the indentation and line ends of this one', () => {
    const other = [
      '<ServiceConfiguration serviceName="Shop">',
      '\t<Role name="Web"><Instances count="1" /></Role>',
      '\t<Role name="orders">',
      '\t\t<Instances count="3" />',
      '\t\t<Certificates>',
      `\t\t\t${entry('Signing')}`,
      '\t\t</Certificates>',
      '\t</Role>',
      '</ServiceConfiguration>',
    ].join('\r\n');
    const signing = `      <Setting name="Queue" />\n    </ConfigurationSettings>\n    <Certificates>${declared('Signing')}</Certificates>\n`;
    const all = {
      ...files,
      [csdef]: files[csdef]!.replace(/ *<Setting name="Queue".*\n.*\n/, signing).replace(
        '      <Setting name="Queue" />\n',
        '',
      ),
      [local]: other,
    };
    const { fixes } = judge(all, cloud);
    assert.deepEqual(
      [...fixes().keys()],
      ['Copy Orders from ServiceConfiguration.Local.cscfg', 'Add Orders with one instance'],
    );
    const fix = fixes().get('Copy Orders from ServiceConfiguration.Local.cscfg');
    assert.equal(
      fixed(all, cloud, fix!)[cloud],
      `<ServiceConfiguration serviceName="Shop">
  <Role name="Web">
    <Instances count="1" />
  </Role>
  <Role name="orders">
    <Instances count="3" />
    <Certificates>
      ${entry('Signing', thumbprint)}
    </Certificates>
  </Role>
</ServiceConfiguration>
`,
    );
  });

  it('is fixed by removing a declaration that no configuration uses', () => {
    const fix = judge(files, cloud).fixes().get('Remove role Orders from ServiceDefinition.csdef');
    assert.equal(
      fixed(files, cloud, fix!)[csdef],
      '<ServiceDefinition name="Shop">\n  <WebRole name="Web" />\n</ServiceDefinition>',
    );
  });

  it('reports nothing for a role that exists', () => {
    const all = {
      [csdef]: definition(settings('<Setting name="A" />') + certificates(declared('Tls'))),
      [cloud]: configuration(settings('<Setting name="a" value="" />') + certificates(entry('TLS'))),
    };
    assert.deepEqual(lines(all, cloud), []);
  });
});
