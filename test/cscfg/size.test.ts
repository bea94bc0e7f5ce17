import assert from 'node:assert/strict';
import { insertCertificate } from '../../src/cscfg/certificateEdits';
import { check, fixesFor, fixAll } from '../../src/cscfg/rules/check';
import {
  certificateElement,
  documentOf,
  applyEdits,
  problemLines,
  otherThumbprint,
  webRoleWith,
  plainContext,
} from './support/texts';
import { newest } from './support/vault';

/** All that is ever done with a text. */
function everything(text: string): void {
  const document = documentOf(text);
  const context = { ...plainContext, inventory: [newest] };
  for (const finding of check(document, context).slice(0, 100)) {
    fixesFor(finding, document, context);
  }
  applyEdits(text, fixAll(document, context));
  for (const role of document.model.roles.slice(-1)) {
    applyEdits(text, insertCertificate(document, role, { name: 'new', thumbprint: otherThumbprint }));
  }
}

const service = (inner: string): string => `<ServiceConfiguration>${inner}</ServiceConfiguration>`;
describe('A large text', () => {
  const huge: readonly (readonly [what: string, text: () => string])[] = [
    ['100,000 elements, each in the one before', () => service('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['100,000 elements that are not closed', () => '<a>'.repeat(100_000)],
    ['100,000 elements side by side', () => service('<a b="c"/>'.repeat(100_000))],
    ['a value of a million characters', () => webRoleWith(certificateElement('A'.repeat(1_000_000)))],
    [
      'a value of a million characters without quotes',
      () => webRoleWith(`<Certificate name=${'a'.repeat(1_000_000)} />`),
    ],
    ['a comment of a million characters', () => service(`<!--${'- '.repeat(500_000)}-->`)],
    ['a comment of 120,000 hyphens', () => service(`<!--${'-'.repeat(120_000)}-->`)],
    ['a name of 70,000 letters', () => service(`<${'a'.repeat(70_000)}="1">`)],
    ['a tag without its “<” and with 50,000 attributes', () => service(`Role ${'a="b" '.repeat(50_000)}></Role>`)],
    ['a document type of a million characters', () => `<!DOCTYPE a [<!--${' -a'.repeat(300_000)}-->]><a/>`],
    ['200,000 characters that XML does not allow', () => service('\uD800'.repeat(200_000))],
    ['a million “<”', () => '<'.repeat(1_000_000)],
    ['a million “&”', () => '&'.repeat(1_000_000)],
  ];
  for (const [what, text] of huge) {
    it(`of ${what} is read and checked like any other`, () => {
      everything(text());
    });
  }

  it('that is well-formed is found to be, however deep', () => {
    assert.deepEqual(problemLines(service('<a>'.repeat(100_000) + '</a>'.repeat(100_000))), []);
  });

  it('is checked against the schema, however deep its roles that are not closed', () => {
    const nested = documentOf(`<ServiceConfiguration>${'<Role>'.repeat(10_000)}`);
    const unnamed = check(nested, { ...plainContext, levels: {} }).filter(({ element }) => element?.name === 'Role');
    assert.equal(unnamed.length, 10_000);
  });

  it('has all of its elements read, however deep', () => {
    const nested = service(`${'<a>'.repeat(100_000)}<Role/>${'</a>'.repeat(100_000)}`);
    assert.equal(documentOf(nested).model.roles.length, 1);
    assert.equal(documentOf('<a>'.repeat(100_000)).roots.length, 1);
  });

  it('has all of its elements read, however many mistakes are in it', () => {
    const { roots, syntaxProblems } = documentOf(service('<a b=1>&</a>'.repeat(1000)));
    assert.equal(roots[0]?.children.length, 1000);
    assert.equal(syntaxProblems.length, 100);
  });
});
