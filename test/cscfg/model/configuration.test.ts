import assert from 'node:assert/strict';
import { thumbprintSpan } from '../../../src/cscfg/model/configuration';
import { samples } from '../../fuzz/samples';
import { plain, plainByXml2js } from '../support/modelByXml2js';
import { c, d, mk, T, w } from '../support/shorthand';

const role = (inner: string): string => `<ServiceConfiguration><Role name="R">${inner}</Role></ServiceConfiguration>`;

describe('The model of a well-formed text', () => {
  const texts: readonly (readonly [what: string, text: string])[] = [
    ...samples.map((text, index) => [`sample ${String(index + 1)}`, text] as const),
    ['no namespace', role(`<Certificates>${c(T)}</Certificates>`)],
    [
      'a namespace with a prefix',
      `<s:ServiceConfiguration xmlns:s="u" serviceName="S" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6">
        <s:Role name="R" vmName="vm"><s:Instances count="2"/><s:Certificates><s:Certificate name="a" thumbprint="${T}"/></s:Certificates></s:Role>
      </s:ServiceConfiguration>`,
    ],
    ['single quotes', role(`<Certificates><Certificate name='a"b' thumbprint='${T}'/></Certificates>`)],
    [
      'several lists of certificates',
      role(`<Certificates>${c(T, 'a')}</Certificates><Certificates>${c(T, 'b')}</Certificates>`),
    ],
    ['a list that is empty', role('<Certificates/><ConfigurationSettings></ConfigurationSettings>')],
    ['comments', role(`<!-- a --><Certificates><!-- ${c(T, 'b')} -->${c(T)}<!-- c --></Certificates>`)],
    [
      'attributes on lines of their own',
      role(`<Certificates>\r\n<Certificate\r\n\tname="a"\r\n\tthumbprint="${T}"\r\n/></Certificates>`),
    ],
    [
      'references in values',
      role(
        '<ConfigurationSettings><Setting name="&#x41;&amp;" value="&lt;a b=&quot;c&quot;/&gt;"/></ConfigurationSettings>',
      ),
    ],
    ['CDATA and instructions', role(`<?p x?><Certificates><![CDATA[${c(T)}]]></Certificates>`)],
    [
      'entries of other attributes',
      role('<Certificates><Certificate name="a" sourceLocation="/a.pfx" b="1"/></Certificates>'),
    ],
    [
      'elements in other places',
      `<ServiceConfiguration><Certificates>${c(T)}</Certificates><Role name="R">${c(T)}<Other>${c(T)}</Other></Role></ServiceConfiguration>`,
    ],
    ['no role', '<ServiceConfiguration serviceName="S"/>'],
    ['another document', '<Project><Role name="R"/></Project>'],
  ];
  for (const [what, text] of texts) {
    it(`agrees with xml2js on ${what}`, () => {
      assert.deepEqual(d(text).syntaxProblems, []);
      assert.deepEqual(plain(d(text).model), plainByXml2js(text));
    });
  }
});

describe('The model of a half-typed text', () => {
  const names = (text: string): readonly (readonly (string | undefined)[])[] =>
    d(text).model.roles.map(({ name, certificates }) => [
      name?.value,
      ...certificates.map((entry) => entry.name?.value),
    ]);

  const cases: readonly (readonly [text: string, ...roles: (readonly (string | undefined)[])[]])[] = [
    [''],
    ['<ServiceConfiguration>'],
    ['<ServiceConfiguration><Role ', [undefined]],
    [role(`<Certificates><Certificate name="a" \n${c(T, 'b')}${c(T, 'c')}</Certificates>`), ['R', 'a', 'b', 'c']],
    [role(`<Certificates><Certificate \n${c(T, 'b')}</Certificates>`), ['R', undefined, 'b']],
    [role(`<Certificates>${c(T, 'a')}<Certificate name="b"></Certificates>`), ['R', 'a', 'b']],
    [role(`<Certificates>${c(T, 'a')}<`), ['R', 'a']],
    [role(`<Certificates>${c(T, 'a')}`), ['R', 'a']],
    // A role that is not closed does not take in what belongs to the next one.
    [
      `<ServiceConfiguration><Role name="A"><Certificates>${c(T, 'a')}<Role name="B"><Certificates>${c(T, 'b')}</Certificates></Role></ServiceConfiguration>`,
      ['A', 'a'],
      ['B', 'b'],
    ],
    [
      `<ServiceConfiguration><Role name="A"><Role name="B"><Certificates>${c(T, 'b')}</Certificates></Role></ServiceConfiguration>`,
      ['A'],
      ['B', 'b'],
    ],
  ];
  for (const [text, ...roles] of cases) {
    it(`has the roles ${JSON.stringify(roles)} in ${text === '' ? 'no text' : text}`, () => {
      assert.deepEqual(names(text), roles);
    });
  }
});

describe('A thumbprint’s place', () => {
  const places: readonly (readonly [entry: string, marked: string])[] = [
    ['<Certificate name="a" thumbprint="1"/>', '<Certificate name="a" thumbprint="|1|"/>'],
    ['<Certificate thumbprint=""></Certificate>', '<Certificate thumbprint="||"></Certificate>'],
    ['<Certificate name="a"/>', '|<Certificate name="a"/>|'],
    ['<Certificate name="a"></Certificate>', '|<Certificate name="a">|</Certificate>'],
  ];
  for (const [entry, marked] of places) {
    it(`is ${marked}`, () => {
      const text = w(entry);
      const [found] = d(text).model.roles[0]?.certificates ?? [];
      assert.ok(found);
      assert.equal(mk(text, thumbprintSpan(found)), w(marked));
    });
  }
});
