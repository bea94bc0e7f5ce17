import assert from 'node:assert/strict';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext } from '../../../src/cscfg/rules/rule';
import { fileOf } from '../../../src/cscfg/service/service';
import {
  certificates,
  cloud,
  configuration,
  csdef,
  declared,
  definition,
  entry,
  lines,
  serviceOf,
  settings,
  type Files,
} from '../service/support';
import {
  certificateElement,
  documentOf,
  findingLines,
  fixLines,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
  plainContext,
} from '../support/texts';

const setting = (value: string) =>
  `<ServiceConfiguration serviceName="Shop"><Role name="Web"><ConfigurationSettings><Setting name="a" value="${value}" /></ConfigurationSettings></Role></ServiceConfiguration>`;

describe('A placeholder in angle brackets', () => {
  for (const [value, placeholders] of [
    ['<your_connection_string_here>', ['<your_connection_string_here>']],
    ['Server=<server name>;Pwd=<password>', ['<server name>', '<password>']],
  ] as const) {
    it(`must be filled in: ${value}`, () => {
      assert.deepEqual(
        findingLines(setting(value)),
        placeholders.map((one) => `xml-syntax |${one}| Placeholder "${one}" must be replaced with a value.`),
      );
      assert.equal(
        fixLines(setting(value), 'xml-syntax').some((fix) => fix.startsWith('*')),
        false,
      );
    });
  }

  it('in a thumbprint is reported once, and a certificate can be chosen for it', () => {
    const text = webRoleWith(certificateElement('<thumbprint>'));
    assert.deepEqual(findingLines(text), [
      'xml-syntax |<thumbprint>| Placeholder "<thumbprint>" must be replaced with a value.',
    ]);
    const finding = check(documentOf(text), plainContext)[0]!;
    assert.deepEqual(
      fixesFor(finding, documentOf(text), plainContext).map(({ kind, title }) => [kind, title]),
      [
        ['choose', 'Choose from Key Vault…'],
        ['edit', 'Write &lt;'],
      ],
    );
    assert.deepEqual(
      findingLines(webRoleWith(certificateElement('&lt;thumbprint&gt;'))).map((line) => line.split(' ')[0]),
      ['thumbprint-placeholder'],
    );
  });

  for (const value of ['a < b', '<b>bold</b>', 'a <= b', '<a href=1>', '<']) {
    it(`is no other text with a “<”: ${value}`, () => {
      const escaped = '"<" is not allowed in a value. Write &lt; instead.';
      assert.equal(findingLines(setting(value))[0], `xml-syntax |<| ${escaped}`);
      assert.equal(fixLines(setting(value), 'xml-syntax')[0]?.startsWith('* Write &lt; → '), true);
    });
  }
});

describe('A block of Octopus', () => {
  for (const value of [
    `#{if Production}${knownThumbprint}#{else}${otherThumbprint}#{/if}`,
    `#{unless Test}${knownThumbprint}#{/unless}`,
    '#{each one in Certs}#{one}#{/each}',
  ]) {
    it(`stands for a thumbprint: ${value}`, () => {
      assert.deepEqual(
        findingLines(webRoleWith(certificateElement(value))).map((line) => line.split(' ')[0]),
        ['thumbprint-placeholder'],
      );
    });
  }
});

describe('A name that a pipeline fills in', () => {
  const open: CheckContext = { ...plainContext, levels: {} };
  const acl = (name: string, given: string, role = 'Web') =>
    `<ServiceConfiguration serviceName="Shop"><Role name="Web"><Instances count="1" /></Role><NetworkConfiguration><VirtualNetworkSite name="v" /><AddressAssignments><InstanceAddress roleName="${role}"><Subnets><Subnet name="s" /></Subnets></InstanceAddress></AddressAssignments><AccessControls><AccessControl name="${name}"><Rule order="1" action="permit" remoteSubnet="10.0.0.0/8" /></AccessControl></AccessControls><EndpointAcls><EndpointAcl role="Web" endPoint="Http" accessControl="${given}" /></EndpointAcls></NetworkConfiguration></ServiceConfiguration>`;
  const codes = (text: string) =>
    check(documentOf(text), open)
      .map(({ code }) => code)
      .filter((code) => !code.startsWith('schema-'));

  it('may be any list of rules, and any role that has an address', () => {
    assert.deepEqual(codes(acl('#{Acl}#', 'acl')), []);
    assert.deepEqual(codes(acl('other', 'acl')), ['reference-unresolved']);
    assert.deepEqual(codes(acl('acl', 'acl', '#{Role}')), []);
    assert.deepEqual(codes(acl('acl', 'acl', 'Other')), ['instance-address-missing', 'reference-unresolved']);
  });

  for (const name of ['#{Name}', '__Name__', '$(Name)']) {
    it(`may be any certificate, setting, endpoint or role of the definition: ${name}`, () => {
      const endpoint = (one: string) =>
        `    <Endpoints>\n      <InputEndpoint name="${one}" protocol="https" port="443" certificate="Tls" />\n    </Endpoints>\n`;
      const files = (declares: string): Files => ({
        [csdef]: definition(
          settings(`<Setting name="${declares}" />`) + certificates(declared(declares)) + endpoint(declares),
        ),
        [cloud]: configuration(settings('<Setting name="Queue" value="" />') + certificates(entry('Client'))),
      });
      assert.deepEqual(lines(files(name), csdef), []);
      assert.deepEqual(lines(files(name), cloud), []);
      assert.equal(lines(files('Other'), cloud).length, 4);
      const role: Files = { [csdef]: definition('', name), [cloud]: configuration('', 'Web') };
      assert.deepEqual(lines(role, cloud), []);
      const service = serviceOf({ ...files(name), [cloud]: acl('acl', 'acl') }, cloud);
      const found = check(fileOf(service, cloud)!.document, { ...open, service }).map(({ code }) => code);
      assert.equal(found.includes('reference-unresolved'), false);
    });
  }
});
