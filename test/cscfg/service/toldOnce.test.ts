import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { check } from '../../../src/cscfg/rules/check';
import { context } from '../schema/judge';
import { certificates, cloud, csdef, declared, definition, entry, serviceOf, settings } from './support';

const configuration = `<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="1" />
${settings('<Setting name="Queue" value="orders" />')}${certificates(entry('tls'))}  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="shop" />
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
const web = settings('<Setting name="Queue" />') + certificates(declared('tls'));

/** Every rule's findings in the configuration, as `code: what is underlined`. */
function found(text: string): readonly string[] {
  const service = serviceOf({ [csdef]: definition(web), [cloud]: text }, cloud);
  const findings = check(parseCscfg(text), { ...context, service, fileName: 'ServiceConfiguration.Cloud.cscfg' });
  return findings.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`);
}

/** One mistake each: everything else that does not fit follows from it. */
const mistakes: readonly (readonly [name: string, from: RegExp, to: string, finding: string])[] = [
  ['two letters of a role swapped', /Role name="Web"/, 'Role name="Wbe"', 'role-undeclared: Wbe'],
  ['a role that is missing', / {2}<Role [^]*<\/Role>\n/, '', 'role-missing: <ServiceConfiguration'],
  ['a role without a name', /Role name="Web"/, 'Role', 'schema-missing: <Role'],
  ['a role with an empty name', /Role name="Web"/, 'Role name=""', 'schema-value: name=""'],
  ['a role of the wrong case', /(<\/?)Role\b/g, '$1role', 'schema-unknown-element: <role'],
  [
    'a second role of the name',
    / {2}<Net/,
    '  <Role name="web"><Instances count="1" /></Role>\n$&',
    'schema-duplicate: web',
  ],
  ['a misspelt setting', /"Queue"/, '"Qeue"', 'setting-undeclared: Qeue'],
  ['a setting without a name', / name="Queue"/, '', 'schema-missing: <Setting'],
  ['a misspelt element of a setting', /<Setting /, '<Settings ', 'schema-unknown-element: <Settings'],
  [
    'a misspelt list of settings',
    /ConfigurationSettings/g,
    'ConfigurationSetting',
    'schema-unknown-element: <ConfigurationSetting',
  ],
  ['a misspelt certificate', /"tls"/, '"tsl"', 'certificate-undeclared: tsl'],
  ['a misspelt element of a certificate', /<Certificate /, '<Certificat ', 'schema-unknown-element: <Certificat'],
  ['a misspelt list of certificates', /Certificates/g, 'Certificats', 'schema-unknown-element: <Certificats'],
  ['a misspelt role of an address', /roleName="Web"/, 'roleName="Wbe"', 'reference-unresolved: Wbe'],
  ['a list that is not closed', /<\/Certificates>\n/, '', 'xml-syntax: <Certificates'],
];

describe('One mistake is reported once', () => {
  it('and none where there is none', () => {
    assert.deepEqual(found(configuration), []);
  });

  for (const [name, from, to, finding] of mistakes) {
    it(`where there is ${name}`, () => {
      const text = configuration.replace(from, to);
      assert.notEqual(text, configuration);
      assert.deepEqual(found(text), [finding]);
    });
  }
});
