import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { check } from '../../../src/cscfg/rules/check';
import type { CheckContext } from '../../../src/cscfg/rules/rule';
import { definitionNamespace } from '../../../src/cscfg/schema/definition/serviceDefinition';
import { context, fixes, fixedText, schemaFindings, shown, words } from './judge';

const namespace = 'xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration"';

/** A configuration with this content of its root. */
const service = (inRoot: string, attributes = `serviceName="Shop" ${namespace}`) =>
  `<ServiceConfiguration ${attributes}>\n${inRoot}</ServiceConfiguration>\n`;

/** … with this content of its role after the instances. */
const role = (inRole: string, attributes = 'name="Web"') =>
  service(`  <Role ${attributes}>\n    <Instances count="1" />\n${inRole}  </Role>\n`);

const network = (inNetwork: string) => service(`  <NetworkConfiguration>\n${inNetwork}  </NetworkConfiguration>\n`);

const entry = (attributes: string) =>
  role(`    <Certificates>\n      <Certificate ${attributes} />\n    </Certificates>\n`);

const codes = (text: string) => schemaFindings(text).map(({ code }) => code);

describe('The schema’s own verdicts, as its validator gives them', () => {
  const valid: readonly (readonly [name: string, text: string])[] = [
    ['a thumbprint in lower case', entry('name="a" thumbprint="94 27 be fa" thumbprintAlgorithm="sha1"')],
    ['the children of a role in any order', service(`<Role name="Web"><Certificates /><Instances count="1" /></Role>`)],
    ['no schemaVersion', service('')],
    ['endPoint', network('<EndpointAcls><EndpointAcl role="Web" endPoint="Http" accessControl="a" /></EndpointAcls>')],
    ['no children where none are demanded', service('<NetworkConfiguration />')],
    [
      'an empty value of a setting',
      role('<ConfigurationSettings><Setting name="a" value="" /></ConfigurationSettings>'),
    ],
  ];
  for (const [name, text] of valid) {
    it(`accept ${name}`, () => {
      assert.deepEqual(codes(text), []);
    });
  }

  const invalid: readonly (readonly [name: string, text: string, code: string])[] = [
    ['a Certificate outside of Certificates', role('<Certificate name="a" />'), 'schema-unknown-element'],
    ['two Certificates', role('<Certificates /><Certificates />'), 'schema-duplicate'],
    ['a role without Instances', service('<Role name="Web" />'), 'schema-missing'],
    ['Dns after the virtual network', network('<VirtualNetworkSite name="v" /><Dns />'), 'schema-order'],
    [
      'a network before the roles',
      service('<NetworkConfiguration /><Role name="a"><Instances count="1" /></Role>'),
      'schema-order',
    ],
    ['a vmName of eleven characters', role('', 'name="Web" vmName="abcdefghijk"'), 'schema-value'],
    ['a vmName that ends in a hyphen', role('', 'name="Web" vmName="web-"'), 'schema-value'],
    [
      'endpoint',
      network('<EndpointAcls><EndpointAcl role="Web" endpoint="Http" accessControl="a" /></EndpointAcls>'),
      'schema-unknown-attribute',
    ],
    ['no namespace', service('', 'serviceName="Shop"'), 'schema-missing'],
    ['another namespace', service('', 'serviceName="Shop" xmlns="urn:x"'), 'schema-value'],
    ['no serviceName', service('', namespace), 'schema-missing'],
  ];
  for (const [name, text, code] of invalid) {
    it(`refuse ${name}, and say so once`, () => {
      assert.deepEqual(codes(text), [code]);
    });
  }

  it('count for a prefixed root, too, which needs no default namespace', () => {
    const text = `<c:ServiceConfiguration serviceName="Shop" ${namespace.replace('xmlns', 'xmlns:c')}>
  <c:Role name="Web"><c:Instances count="x" /></c:Role>
</c:ServiceConfiguration>`;
    assert.deepEqual(shown(text, schemaFindings(text)), ['schema-value: x']);
  });
});

describe('The requirements of the definition schema', () => {
  const defined = (content: string) =>
    `<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">${content}</ServiceDefinition>`;
  const worker = (entryPoint: string) =>
    defined(`<WorkerRole name="Jobs"><Runtime>${entryPoint}</Runtime></WorkerRole>`);
  const traffic = (source: string) =>
    defined(
      `<WorkerRole name="Jobs" /><NetworkTrafficRules><OnlyAllowTrafficTo><Destinations><RoleEndpoint endpointName="a" roleName="Jobs" /></Destinations>${source}</OnlyAllowTrafficTo></NetworkTrafficRules>`,
    );
  const program = '<ProgramEntryPoint commandLine="a.cmd" setReadyOnProcessStart="true" />';
  const assembly = '<NetFxEntryPoint assemblyName="a.dll" />';
  const kinds = '<ProgramEntryPoint> or <NetFxEntryPoint>';
  const web = '<Sites><Site name="Web"><Bindings><Binding name="a" endpointName="a" /></Bindings></Site></Sites>';

  for (const [name, text, found] of [
    ['a program', worker(`<EntryPoint>${program}</EntryPoint>`), []],
    ['an assembly', worker(`<EntryPoint>${assembly}</EntryPoint>`), []],
    [
      'no entry point',
      worker('<EntryPoint />'),
      [`schema-missing <EntryPoint Element <EntryPoint> must contain ${kinds}.`],
    ],
    [
      'an empty entry point',
      worker('<EntryPoint></EntryPoint>'),
      [`schema-missing <EntryPoint Element <EntryPoint> must contain ${kinds}.`],
    ],
    [
      'both kinds of entry point',
      worker(`<EntryPoint>${assembly}${program}</EntryPoint>`),
      [
        'schema-duplicate <ProgramEntryPoint Element <EntryPoint> can contain only one of <ProgramEntryPoint>, <NetFxEntryPoint>.',
      ],
    ],
    [
      'the misspelt entry point once',
      worker(`<EntryPoint>${program.replace('Program', 'Progam')}</EntryPoint>`),
      [
        'schema-unknown-element <ProgamEntryPoint Element <ProgamEntryPoint> is not allowed in <EntryPoint>. Did you mean <ProgramEntryPoint>?',
      ],
    ],
    [
      'the source of traffic',
      traffic(''),
      [
        'schema-missing <OnlyAllowTrafficTo Element <OnlyAllowTrafficTo> must contain <AllowAllTraffic> or <WhenSource>.',
      ],
    ],
    ['all traffic', traffic('<AllowAllTraffic />'), []],
    ['the traffic of roles', traffic('<WhenSource matches="AnyRule"><FromRole roleName="Jobs" /></WhenSource>'), []],
    ['sites', defined('<WebRole name="Web" />'), ['schema-missing <WebRole Element <Sites> is required in <WebRole>.']],
    ['nothing more than sites', defined(`<WebRole name="Web">${web}</WebRole>`), []],
  ] as const) {
    it(`is ${name}`, () => {
      const shown = check(parseCscfg(text), {
        ...context,
        levels: { 'role-size-unsupported': 'off', 'reference-unresolved': 'off' },
      }).map(({ code, span, message }) => `${code} ${text.slice(span.start, span.end)} ${message}`);
      assert.deepEqual(shown, found);
    });
  }

  it('is sites only as a warning, for old files do without', () => {
    assert.deepEqual(
      schemaFindings(defined('<WebRole name="Web" />')).map(({ severity }) => severity),
      ['warning'],
    );
  });

  it('is one entry point, so that the other is removed by the fix', () => {
    const both = worker(`<EntryPoint>${assembly}${program}</EntryPoint>`);
    assert.deepEqual(fixes(both, 'schema-duplicate'), {
      'Remove this <ProgramEntryPoint>': worker(`<EntryPoint>${assembly}</EntryPoint>`),
    });
    assert.equal(fixedText(both, 'schema-duplicate'), undefined);
  });
});

describe('A value', () => {
  const address = (value: string) =>
    network(`<Dns><DnsServers><DnsServer name="d" IPAddress="${value}" /></DnsServers></Dns>`);
  const rule = (attributes: string) =>
    network(`<AccessControls><AccessControl name="a"><Rule ${attributes} /></AccessControl></AccessControls>`);
  const cases: readonly (readonly [
    name: string,
    text: (value: string) => string,
    right: readonly string[],
    wrong: readonly string[],
  ])[] = [
    [
      'count',
      (value) => service(`<Role name="Web"><Instances count="${value}" /></Role>`),
      ['0', '1', ' 2 ', '+3', '007'],
      ['', '-1', '1.5', 'two', '1e3', '2147483648', '٣'],
    ],
    [
      'vmName',
      (value) => role('', `name="Web" vmName="${value}"`),
      ['a', 'web-1', 'ABCDEFGHIJ'],
      ['', '-a', 'a_b', 'a b', 'é'],
    ],
    [
      'IPAddress',
      address,
      ['10.0.0.4', '255.255.255.255', '0.0.0.0'],
      ['', '10.0.0', '256.0.0.1', '10.0.0.4.5', '10.0.0.4.', '::1', ' 10.0.0.4'],
    ],
    [
      'order',
      (value) => rule(`order="${value}" action="deny" remoteSubnet="0.0.0.0/0"`),
      ['0', '65535'],
      ['-1', '65536', 'first'],
    ],
    [
      'action',
      (value) => rule(`order="1" action="${value}" remoteSubnet="0.0.0.0/0"`),
      ['permit', 'deny'],
      ['Permit', 'allow', ''],
    ],
    [
      'description',
      (value) => rule(`order="1" action="deny" remoteSubnet="0.0.0.0/0" description="${value}"`),
      ['', 'x'.repeat(256)],
      ['x'.repeat(257)],
    ],
    [
      'accessControl',
      (value) =>
        network(`<EndpointAcls><EndpointAcl role="Web" endPoint="e" accessControl="${value}" /></EndpointAcls>`),
      ['a', '_a.b', 'a b'],
      ['', '1a', 'a.', 'a ', 'a:b', 'a/b'],
    ],
    [
      'cleanupFirewallOnRoleRestart',
      (value) => service(`<GuestAgentSettings cleanupFirewallOnRoleRestart="${value}" />`),
      ['true', 'false', '1', '0', ' true '],
      ['', 'True', 'yes'],
    ],
    [
      'type',
      (value) =>
        network(
          `<LoadBalancers><LoadBalancer name="l"><FrontendIPConfiguration type="${value}" /></LoadBalancer></LoadBalancers>`,
        ),
      ['private'],
      ['Private', 'public', ''],
    ],
    [
      'schemaVersion',
      (value) => service('', `serviceName="Shop" ${namespace} schemaVersion="${value}"`),
      ['unspecified', '2015-04.2.6', '2012-05.1.7'],
      ['', '2.9', '2015-04'],
    ],
    [
      'osFamily',
      (value) => service('', `serviceName="Shop" ${namespace} osFamily="${value}"`),
      ['7', '1', '99', '*', ''],
      [],
    ],
    ['name', (value) => role('', `name="${value}"`), ['Web', 'Any.thing at all'], ['', ' ']],
  ];
  for (const [name, text, right, wrong] of cases) {
    it(`of ${name} is checked against the schema, and a token is ignored`, () => {
      for (const value of [...right, `#{${name}}#`, `__${name}__`]) {
        assert.deepEqual(codes(text(value)), [], value);
      }
      for (const value of wrong) {
        const [finding, ...others] = schemaFindings(text(value));
        assert.deepEqual([finding?.code, others], ['schema-value', []], value);
        const { start = 0, end = 0 } = finding?.span ?? {};
        const written = text(value).slice(start, end);
        assert.equal(written, value === '' ? `${name}=""` : value);
      }
    });
  }
});

describe('The message', () => {
  const cases: readonly (readonly [text: string, message: string])[] = [
    [role('<Certificats />'), 'Element <Certificats> is not allowed in <Role>. Did you mean <Certificates>?'],
    [
      role('<Setting name="a" value="" />'),
      'Element <Setting> is not allowed in <Role>. It belongs in <ConfigurationSettings>.',
    ],
    [role('<Nothing />'), 'Element <Nothing> is not allowed in <Role>.'],
    [role('', 'Name="Web"'), 'Unknown attribute "Name" on <Role>. Did you mean "name"?'],
    [role('', 'name="Web" size="1"'), 'Unknown attribute "size" on <Role>.'],
    [service('<Role name="Web" />'), 'Element <Instances> is required in <Role>.'],
    [service('<Role name="Web"><Instances /></Role>'), 'Attribute "count" is required on <Instances>.'],
    [
      service('<Role name="a"><Instances count="x" /></Role>'),
      'Attribute "count" on <Instances> must be a whole number of at least 0, not "x".',
    ],
    [service('<Role name=""><Instances count="1" /></Role>'), 'Attribute "name" on <Role> must not be empty.'],
    [role('<Certificates /><Certificates />'), 'Element <Certificates> is allowed only once in <Role>.'],
    [
      role('<ConfigurationSettings><Setting name="a" value="" /><Setting name="A" value="" /></ConfigurationSettings>'),
      'Another <Setting> in <ConfigurationSettings> already has name="A".',
    ],
    [
      network('<AddressAssignments /><Dns />'),
      'Element <Dns> must come before <AddressAssignments> in <NetworkConfiguration>.',
    ],
    ['<ServiceConfig />', 'The root element must be <ServiceConfiguration>, not <ServiceConfig>.'],
    ['<ServiceConfigurations />', 'Unknown root element <ServiceConfigurations>. Did you mean <ServiceConfiguration>?'],
  ];
  for (const [text, message] of cases) {
    it(`says “${message}”`, () => {
      assert.deepEqual(words(schemaFindings(text)), [message]);
    });
  }
});

describe('Text that is typed', () => {
  const whole = entry('name="a" thumbprint="" thumbprintAlgorithm="sha1"');
  const [before, after] = [
    whole.slice(0, whole.indexOf('    <Certificates>')),
    whole.slice(whole.indexOf('  </Role>')),
  ];
  const halves = [
    '<',
    '<Cer',
    '<Certificats',
    '<Certificates',
    '<Certificates ',
    '<Certificats x',
    '<Instances coun',
    '</',
    '<Role',
    '<Role name="a',
  ];
  for (const half of halves) {
    it(`“${half}” has no flaw yet`, () => {
      assert.deepEqual(codes(`${before}    ${half}\n${after}`), []);
    });
  }

  it('is not judged by what an element that is not closed yet seems to hold', () => {
    const open = service(
      `  <Role name="First">\n    <Instances count="1" />\n  <Role name="Second">\n    <Instances count="2" />\n  </Role>\n`,
    );
    assert.deepEqual(codes(open), []);
  });

  it('is checked where it is complete, even if another place is half typed', () => {
    const text = service(
      `  <Role name="First">\n    <Instances count="1" />\n    <Cert\n  <Role name="Second">\n    <Instances count="x" />\n  </Role>\n`,
    );
    assert.deepEqual(codes(text), ['schema-value']);
  });

  const broken: readonly (readonly [name: string, from: string, to: string])[] = [
    ['a tag that is not closed', '</Certificates>', ''],
    ['a close tag of another name', '</Certificates>', '</Settings>'],
    ['a bare “&”', 'name="a"', 'name="a & b"'],
    ['a value without quotes', 'name="Web"', 'name=Web'],
    ['an attribute that is given twice', 'name="Web"', 'name="Web" name="Web"'],
    ['a second root', '</ServiceConfiguration>', '</ServiceConfiguration><ServiceConfiguration />'],
  ];
  for (const [name, from, to] of broken) {
    it(`that is broken by ${name} has that one mistake, and no flaw because of it`, () => {
      const text = entry('name="a" thumbprint="#{T}#" thumbprintAlgorithm="sha1"').replace(from, to);
      const found = check(parseCscfg(text), { ...context, levels: { 'thumbprint-placeholder': 'off' } });
      assert.deepEqual(
        found.map(({ code }) => code),
        ['xml-syntax'],
      );
    });
  }

  it('an unknown element is reported once, without its content', () => {
    const text = role('<Certificats><Certificate /><Foo /><Certificate nam="x" /></Certificats>');
    assert.deepEqual(shown(text, schemaFindings(text)), ['schema-unknown-element: <Certificats']);
  });

  it('a transformation of another file may leave out what it does not change', () => {
    const text = `<ServiceConfiguration xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform">
  <Role name="Web" xdt:Locator="Match(name)"><Instances count="4" xdt:Transform="SetAttributes" /></Role>
</ServiceConfiguration>`;
    assert.deepEqual(check(parseCscfg(text), context), []);
  });
});

describe('What other rules say', () => {
  const all = (text: string) =>
    check(parseCscfg(text), { ...context, levels: { 'network-missing': 'off' } }).map(({ code }) => code);

  it('of certificates is not said twice', () => {
    assert.deepEqual(all(entry('thumbprint="" thumbprintAlgorithm="SHA1"')), [
      'certificate-name-missing',
      'thumbprint-missing',
      'thumbprint-algorithm',
    ]);
  });

  it('is not said where the schema’s rules know the cause', () => {
    const misspelt = entry('nam="a" thumbPrint="7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA" thumbprintAlgorithms="sha1"');
    assert.deepEqual(all(misspelt), [
      'schema-unknown-attribute',
      'schema-unknown-attribute',
      'schema-unknown-attribute',
    ]);
  });

  it('of the certificate of an https endpoint is said by its own rule alone', () => {
    const endpoint = (attributes: string) =>
      `<ServiceDefinition name="Shop" xmlns="${definitionNamespace}"><WorkerRole name="Jobs" vmsize="Standard_D2_v3"><Endpoints><InputEndpoint name="In" port="443" ${attributes} /></Endpoints></WorkerRole></ServiceDefinition>`;
    const all = (attributes: string, levels: CheckContext['levels'] = {}) =>
      check(parseCscfg(endpoint(attributes)), { ...context, levels }).map(({ code }) => code);
    assert.deepEqual(all('protocol="https" certificate=""'), ['endpoint-certificate-unknown']);
    assert.deepEqual(all('protocol="https" certificate="1a"'), ['endpoint-certificate-unknown']);
    assert.deepEqual(all('protocol="tcp" certificate=""'), ['schema-value']);
    const off = { 'endpoint-certificate-unknown': 'off' } as const;
    assert.deepEqual(all('protocol="https" certificate=""', off), ['schema-value']);
  });

  it('is said after all where the rule that knows the cause is off', () => {
    const codesWithout = (code: string, text: string) =>
      check(parseCscfg(text), { ...context, levels: { 'network-missing': 'off', [code]: 'off' } }).map(
        (one) => one.code,
      );
    const attribute = 'schema-unknown-attribute';
    assert.deepEqual(codesWithout(attribute, entry('nam="a" thumbPrint="" thumbprintAlgorithms="sha1"')), [
      'certificate-name-missing',
      'thumbprint-missing',
      'thumbprint-algorithm',
    ]);
    assert.deepEqual(codesWithout(attribute, role('', 'nam="Web"')), ['schema-missing']);
    assert.deepEqual(codesWithout('schema-unknown-element', service('<Role name="a"><Instance count="1" /></Role>')), [
      'schema-missing',
    ]);
  });

  it('of newer constructs is nothing', () => {
    const text = service(
      `  <Role name="Web">
    <Instances count="1" />
    <Certificates>
      <Certificate name="a" sourceLocation="/certificates/a.pfx" />
    </Certificates>
    <SecurityConfigurations><Anything at="all" /></SecurityConfigurations>
  </Role>
  <NetworkConfiguration>
    <AddressAssignments>
      <InstanceAddress roleName="Web">
        <PublicIPs>
          <PublicIP name="pip" domainNameLabel="label" />
        </PublicIPs>
      </InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
  <ServiceSettings><Setting name="a" value="b" /></ServiceSettings>
`,
    );
    assert.deepEqual(all(text), []);
    const first = service('<ServiceSettings /><Role name="Web"><Instances count="1" /></Role>');
    assert.deepEqual(codes(first), []);
  });

  it('a level that the user set overrides the severity of a problem', () => {
    const text = role('', 'name="Web" size="1"');
    const severityAt = (level: 'error' | 'warning') =>
      check(parseCscfg(text), {
        ...context,
        levels: { 'schema-unknown-attribute': level, 'network-missing': 'off' },
      }).map(({ severity }) => severity);
    assert.deepEqual([severityAt('warning'), severityAt('error')], [['warning'], ['information']]);
  });
});

describe('The fix', () => {
  it('of a misspelled element renames both of its tags, and keeps their prefix', () => {
    assert.equal(
      fixedText(role('    <Certificats>\n    </Certificats>\n'), 'schema-unknown-element'),
      role('    <Certificates>\n    </Certificates>\n'),
    );
    const prefixed = (name: string) =>
      `<c:ServiceConfiguration serviceName="S" xmlns:c="urn:c"><c:Role name="a"><c:Instances count="1" /><c:${name}></c:${name}></c:Role></c:ServiceConfiguration>`;
    assert.equal(fixedText(prefixed('Certificats'), 'schema-unknown-element'), prefixed('Certificates'));
  });

  it('of an element next to its list moves it to the end of the list', () => {
    assert.equal(
      fixedText(
        role(`    <ConfigurationSettings>
      <Setting name="a" value="1" />
    </ConfigurationSettings>
    <Setting name="b" value="2" /> <!-- two -->
    <Certificates />
`),
        'schema-unknown-element',
      ),
      role(`    <ConfigurationSettings>
      <Setting name="a" value="1" />
      <Setting name="b" value="2" />
    </ConfigurationSettings>
     <!-- two -->
    <Certificates />
`),
    );
  });

  it('of an element without a list puts one around it', () => {
    assert.equal(
      fixedText(role('    <Setting\n      name="a"\n      value="1" />\n'), 'schema-unknown-element'),
      role(
        '    <ConfigurationSettings>\n      <Setting\n        name="a"\n        value="1" />\n    </ConfigurationSettings>\n',
      ),
    );
  });

  it('of an unknown element removes it with its line', () => {
    assert.deepEqual(fixes(role('    <Nothing>\n      <More />\n    </Nothing>\n'), 'schema-unknown-element'), {
      'Remove <Nothing>': role(''),
    });
  });

  it('of a misspelled attribute renames it, and of an unknown one removes it', () => {
    assert.equal(fixedText(role('', 'Name="Web"'), 'schema-unknown-attribute'), role('', 'name="Web"'));
    assert.deepEqual(fixes(role('', 'name="Web"\n    size="1"'), 'schema-unknown-attribute'), {
      'Remove size': role('', 'name="Web"'),
    });
  });

  it('of what is missing adds it where it belongs', () => {
    const without = service('  <Role name="Web">\n    <ConfigurationSettings />\n  </Role>\n');
    assert.equal(
      fixedText(without, 'schema-missing'),
      service('  <Role name="Web">\n    <Instances count="1" />\n    <ConfigurationSettings />\n  </Role>\n'),
    );
    assert.equal(
      fixedText(service("  <Role name='Web' />\n"), 'schema-missing'),
      service("  <Role name='Web'>\n    <Instances count='1' />\n  </Role>\n"),
    );
    assert.equal(fixedText(service('', 'serviceName="Shop"'), 'schema-missing'), service(''));
    assert.equal(
      fixedText(service('<Role name="a"><Instances /></Role>'), 'schema-missing'),
      service('<Role name="a"><Instances count="1" /></Role>'),
    );
  });

  it('of a missing choice offers each, and of an unknown value none', () => {
    const rule = (attributes: string) =>
      network(`<AccessControls><AccessControl name="a"><Rule ${attributes} /></AccessControl></AccessControls>`);
    assert.deepEqual(fixes(rule('order="1" remoteSubnet="0.0.0.0/0"'), 'schema-missing'), {
      'Add action="permit"': rule('order="1" action="permit" remoteSubnet="0.0.0.0/0"'),
      'Add action="deny"': rule('order="1" action="deny" remoteSubnet="0.0.0.0/0"'),
    });
    assert.deepEqual(fixes(role('', 'vmName="a"'), 'schema-missing'), {});
  });

  it('of a wrong value offers the right ones, the likely one first', () => {
    const settings = (value: string) => service(`<GuestAgentSettings cleanupFirewallOnRoleRestart='${value}' />`);
    assert.deepEqual(Object.entries(fixes(settings('False'), 'schema-value')), [
      ['Set cleanupFirewallOnRoleRestart="false"', settings('false')],
      ['Set cleanupFirewallOnRoleRestart="true"', settings('true')],
    ]);
    assert.equal(fixedText(settings('no'), 'schema-value'), undefined);
    assert.deepEqual(fixes(service('<Role name="a"><Instances count="x" /></Role>'), 'schema-value'), {});
  });

  it('of a second list moves what is in it into the first', () => {
    const lists = role(`    <ConfigurationSettings>
      <Setting name="a" value="1" />
    </ConfigurationSettings>
    <ConfigurationSettings>
      <!-- two -->
      <Setting name="b" value="2" />
    </ConfigurationSettings>
`);
    assert.equal(
      fixedText(lists, 'schema-duplicate'),
      role(`    <ConfigurationSettings>
      <Setting name="a" value="1" />
      <!-- two -->
      <Setting name="b" value="2" />
    </ConfigurationSettings>
`),
    );
    assert.equal(
      fixedText(role('    <Certificates />\n    <Certificates />\n'), 'schema-duplicate'),
      role('    <Certificates />\n'),
    );
  });

  it('of a duplicate name removes the element, and is preferred only for a copy', () => {
    const settings = (...values: readonly string[]) =>
      role(
        `<ConfigurationSettings>\n${values.map((value) => `<Setting name="a" value="${value}" />\n`).join('')}</ConfigurationSettings>\n`,
      );
    assert.equal(fixedText(settings('1', '1'), 'schema-duplicate'), settings('1'));
    assert.equal(fixedText(settings('1', '2'), 'schema-duplicate'), undefined);
    assert.deepEqual(fixes(settings('1', '2'), 'schema-duplicate'), { 'Remove this <Setting>': settings('1') });
  });

  it('of disorder puts the elements in order, each with its comments', () => {
    assert.equal(
      fixedText(
        network(`    <!-- who may come in -->
    <AccessControls />
    <EndpointAcls /> <!-- none yet -->
    <Dns />
    <!-- ours -->
    <VirtualNetworkSite name="v" />
    <!-- the end -->
`),
        'schema-order',
      ),
      network(`    <Dns />
    <!-- ours -->
    <VirtualNetworkSite name="v" />
    <!-- who may come in -->
    <AccessControls />
    <EndpointAcls /> <!-- none yet -->
    <!-- the end -->
`),
    );
  });

  it('of disorder touches nothing that is in order', () => {
    const text = network(
      '    <Dns />\n    <LoadBalancers />\n    <AccessControls />\n    <NetworkSecurityGroupRefs />\n',
    );
    assert.equal(
      fixedText(text, 'schema-order'),
      network('    <Dns />\n    <AccessControls />\n    <LoadBalancers />\n    <NetworkSecurityGroupRefs />\n'),
    );
  });
});
