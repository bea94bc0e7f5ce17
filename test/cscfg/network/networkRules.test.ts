import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { readServices } from '../../../src/cscfg/service/compose';
import { fileOf } from '../../../src/cscfg/service/service';
import { context as standard, fixes, fixedText, networkFindings, shown, words } from '../schema/judge';
import { cloud, csdef, definition, fixed, local, serviceOf, type Files } from '../service/support';

const namespace = 'xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration"';

const root = (content: string, attributes = 'serviceName="Shop"') =>
  `<ServiceConfiguration ${attributes} ${namespace}>\n${content}</ServiceConfiguration>\n`;

const role = (name: string, content = '') =>
  `  <Role name="${name}">\n    <Instances count="1" />\n${content}  </Role>\n`;

const network = (content: string) => `  <NetworkConfiguration>\n${content}  </NetworkConfiguration>\n`;

const site = '    <VirtualNetworkSite name="vnet" />\n';

const assignments = (content: string) => `    <AddressAssignments>\n${content}    </AddressAssignments>\n`;

const address = (name: string, subnet = 'web') => `      <InstanceAddress roleName="${name}">
        <Subnets>
          <Subnet name="${subnet}" />
        </Subnets>
      </InstanceAddress>
`;

const placed = (name: string, more = '') => root(role(name) + network(site + assignments(address(name)) + more));

const found = (text: string) => shown(text, networkFindings(text));

describe('A configuration without a virtual network', () => {
  it('is reported as required, with a fix that inserts a template', () => {
    const text = root(role('Web') + role('Worker'));
    assert.deepEqual(words(networkFindings(text)), [
      'Element <NetworkConfiguration> is missing. Cloud Services (extended support) requires a virtual network.',
    ]);
    assert.deepEqual(found(text), ['network-missing: <ServiceConfiguration']);
    assert.equal(
      fixedText(text, 'network-missing'),
      root(
        role('Web') +
          role('Worker') +
          network(
            '    <VirtualNetworkSite name="VirtualNetworkName" />\n' +
              assignments(address('Web', 'SubnetName') + address('Worker', 'SubnetName')),
          ),
      ),
    );
  });

  it('gets the network where the schema has it, in the layout of the file', () => {
    const text = `<ServiceConfiguration serviceName='Shop'>\r\n\t<Role name='Web' />\r\n\t<GuestAgentSettings />\r\n</ServiceConfiguration>`;
    assert.equal(
      fixedText(text, 'network-missing'),
      [
        `<ServiceConfiguration serviceName='Shop'>`,
        `\t<Role name='Web' />`,
        `\t<NetworkConfiguration>`,
        `\t\t<VirtualNetworkSite name='VirtualNetworkName' />`,
        `\t\t<AddressAssignments>`,
        `\t\t\t<InstanceAddress roleName='Web'>`,
        `\t\t\t\t<Subnets>`,
        `\t\t\t\t\t<Subnet name='SubnetName' />`,
        `\t\t\t\t</Subnets>`,
        `\t\t\t</InstanceAddress>`,
        `\t\t</AddressAssignments>`,
        `\t</NetworkConfiguration>`,
        `\t<GuestAgentSettings />`,
        `</ServiceConfiguration>`,
      ].join('\r\n'),
    );
  });

  it('that has a part of one gets the rest', () => {
    const publicIp = `      <InstanceAddress roleName="Web">
        <PublicIPs>
          <PublicIP name="pip" />
        </PublicIPs>
      </InstanceAddress>
`;
    const text = root(role('Web') + role('Worker') + network(assignments(publicIp)));
    assert.deepEqual(found(text), ['network-missing: <NetworkConfiguration']);
    assert.equal(
      fixedText(text, 'network-missing'),
      root(
        role('Web') +
          role('Worker') +
          network(
            '    <VirtualNetworkSite name="VirtualNetworkName" />\n' +
              assignments(
                publicIp.replace(
                  '        <PublicIPs>',
                  '        <Subnets>\n          <Subnet name="SubnetName" />\n        </Subnets>\n        <PublicIPs>',
                ) + address('Worker', 'SubnetName'),
              ),
          ),
      ),
    );
    const bare = root(role('Web') + '  <NetworkConfiguration />\n');
    assert.equal(
      fixedText(bare, 'network-missing'),
      root(
        role('Web') +
          network('    <VirtualNetworkSite name="VirtualNetworkName" />\n' + assignments(address('Web', 'SubnetName'))),
      ),
    );
  });

  const values = (...pairs: readonly (readonly [string, string])[]) =>
    `    <ConfigurationSettings>\n${pairs.map(([name, value]) => `      <Setting name="${name}" value="${value}" />\n`).join('')}    </ConfigurationSettings>\n`;
  const emulated = ['Storage', 'UseDevelopmentStorage=true'] as const;
  const diagnostics = ['Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString', emulated[1]] as const;
  const account = ['Data', 'DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=k'] as const;
  const thumbprints = '    <Certificates>\n      <Certificate name="web" />\n    </Certificates>\n';

  for (const [content, fileName, isLeftAlone] of [
    [values(emulated), undefined, true],
    [values(emulated, ['Cache', 'localhost'], ['Later', '']), 'ServiceConfiguration.cscfg', true],
    [values(emulated), 'ServiceConfiguration.Dev.cscfg', true],
    [values(account), 'ServiceConfiguration.Local.cscfg', true],
    [values(account), 'ServiceConfiguration.LocalDev.cscfg', true],
    [values(diagnostics), undefined, false],
    [values(emulated, account), undefined, false],
    [values(emulated, ['Queue', 'orders']), 'ServiceConfiguration.cscfg', false],
    [values(emulated) + thumbprints, undefined, false],
    [values(emulated), 'ServiceConfiguration.Cloud.cscfg', false],
    [values(emulated), 'ServiceConfiguration.Production.cscfg', false],
    [values(emulated, account), 'ServiceConfiguration.Dev.cscfg', false],
  ] as const) {
    it(`is ${isLeftAlone ? 'ignored' : 'checked'} as ${fileName ?? 'a file without a name'} with ${JSON.stringify(content)}`, () => {
      const text = root(role('Web', content));
      const context = fileName === undefined ? {} : { fileName };
      const codes = networkFindings(text, context).map(({ code }) => code);
      assert.deepEqual(codes.includes('network-missing'), !isLeftAlone);
      assert.deepEqual(codes.includes('emulated-storage'), !isLeftAlone && content.includes('"Storage"'));
    });
  }

  it('is reported at the value, because a deployed role cannot reach the storage emulator', () => {
    const text = root(
      role(
        'Web',
        values(account, ['Blobs', 'UseDevelopmentStorage = true;DevelopmentStorageProxyUri=http://a'], diagnostics),
      ),
    );
    const findings = networkFindings(text).filter(({ code }) => code === 'emulated-storage');
    assert.deepEqual(shown(text, findings), [
      'emulated-storage: UseDevelopmentStorage = true;DevelopmentStorageProxyUri=http://a',
    ]);
    assert.deepEqual(words(findings), [
      'Setting "Blobs" uses the storage emulator, which a deployed role cannot reach. Use the connection string of a storage account.',
    ]);
    const also = networkFindings(text, { levels: { 'diagnostics-plugin': 'off' } });
    assert.equal(also.filter(({ code }) => code === 'emulated-storage').length, 2);
  });

  for (const [name, isLeftAlone] of [
    ['ServiceConfiguration.Local.cscfg', true],
    ['Local.cscfg', true],
    ['ServiceConfiguration.Cloud.cscfg', false],
    ['ServiceConfiguration.Localhost.cscfg', false],
  ] as const) {
    it(`is ${isLeftAlone ? 'ignored' : 'checked'} as ${name}`, () => {
      const text = root(role('Web'));
      const path = `svc/${name}`;
      const service = readServices([{ path, text }], 'svc')(path);
      assert.ok(service);
      const codes = networkFindings(text, { service }).map(({ code }) => code);
      assert.deepEqual(codes, isLeftAlone ? [] : ['network-missing']);
      // An editor knows the name before it has found the service.
      const named = networkFindings(text, { fileName: name }).map(({ code }) => code);
      assert.deepEqual(named, codes);
    });
  }

  it('is ignored if it is incomplete, has no role, or is a transformation', () => {
    const transform = 'xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform" serviceName="Shop"';
    for (const text of [
      root(''),
      root(role('Web')).replace('</ServiceConfiguration>', ''),
      root(role('Web'), transform),
    ]) {
      assert.deepEqual(found(text), []);
    }
  });
});

describe('A role in a virtual network', () => {
  it('must be in a subnet; the fix uses the subnet of another role', () => {
    const text = root(role('Web') + role('Worker') + network(site + assignments(address('Web', 'front'))));
    assert.deepEqual(found(text), ['instance-address-missing: Worker']);
    assert.equal(
      fixedText(text, 'instance-address-missing'),
      root(
        role('Web') +
          role('Worker') +
          network(site + assignments(address('Web', 'front') + address('Worker', 'front'))),
      ),
    );
  });

  it('must be in a subnet, even if nothing is assigned yet', () => {
    assert.equal(
      fixedText(root(role('Web') + network(site)), 'instance-address-missing'),
      root(role('Web') + network(site + assignments(address('Web', 'SubnetName')))),
    );
  });

  it('needs a subnet in its address', () => {
    const text = root(role('Web') + network(site + assignments('      <InstanceAddress roleName="web" />\n')));
    assert.deepEqual(found(text), ['instance-address-missing: <InstanceAddress']);
    assert.deepEqual(words(networkFindings(text)), ['<InstanceAddress> of role "Web" has no subnet. Add one.']);
    assert.equal(
      fixedText(text, 'instance-address-missing'),
      root(role('Web') + network(site + assignments(address('web', 'SubnetName')))),
    );
    const empty = address('Web').replace('          <Subnet name="web" />\n', '');
    assert.equal(
      fixedText(root(role('Web') + network(site + assignments(empty))), 'instance-address-missing'),
      root(role('Web') + network(site + assignments(address('Web', 'SubnetName')))),
    );
  });

  it('that is complete is accepted with a name in any case, but a token is not a name', () => {
    assert.deepEqual(found(root(role('Web') + network(site + assignments(address('WEB'))))), []);
    assert.deepEqual(found(root(role('__Role__') + network(site))), []);
  });
});

describe('The name of a virtual network', () => {
  const named = (name: string) => placed('Web').replace('"vnet"', `"${name}"`);
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet';
  for (const name of [
    'vnet',
    'Group shared vnet',
    'group shared vnet',
    id,
    id.toLowerCase(),
    '#{VNet name}#',
    '__VNet__',
  ]) {
    it(`may be “${name}”`, () => {
      assert.deepEqual(found(named(name)), []);
    });
  }
  for (const name of [
    'shared vnet',
    'Gruppe shared vnet',
    'Group shared my vnet',
    '/subscriptions/s',
    `${id}/subnets/a`,
  ]) {
    it(`must not be “${name}”`, () => {
      assert.deepEqual(found(named(name)), [`network-name-form: ${name}`]);
    });
  }
  it('of two words is fixed by a leading “Group”', () => {
    assert.deepEqual(fixes(named('shared vnet'), 'network-name-form'), {
      'Replace with "Group shared vnet"': named('Group shared vnet'),
    });
    assert.deepEqual(fixes(named('a b c d'), 'network-name-form'), {});
  });
});

describe('The name of a reserved IP', () => {
  const named = (name: string) =>
    placed('Web').replace(
      '    </AddressAssignments>',
      `      <ReservedIPs><ReservedIP name="${name}" /></ReservedIPs>\n    </AddressAssignments>`,
    );
  it('has the same forms, and a resource ID is not reported', () => {
    assert.deepEqual(found(named('ip')), []);
    assert.deepEqual(found(named('Group shared ip')), []);
    assert.deepEqual(found(named('/subscriptions/s')), []);
    assert.deepEqual(found(named('shared ip')), ['network-name-form: shared ip']);
  });
});

describe('A reference', () => {
  const acl = (attributes: string) => `    <AccessControls>
      <AccessControl name="Office">
        <Rule order="1" action="permit" remoteSubnet="203.0.113.0/24" />
      </AccessControl>
    </AccessControls>
    <EndpointAcls>
      <EndpointAcl ${attributes} />
    </EndpointAcls>
`;
  const withAcl = (attributes: string) => placed('Web', acl(attributes));

  it('to a role, regardless of case, resolves', () => {
    assert.deepEqual(found(withAcl('role="WEB" endPoint="Http" accessControl="office"')), []);
  });

  it('to an unknown role is reported once and fixed with the likely name', () => {
    const text = root(role('WebRole') + network(site + assignments(address('WebRol'))));
    assert.deepEqual(found(text), ['reference-unresolved: WebRol']);
    const off = networkFindings(text, { levels: { 'reference-unresolved': 'off' } });
    assert.deepEqual(shown(text, off), ['instance-address-missing: WebRole']);
    assert.equal(
      fixedText(text, 'reference-unresolved'),
      root(role('WebRole') + network(site + assignments(address('WebRole')))),
    );
  });

  it('to an unknown list of rules is fixed or removed', () => {
    const text = withAcl('role="Web" endPoint="Http" accessControl="Ofice"');
    assert.deepEqual(found(text), ['reference-unresolved: Ofice']);
    assert.deepEqual(fixes(text, 'reference-unresolved'), {
      'Set accessControl="Office"': withAcl('role="Web" endPoint="Http" accessControl="Office"'),
      'Remove this <EndpointAcl>': text.replace(/ +<EndpointAcl .*\n/, ''),
    });
  });

  it('without a similar name offers every existing one, and prefers none', () => {
    const text = withAcl('role="Worker" endPoint="Http" accessControl="Office"');
    assert.deepEqual(found(text), ['reference-unresolved: Worker']);
    assert.equal(fixedText(text, 'reference-unresolved'), undefined);
    assert.deepEqual(Object.keys(fixes(text, 'reference-unresolved')), ['Set role="Web"', 'Remove this <EndpointAcl>']);
  });

  it('to an endpoint is looked up in the service definition, where that is known', () => {
    const text = withAcl('role="Web" endPoint="Htp" accessControl="Office"');
    const definition = `<ServiceDefinition name="Shop"><WebRole name="Web"><Endpoints><InputEndpoint name="Http" protocol="http" port="80" /></Endpoints></WebRole></ServiceDefinition>`;
    const files = [
      { path: 'svc/ServiceConfiguration.Cloud.cscfg', text },
      { path: 'svc/ServiceDefinition.csdef', text: definition },
    ];
    const service = readServices(files, 'svc')('svc/ServiceConfiguration.Cloud.cscfg');
    assert.ok(service);
    assert.deepEqual(words(networkFindings(text, { service })), [
      'Role "Web" has no endpoint named "Htp" in the service definition.',
    ]);
    assert.deepEqual(found(text), []);
  });

  it('to an endpoint that a plugin adds resolves, though the service definition does not declare it', () => {
    const files = {
      [csdef]: definition('    <Imports><Import moduleName="RemoteForwarder" /></Imports>\n'),
      [cloud]: withAcl(
        'role="Web" endPoint="Microsoft.WindowsAzure.Plugins.RemoteForwarder.RdpInput" accessControl="Office"',
      ),
    };
    assert.deepEqual(words(networkFindings(files[cloud], { service: serviceOf(files, cloud) })), []);
  });

  it('that a pipeline sets, or that is unfinished, is not reported', () => {
    assert.deepEqual(found(withAcl('role="__Role__" endPoint="Http" accessControl="#{Acl}#"')), []);
    assert.deepEqual(found(placed('Web').replace('</AddressAssignments>', '<InstanceAddress roleName="W')), []);
  });
});

describe('A load balancer that an endpoint of the service definition is behind', () => {
  const balancer = (name: string, subnet = 'web') => `      <LoadBalancer name="${name}">
        <FrontendIPConfiguration type="private" subnet="${subnet}" />
      </LoadBalancer>
`;
  const balancers = (...all: readonly string[]) => `    <LoadBalancers>\n${all.join('')}    </LoadBalancers>\n`;
  const behind = (name: string) =>
    definition(`    <Endpoints>
      <InputEndpoint name="Http" protocol="http" port="80" loadBalancer="${name}" />
      <InputEndpoint name="Https" protocol="tcp" port="443" loadBalancer="${name}" />
      <InputEndpoint name="Other" protocol="tcp" port="8080" />
    </Endpoints>
`);
  const judge = (text: string, name = 'inner', path = cloud) => {
    const files: Files = { [csdef]: behind(name), [path]: text };
    const service = serviceOf(files, path);
    const document = fileOf(service, path)?.document ?? parseCscfg('');
    const context = { ...standard, service, fileName: path.replace('svc/', '') };
    const findings = check(document, context).filter(({ code }) => /^(?:network-|reference-)/.test(code));
    const proposed = findings.slice(0, 1).flatMap((finding) => fixesFor(finding, document, context));
    return {
      ...{ files, findings, lines: shown(text, findings), words: words(findings) },
      fixes: Object.fromEntries(
        proposed.flatMap((fix) => (fix.kind === 'edit' ? [[fix.title, fixed(files, path, fix)]] : [])),
      ),
    };
  };

  it('is found by its name in any case', () => {
    assert.deepEqual(judge(placed('Web', balancers(balancer('Inner')))).lines, []);
  });

  it('is reported as missing once, with the endpoint as related place, and added in the subnet of a role', () => {
    const { findings, lines, words: said, files, fixes: byTitle } = judge(placed('Web'));
    assert.deepEqual(lines, ['reference-unresolved: <NetworkConfiguration']);
    assert.deepEqual(said, [
      'Load balancer "inner", which endpoint "Http" in ServiceDefinition.csdef uses, is missing here. Add it.',
    ]);
    assert.deepEqual(
      findings[0]?.related?.map(({ file, span }) => [file, files[file ?? '']?.slice(span.start, span.end)]),
      [[csdef, 'inner']],
    );
    assert.deepEqual(byTitle, {
      'Add load balancer inner': { ...files, [cloud]: placed('Web', balancers(balancer('inner'))) },
    });
  });

  it('is added to the others that there are', () => {
    const { lines, files, fixes: byTitle } = judge(placed('Web', balancers(balancer('second'))));
    assert.deepEqual(lines, ['reference-unresolved: <LoadBalancers']);
    assert.deepEqual(byTitle, {
      'Add load balancer inner': {
        ...files,
        [cloud]: placed('Web', balancers(balancer('second'), balancer('inner'))),
      },
    });
  });

  it('is recognized when it is misspelled, and fixed in either file', () => {
    const { lines, words: said, files, fixes: byTitle } = judge(placed('Web', balancers(balancer('iner'))));
    assert.deepEqual(lines, ['reference-unresolved: iner']);
    assert.deepEqual(said, ['No endpoint in ServiceDefinition.csdef uses load balancer "iner". Did you mean "inner"?']);
    assert.deepEqual(byTitle, {
      'Rename to inner': { ...files, [cloud]: placed('Web', balancers(balancer('inner'))) },
      'Use iner in ServiceDefinition.csdef': { ...files, [csdef]: behind('iner') },
    });
  });

  it('is not missed where a pipeline names it, by the emulators, and where there is no network at all', () => {
    assert.deepEqual(judge(placed('Web', balancers(balancer('__balancer__')))).lines, []);
    assert.deepEqual(judge(placed('Web'), '#{Balancer}#').lines, []);
    assert.deepEqual(judge(placed('Web'), 'inner', local).lines, []);
    assert.deepEqual(judge(root(role('Web'))).lines, ['network-missing: <ServiceConfiguration']);
  });
});

describe('The name of a service', () => {
  it('is not that of a role', () => {
    const text = placed('Shop');
    assert.deepEqual(found(text), ['service-name-is-role: Shop']);
    const [finding] = networkFindings(text);
    assert.deepEqual(
      finding?.related?.map(({ span }) => text.slice(span.start, span.end)),
      ['Shop'],
    );
    assert.deepEqual(fixes(text, 'service-name-is-role'), {});
  });

  it('may differ in case only, for that is not known to fail', () => {
    assert.deepEqual(found(placed('shop')), []);
  });
});

describe('The family of the guest operating system', () => {
  const family = (value: string) =>
    placed('Web').replace('serviceName="Shop"', `serviceName="Shop" osFamily="${value}"`);
  for (const value of ['5', '6', '7', ' 7 ', '', '__Family__']) {
    it(`may be “${value}”`, () => {
      assert.deepEqual(found(family(value)), []);
    });
  }
  const cases: readonly (readonly [value: string, severity: string, message: string])[] = [
    ['1', 'warning', 'osFamily 1 (Windows Server 2008) is retired. Choose a supported family.'],
    ['2', 'warning', 'osFamily 2 (Windows Server 2008 R2) was retired in 2024-12. Choose a supported family.'],
    ['3', 'warning', 'osFamily 3 (Windows Server 2012) was retired in 2025-02. Choose a supported family.'],
    ['4', 'warning', 'osFamily 4 (Windows Server 2012 R2) was retired in 2025-02. Choose a supported family.'],
    ['8', 'information', 'Unknown osFamily "8". Choose a supported family (5, 6 or 7).'],
    ['0', 'warning', 'Unknown osFamily "0". Choose a supported family (5, 6 or 7).'],
    ['*', 'warning', 'Unknown osFamily "*". Choose a supported family (5, 6 or 7).'],
  ];
  for (const [value, severity, message] of cases) {
    it(`“${value}” is reported as ${severity}`, () => {
      const findings = networkFindings(family(value));
      assert.deepEqual(
        findings.map((finding) => [finding.code, finding.severity]),
        [['os-family', severity]],
      );
      assert.deepEqual(words(findings), [message]);
    });
  }

  it('is fixed by a supported family, the recommended one first', () => {
    assert.deepEqual(Object.entries(fixes(family('4'), 'os-family')), [
      ['Set osFamily="7" (Windows Server 2022, recommended)', family('7')],
      ['Set osFamily="6" (Windows Server 2019)', family('6')],
      ['Set osFamily="5" (Windows Server 2016)', family('5')],
    ]);
  });

  it('that is absent is not reported, because Microsoft’s pages disagree on the default', () => {
    assert.deepEqual(found(placed('Web')), []);
  });
});
