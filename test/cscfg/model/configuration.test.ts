import assert from 'node:assert/strict';
import { thumbprintSpan } from '../../../src/cscfg/model/configuration';
import { samples } from '../../fuzz/samples';
import { plain, plainByXml2js } from '../support/modelByXml2js';
import { certificateElement, documentOf, markSpan, knownThumbprint, webRoleWith } from '../support/texts';

const role = (inner: string): string => `<ServiceConfiguration><Role name="R">${inner}</Role></ServiceConfiguration>`;

describe('The model of a well-formed text', () => {
  const texts: readonly (readonly [what: string, text: string])[] = [
    ...samples.map((text, index) => [`sample ${String(index + 1)}`, text] as const),
    ['no namespace', role(`<Certificates>${certificateElement(knownThumbprint)}</Certificates>`)],
    [
      'a namespace with a prefix',
      `<s:ServiceConfiguration xmlns:s="u" serviceName="S" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6">
        <s:Role name="R" vmName="vm"><s:Instances count="2"/><s:Certificates><s:Certificate name="a" thumbprint="${knownThumbprint}"/></s:Certificates></s:Role>
      </s:ServiceConfiguration>`,
    ],
    ['single quotes', role(`<Certificates><Certificate name='a"b' thumbprint='${knownThumbprint}'/></Certificates>`)],
    [
      'several lists of certificates',
      role(
        `<Certificates>${certificateElement(knownThumbprint, 'a')}</Certificates><Certificates>${certificateElement(knownThumbprint, 'b')}</Certificates>`,
      ),
    ],
    ['a list that is empty', role('<Certificates/><ConfigurationSettings></ConfigurationSettings>')],
    [
      'comments',
      role(
        `<!-- a --><Certificates><!-- ${certificateElement(knownThumbprint, 'b')} -->${certificateElement(knownThumbprint)}<!-- c --></Certificates>`,
      ),
    ],
    [
      'attributes on lines of their own',
      role(`<Certificates>\r\n<Certificate\r\n\tname="a"\r\n\tthumbprint="${knownThumbprint}"\r\n/></Certificates>`),
    ],
    [
      'references in values',
      role(
        '<ConfigurationSettings><Setting name="&#x41;&amp;" value="&lt;a b=&quot;c&quot;/&gt;"/></ConfigurationSettings>',
      ),
    ],
    [
      'CDATA and instructions',
      role(`<?p x?><Certificates><![CDATA[${certificateElement(knownThumbprint)}]]></Certificates>`),
    ],
    [
      'entries of other attributes',
      role('<Certificates><Certificate name="a" sourceLocation="/a.pfx" b="1"/></Certificates>'),
    ],
    [
      'elements in other places',
      `<ServiceConfiguration><Certificates>${certificateElement(knownThumbprint)}</Certificates><Role name="R">${certificateElement(knownThumbprint)}<Other>${certificateElement(knownThumbprint)}</Other></Role></ServiceConfiguration>`,
    ],
    ['no role', '<ServiceConfiguration serviceName="S"/>'],
    ['another document', '<Project><Role name="R"/></Project>'],
  ];
  for (const [what, text] of texts) {
    it(`agrees with xml2js on ${what}`, () => {
      assert.deepEqual(documentOf(text).syntaxProblems, []);
      assert.deepEqual(plain(documentOf(text).model), plainByXml2js(text));
    });
  }
});

describe('The model of a half-typed text', () => {
  const names = (text: string): readonly (readonly (string | undefined)[])[] =>
    documentOf(text).model.roles.map(({ name, certificates }) => [
      name?.value,
      ...certificates.map((entry) => entry.name?.value),
    ]);

  const cases: readonly (readonly [text: string, ...roles: (readonly (string | undefined)[])[]])[] = [
    [''],
    ['<ServiceConfiguration>'],
    ['<ServiceConfiguration><Role ', [undefined]],
    [
      role(
        `<Certificates><Certificate name="a" \n${certificateElement(knownThumbprint, 'b')}${certificateElement(knownThumbprint, 'c')}</Certificates>`,
      ),
      ['R', 'a', 'b', 'c'],
    ],
    [
      role(`<Certificates><Certificate \n${certificateElement(knownThumbprint, 'b')}</Certificates>`),
      ['R', undefined, 'b'],
    ],
    [
      role(`<Certificates>${certificateElement(knownThumbprint, 'a')}<Certificate name="b"></Certificates>`),
      ['R', 'a', 'b'],
    ],
    [role(`<Certificates>${certificateElement(knownThumbprint, 'a')}<`), ['R', 'a']],
    [role(`<Certificates>${certificateElement(knownThumbprint, 'a')}`), ['R', 'a']],
    // A role that is not closed does not take in what belongs to the next one.
    [
      `<ServiceConfiguration><Role name="A"><Certificates>${certificateElement(knownThumbprint, 'a')}<Role name="B"><Certificates>${certificateElement(knownThumbprint, 'b')}</Certificates></Role></ServiceConfiguration>`,
      ['A', 'a'],
      ['B', 'b'],
    ],
    [
      `<ServiceConfiguration><Role name="A"><Role name="B"><Certificates>${certificateElement(knownThumbprint, 'b')}</Certificates></Role></ServiceConfiguration>`,
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
      const text = webRoleWith(entry);
      const [found] = documentOf(text).model.roles[0]?.certificates ?? [];
      assert.ok(found);
      assert.equal(markSpan(text, thumbprintSpan(found)), webRoleWith(marked));
    });
  }
});
