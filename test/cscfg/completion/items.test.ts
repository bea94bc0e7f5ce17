import assert from 'node:assert/strict';
import { noNames } from '../../../src/cscfg/completion/completion';
import { chosenAt, context, expanded, itemsAt, labelsAt, now, version } from './choose';

const root = (content: string) => `<ServiceConfiguration serviceName="Shop">\n${content}</ServiceConfiguration>\n`;
const role = (content: string) => root(`  <Role name="Web">\n${content}  </Role>\n`);
const entries = (content: string) => role(`    <Certificates>\n${content}    </Certificates>\n`);
const settings = (content: string) => role(`    <ConfigurationSettings>\n${content}    </ConfigurationSettings>\n`);
const network = (content: string) =>
  root(
    `  <Role name="Web" />\n  <Role name="Worker" />\n  <NetworkConfiguration>\n${content}  </NetworkConfiguration>\n`,
  );

/** What is offered at the `|`, in the order it is offered in. */
const offered: readonly (readonly [name: string, text: string, labels: readonly string[]])[] = [
  ['the roots, at the start of an empty file', '|', ['ServiceConfiguration', 'ServiceDefinition']],
  ['no second root', `|${root('')}`, []],
  ['what a service still lacks', root('  |\n'), ['Role', 'NetworkConfiguration', 'GuestAgentSettings']],
  ['what may come before what is there', root('  |\n  <NetworkConfiguration />\n'), ['Role']],
  ['what may come behind what is there', root('  <NetworkConfiguration />\n  |\n'), ['GuestAgentSettings']],
  [
    'what a role still lacks',
    role('    <Instances count="1" />\n    |\n    <Certificates />\n'),
    ['ConfigurationSettings', 'OsImage'],
  ],
  ['what may be in a list', entries('      |\n'), ['Certificate']],
  ['elements behind a “<”', role('    <|\n'), ['Instances', 'ConfigurationSettings', 'Certificates', 'OsImage']],
  [
    'elements while their name is typed',
    role('    <Cer|\n    <Instances count="1" />\n'),
    ['ConfigurationSettings', 'Certificates', 'OsImage'],
  ],
  [
    'the meant name for a misspelt one',
    role(
      '    <Certif|icats>\n      <Certificate name="a" thumbprint="" thumbprintAlgorithm="sha1" />\n    </Certificats>\n',
    ),
    ['Certificates'],
  ],
  ['no elements in an element without children', settings('      <Setting name="a" value="b">|</Setting>\n'), []],
  ['nothing in a comment', role('    <!-- | -->\n'), []],
  ['nothing in CDATA', role('    <![CDATA[ | ]]>\n'), []],
  ['nothing in the XML declaration', `<?xml | ?>\n${role('')}`, []],
  ['nothing in what is unknown', role('    <Unknown>|</Unknown>\n'), []],
  [
    'nothing in the middle of a text',
    role('    some te|xt\n').replace('some te', 'some.te'),
    ['Instances', 'ConfigurationSettings', 'Certificates', 'OsImage'],
  ],
  [
    'the attributes that are not there yet',
    entries('      <Certificate | thumbprint="" />\n'),
    ['name', 'thumbprintAlgorithm'],
  ],
  [
    'attributes in a tag that is typed',
    entries('      <Certificate |\n'),
    ['name', 'thumbprint', 'thumbprintAlgorithm'],
  ],
  [
    'optional attributes behind the required ones',
    root('').replace('serviceName="Shop"', '|'),
    ['serviceName', 'xmlns', 'osFamily', 'osVersion', 'schemaVersion'],
  ],
  ['an attribute’s own name on it', role('').replace('name=', 'na|me='), ['name']],
  ['no attribute within a slash', entries('      <Certificate name="a" /|>\n'), []],
  [
    'nothing behind a name and its “=” but quotes',
    entries('      <Certificate thumbprintAlgorithm|="sha1" />\n').replace('m|=', 'm=|'),
    [],
  ],
  ['the only algorithm', entries('      <Certificate thumbprintAlgorithm="|" />\n'), ['sha1']],
  [
    'the families of the system',
    root('').replace('serviceName="Shop"', 'osFamily="|"'),
    ['7', '6', '5', '4', '3', '2', '1'],
  ],
  ['the service’s name', root('').replace('Shop', '|'), ['Shop']],
  ['the roles that are declared and not there', root('  <Role name="web" />\n  <Role name="|" />\n'), ['Worker']],
  ['the role’s own name, while it has it', root('  <Role name="Web|" />\n'), ['Web', 'Worker']],
  [
    'the settings that are declared and not there',
    settings('      <Setting name="Queue" value="" />\n      <Setting name="|" />\n'),
    ['Storage'],
  ],
  [
    'the certificates that are declared and not there',
    entries('      <Certificate name="|" />\n      <Certificate name="TLS" />\n'),
    ['signing'],
  ],
  ['true and false', root('  <GuestAgentSettings cleanupFirewallOnRoleRestart="|" />\n'), ['true', 'false']],
  [
    'the roles of the file that have no address',
    network(
      '    <AddressAssignments>\n      <InstanceAddress roleName="Web" />\n      <InstanceAddress roleName="|" />\n    </AddressAssignments>\n',
    ),
    ['Worker'],
  ],
  [
    'all roles for a security group',
    network('    <NetworkSecurityGroupRefs><NetworkSecurityGroupRef roleName="|" /></NetworkSecurityGroupRefs>\n'),
    ['Web', 'Worker'],
  ],
  [
    'the lists of access rules',
    network(
      '    <AccessControls><AccessControl name="Office" /></AccessControls>\n    <EndpointAcls><EndpointAcl accessControl="|" /></EndpointAcls>\n',
    ),
    ['Office'],
  ],
  [
    'the endpoints of the role that is named',
    network('    <EndpointAcls><EndpointAcl role="web" endPoint="|" /></EndpointAcls>\n'),
    ['Http', 'Https'],
  ],
  [
    'what an access rule does',
    network('    <AccessControls><AccessControl name="a"><Rule action="|" /></AccessControl></AccessControls>\n'),
    ['permit', 'deny'],
  ],
  [
    'the load balancers that endpoints name',
    network('    <LoadBalancers><LoadBalancer name="|" /></LoadBalancers>\n'),
    ['internal'],
  ],
  [
    'the subnets that are named already',
    network(
      '    <AddressAssignments><InstanceAddress roleName="Web"><Subnets><Subnet name="front" /></Subnets></InstanceAddress></AddressAssignments>\n    <LoadBalancers><LoadBalancer name="l"><FrontendIPConfiguration type="private" subnet="|" /></LoadBalancer></LoadBalancers>\n',
    ),
    ['front'],
  ],
  ['the versions of the schema', root('').replace('serviceName="Shop"', 'schemaVersion="|"'), ['2015-04.2.6']],
  ['no value where any will do', settings('      <Setting name="Queue" value="|" />\n'), []],
  ['the name of the open element behind “</”', role('    <Certificates>\n    </|\n'), ['Certificates']],
  [
    'no other name in a close tag that closes another',
    role('    <Certificates>\n    </Ro|le>\n').replace('    </Role>\n  </Role>', '    </Role>'),
    [],
  ],
  [
    'parts of a definition',
    '<ServiceDefinition name="S"><WebRole name="Web"><Endpoints><InputEndpoint protocol="|" /></Endpoints></WebRole></ServiceDefinition>',
    ['http', 'https', 'tcp', 'udp'],
  ],
  [
    'certificates of a definition for its endpoints',
    '<ServiceDefinition name="S"><WebRole name="Web"><Endpoints><InputEndpoint certificate="|" /></Endpoints></WebRole></ServiceDefinition>',
    ['tls', 'signing'],
  ],
  [
    'endpoints of the role for a site',
    '<ServiceDefinition name="S"><WebRole name="Web"><Sites><Site name="Web"><Bindings><Binding endpointName="|" /></Bindings></Site></Sites></WebRole></ServiceDefinition>',
    ['Http', 'Https'],
  ],
  [
    'probes of the definition',
    '<ServiceDefinition name="S"><LoadBalancerProbes><LoadBalancerProbe name="p" protocol="tcp" /></LoadBalancerProbes><WebRole name="Web"><Endpoints><InputEndpoint loadBalancerProbe="|" /></Endpoints></WebRole></ServiceDefinition>',
    ['p'],
  ],
];

describe('At the start of an empty file', () => {
  it('the root of its kind alone is offered, where that is known', () => {
    assert.deepEqual(labelsAt('|', { ...context, root: 'ServiceDefinition' }), ['ServiceDefinition']);
    assert.deepEqual(labelsAt('<|', { ...context, root: 'ServiceConfiguration' }), ['ServiceConfiguration']);
  });
});

describe('What is offered', () => {
  for (const [name, text, labels] of offered) {
    it(`is ${name}`, () => {
      assert.deepEqual(labelsAt(text), labels);
    });
  }

  it('of what must go is not among those that a new attribute is filled in from', () => {
    const items = itemsAt(root('').replace('serviceName="Shop"', '|'));
    const family = items.find(({ label }) => label === 'osFamily');
    assert.equal(family?.edit.newText, 'osFamily="${1|7,6,5|}"');
  });

  it('explains itself, and marks what is retired', () => {
    const items = itemsAt(root('').replace('serviceName="Shop"', 'osFamily="|"'));
    assert.deepEqual(
      items.slice(0, 4).map(({ label, detail, isDiscouraged }) => [label, detail && detail, isDiscouraged]),
      [
        ['7', 'Windows Server 2022 (recommended)', undefined],
        ['6', 'Windows Server 2019', undefined],
        ['5', 'Windows Server 2016', undefined],
        ['4', 'Windows Server 2012 R2, retired in 2025-02', true],
      ],
    );
    const [element] = itemsAt(root('  |\n'));
    assert.match(element!.doc!, /^The configuration of a role/);
    assert.match(element?.source?.url ?? '', /schema-cscfg-role$/);
  });
});

/** The text after it is chosen, with the initial texts of the snippet’s stops. */
const written: readonly (readonly [name: string, text: string, label: string, after: string])[] = [
  [
    'an element with what it must have',
    role('    |\n'),
    'Certificates',
    role('    <Certificates>\n\t\n</Certificates>\n'),
  ],
  [
    'an element with its attributes, each with the first name that is free',
    entries('      <|\n      <Certificate name="tls" />\n'),
    'Certificate',
    entries(
      '      <Certificate name="signing" thumbprint="" thumbprintAlgorithm="sha1" />\n      <Certificate name="tls" />\n',
    ),
  ],
  [
    'a role with its instances',
    root('  Ro|\n'),
    'Role',
    root('  <Role name="Web">\n\t<Instances count="1" />\n\t\n</Role>\n'),
  ],
  [
    'a network that is whole',
    root('  <Role name="Worker" />\n  |\n'),
    'NetworkConfiguration',
    root(`  <Role name="Worker" />
  <NetworkConfiguration>
\t<VirtualNetworkSite name="VirtualNetworkName" />
\t<AddressAssignments>
\t\t<InstanceAddress roleName="Worker">
\t\t\t<Subnets>
\t\t\t\t<Subnet name="SubnetName" />
\t\t\t</Subnets>
\t\t</InstanceAddress>
\t</AddressAssignments>
</NetworkConfiguration>
`),
  ],
  [
    'the prefix of the file',
    '<c:ServiceConfiguration xmlns:c="urn:c">\n<|\n</c:ServiceConfiguration>',
    'GuestAgentSettings',
    '<c:ServiceConfiguration xmlns:c="urn:c">\n<c:GuestAgentSettings />\n</c:ServiceConfiguration>',
  ],
  [
    'the quotes of the file',
    entries('      <|\n').replaceAll('"', "'"),
    'Certificate',
    entries('      <Certificate name="tls" thumbprint="" thumbprintAlgorithm="sha1" />\n').replaceAll('"', "'"),
  ],
  [
    'the name alone where the tag goes on',
    role('    <Certif|icats>\n    </Certificats>\n'),
    'Certificates',
    role('    <Certificates>\n    </Certificates>\n'),
  ],
  [
    'an attribute with room around it',
    role('').replace(' name="Web"', ' |name="Web"'),
    'vmName',
    role('').replace('name="Web"', 'vmName="web" name="Web"'),
  ],
  [
    'an attribute behind another one’s quote',
    role('').replace('"Web"', '"Web"|'),
    'vmName',
    role('').replace('"Web"', '"Web" vmName="web"'),
  ],
  [
    'an attribute in place of its beginning',
    entries('      <Certificate name="a" thumb| />\n'),
    'thumbprint',
    entries('      <Certificate name="a" thumbprint="" />\n'),
  ],
  [
    'the first of the values with an attribute',
    network('    <AccessControls><AccessControl name="a"><Rule ac|></AccessControl></AccessControls>\n'),
    'action',
    network('    <AccessControls><AccessControl name="a"><Rule action="permit"></AccessControl></AccessControls>\n'),
  ],
  [
    'the value in place of the old one, between its quotes',
    entries("      <Certificate name='si|gn' thumbprint='' />\n"),
    'tls',
    entries("      <Certificate name='tls' thumbprint='' />\n"),
  ],
  [
    'the quotes where there are none',
    entries('      <Certificate thumbprintAlgorithm=| />\n'),
    'sha1',
    entries('      <Certificate thumbprintAlgorithm="sha1" />\n'),
  ],
  [
    'no more than the value whose quote is not closed yet',
    entries('      <Certificate name="| thumbprint="" />\n'),
    'tls',
    entries('      <Certificate name="tls thumbprint="" />\n'),
  ],
  [
    'the rest of a close tag',
    role('    <Certificates>\n    </Ce|\n'),
    'Certificates',
    role('    <Certificates>\n    </Certificates>\n'),
  ],
];

describe('What is chosen', () => {
  for (const [name, text, label, after] of written) {
    it(`writes ${name}`, () => {
      assert.equal(chosenAt(text, label), after);
    });
  }

  it('offers the names that are known at the stops of the snippet', () => {
    const [item] = itemsAt(entries('      |\n'));
    assert.equal(
      item?.edit.newText,
      '<Certificate name="${1|tls,signing|}" thumbprint="$2" thumbprintAlgorithm="sha1" />$0',
    );
  });

  it('escapes what would end a value or a snippet', () => {
    const names = { ...noNames, roles: [{ name: 'a"b$c,d|e}', settings: [], certificates: [], endpoints: [] }] };
    const given = { ...context, names };
    assert.equal(
      chosenAt(root('  <Role name="|" />\n'), 'a"b$c,d|e}', given),
      root('  <Role name="a&quot;b$c,d|e}" />\n'),
    );
    const [item] = itemsAt(root('  |\n'), given);
    assert.match(expanded(item?.edit.newText ?? ''), /^<Role name="a&quot;b\$c,d\|e\}">/);
  });
});

describe('A thumbprint', () => {
  const entry = (name: string) =>
    entries(`      <Certificate name="${name}" thumbprint="|" thumbprintAlgorithm="sha1" />\n`);

  it('is offered by its certificate: the usable ones first, and of these the likeliest', () => {
    assert.deepEqual(labelsAt(entry('signing')), ['signing', 'contoso-web', 'tls', 'old-web']);
    assert.deepEqual(labelsAt(entry('web')), ['contoso-web', 'signing', 'tls', 'old-web']);
  });

  it('shows its vault and expiry, and marks unusable certificates', () => {
    assert.deepEqual(
      itemsAt(entry('signing')).map(({ detail, isDiscouraged = false }) => [detail!, isDiscouraged]),
      [
        ['contoso, expires in 100 days (2027-03-03)', false],
        ['contoso, expires in 100 days (2027-03-03)', false],
        ['contoso, disabled, expires in 100 days (2027-03-03)', true],
        ['contoso, expired 3 days ago (2026-11-20)', true],
      ],
    );
    const future = { ...context, certificates: [{ version: version('next', 'E', { notBefore: now + 1 }) }] };
    assert.match(itemsAt(entry(''), future)[0]!.detail!, /^contoso, not yet valid, /);
  });

  it('is found by name, subject and digits', () => {
    const [signing] = itemsAt(entry('signing'));
    assert.equal(signing?.filterText, `signing CN=signing.contoso.com ${'C'.repeat(40)}`);
  });

  it('is first that of the certificate that the text in its place names, and is found by that text', () => {
    const address = 'https://contoso.vault.azure.net/certificates/signing';
    for (const text of [address, 'Signing']) {
      const [first, second] = itemsAt(entry('web').replace('"|"', `"${text}|"`));
      assert.equal(first?.label, 'signing');
      assert.match(first.filterText ?? '', new RegExp(`^${text} signing `));
      assert.equal(second?.label, 'contoso-web');
    }
    const other = entry('web').replace('"|"', '"https://contoso.example/certificates/signing|"');
    assert.equal(labelsAt(other)[0], 'contoso-web');
  });

  it('takes the place of what is there', () => {
    const text = entry('web').replace('"|"', '"7cb8 |b753"');
    assert.equal(chosenAt(text, 'contoso-web'), entry('web').replace('|', 'A'.repeat(40)));
  });

  it('is offered for a setting whose name contains “thumbprint”', () => {
    assert.equal(labelsAt(settings('      <Setting name="SigningThumbprint" value="|" />\n')).length, 4);
  });

  describe('in the value of a setting', () => {
    const setting = (value: string, name = 'Tokens'): string =>
      settings(`      <Setting name="${name}" value="${value}" />\n`);
    const [a, b, old] = ['A', 'B', '7cb8b7539d87ba7215357b9b9049dff2d3fa59ba'] as const;
    const chosenIn = (value: string, name?: string): string | undefined =>
      chosenAt(setting(value, name), 'contoso-web');

    it('is offered in place of a thumbprint in any setting, and keeps its case', () => {
      assert.equal(chosenIn(`${old.slice(0, 5)}|${old.slice(5)}`), setting(a.toLowerCase().repeat(40)));
      assert.equal(chosenIn(`|${b.repeat(40)}`), setting(a.repeat(40)));
      assert.equal(chosenIn('|x'), undefined);
    });

    it('replaces one item of a list, without the spaces around it', () => {
      const name = 'AllowedCertificates';
      assert.equal(chosenIn(`${old}, |`, name), setting(`${old}, ${a.repeat(40)}`, name));
      assert.equal(
        chosenIn(`CN=x; ${old}| ;${old}`, name),
        setting(`CN=x; ${a.toLowerCase().repeat(40)} ;${old}`, name),
      );
      assert.equal(chosenIn(`12|34,${old}`, name), setting(`${a.repeat(40)},${old}`, name));
    });
  });

  it('is offered at once when its attribute is chosen', () => {
    const items = itemsAt(entries('      <Certificate name="a" | />\n'));
    assert.deepEqual(
      items.filter(({ asksAgain }) => asksAgain).map(({ label }) => label),
      ['thumbprint'],
    );
  });
});
