import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { check } from '../../../src/cscfg/rules/check';
import { context, fixes, fixedText, schemaFindings, shown, words } from './judge';

const uri = 'http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration';

const service = (inRoot: string, declarations = `xmlns="${uri}"`, prefix = '') =>
  `<${prefix}ServiceConfiguration serviceName="Shop" ${declarations}>${inRoot}</${prefix}ServiceConfiguration>`;

const role = (inRole: string) => service(`<Role name="Web">${inRole}</Role>`);

const settings = (inList: string) =>
  role(`<Instances count="1" /><ConfigurationSettings>${inList}</ConfigurationSettings>`);

describe('An element in another namespace than its parent', () => {
  interface Case {
    readonly name: string;
    readonly text: string;
    readonly finding: string;
    readonly message: string;
    readonly fixed: string;
  }

  const cases: readonly Case[] = [
    {
      name: 'has a prefix',
      text: role('<y:Instances count="1" xmlns:y="urn:y" />'),
      finding: 'schema-unknown-element: <y:Instances',
      message: 'Element <y:Instances> is in another namespace, "urn:y", and is not allowed in <Role>.',
      fixed: role('<Instances count="1" />'),
    },
    {
      name: 'has a prefix that its content and its close tag repeat',
      text: role('<Instances count="1" /><y:Certificates xmlns:y="urn:y"><y:Certificate name="" /></y:Certificates>'),
      finding: 'schema-unknown-element: <y:Certificates',
      message: 'Element <y:Certificates> is in another namespace, "urn:y", and is not allowed in <Role>.',
      fixed: role('<Instances count="1" /><Certificates><Certificate name="" /></Certificates>'),
    },
    {
      name: 'is a list whose empty xmlns counts for its entries',
      text: role('<Instances count="1" /><Certificates xmlns="" />'),
      finding: 'schema-unknown-element: xmlns=""',
      message: 'Element <Certificates> is in no namespace and is not allowed in <Role>. Remove xmlns="".',
      fixed: role('<Instances count="1" /><Certificates />'),
    },
    {
      name: 'is a setting with the empty xmlns that PowerShell writes',
      text: settings('<Setting xmlns="" name="a" value="1" />'),
      finding: 'schema-unknown-element: xmlns=""',
      message: 'Element <Setting> is in no namespace and is not allowed in <ConfigurationSettings>. Remove xmlns="".',
      fixed: settings('<Setting name="a" value="1" />'),
    },
    {
      name: 'declares another default namespace',
      text: settings('<Setting name="a" value="1" xmlns="urn:x" />'),
      finding: 'schema-unknown-element: urn:x',
      message:
        'Element <Setting> is in another namespace and is not allowed in <ConfigurationSettings>. Remove xmlns="urn:x".',
      fixed: settings('<Setting name="a" value="1" />'),
    },
    {
      name: 'lacks the prefix of its parent',
      text: service('<c:Role name="Web"><Instances count="1"></Instances></c:Role>', `xmlns:c="${uri}"`, 'c:'),
      finding: 'schema-unknown-element: <Instances',
      message: 'Element <Instances> is in no namespace and is not allowed in <c:Role>. Write its prefix.',
      fixed: service('<c:Role name="Web"><c:Instances count="1"></c:Instances></c:Role>', `xmlns:c="${uri}"`, 'c:'),
    },
  ];
  for (const { name, text, finding, message, fixed } of cases) {
    it(`is reported once, where it ${name}`, () => {
      const findings = schemaFindings(text);
      assert.deepEqual(shown(text, findings), [finding]);
      assert.deepEqual(words(findings), [message]);
      assert.equal(fixedText(text, 'schema-unknown-element'), fixed);
    });
  }

  it('is a warning where the schema has no element of its name', () => {
    const [finding] = schemaFindings(role('<Instances count="1" /><m:Note xmlns:m="urn:m" />'));
    assert.equal(finding?.severity, 'warning');
  });

  it('is no duplicate of the one in the right namespace, and can be removed', () => {
    const text = role('<Instances count="1" /><y:Instances count="x" xmlns:y="urn:y" />');
    assert.deepEqual(shown(text, schemaFindings(text)), ['schema-unknown-element: <y:Instances']);
    assert.deepEqual(fixes(text, 'schema-unknown-element'), {
      'Remove <y:Instances>': role('<Instances count="1" />'),
    });
  });

  const silent: readonly (readonly [name: string, text: string])[] = [
    ['the same namespace is declared again', service(`<Role xmlns="${uri}" name="Web"><Instances count="1" /></Role>`)],
    [
      'another prefix has the same namespace',
      service(`<c:Role name="Web"><c:Instances count="1" /></c:Role>`, `xmlns="${uri}" xmlns:c="${uri}"`),
    ],
    [
      'only attributes are in another one',
      service(
        '<Role name="Web" e:note="1"><Instances count="1" /></Role>',
        `xmlns="${uri}" xmlns:e="urn:e" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`,
      ),
    ],
  ];
  for (const [name, text] of silent) {
    it(`is none where ${name}`, () => {
      assert.deepEqual(shown(text, schemaFindings(text)), []);
    });
  }

  it('is left to the syntax where its prefix is not declared', () => {
    const text = role('<y:Instances count="1" />');
    const codes = check(parseCscfg(text), context).map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code.startsWith('schema-') || code.startsWith('xml-')),
      ['xml-syntax'],
    );
  });
});

describe('A root element in another namespace than that of the schema', () => {
  const content = (prefix: string) => `<${prefix}Role name="Web"><${prefix}Instances count="1" /></${prefix}Role>`;

  for (const [name, prefix, declaration] of [
    ['its default namespace', '', 'xmlns'],
    ['the namespace of its prefix', 'c:', 'xmlns:c'],
  ] as const) {
    it(`is reported once, at ${name}`, () => {
      const text = service(content(prefix), `${declaration}="urn:x"`, prefix);
      assert.deepEqual(shown(text, schemaFindings(text)), ['schema-value: urn:x']);
      assert.equal(fixedText(text, 'schema-value'), service(content(prefix), `${declaration}="${uri}"`, prefix));
    });
  }
});
