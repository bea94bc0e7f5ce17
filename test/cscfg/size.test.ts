import assert from 'node:assert/strict';
import { insertCertificate } from '../../src/cscfg/certificateEdits';
import { check, fixesFor, fixAll } from '../../src/cscfg/rules/check';
import { c, d, e, pr, U, w, x } from './support/shorthand';
import { newest } from './support/vault';

/** All that is ever done with a text. */
function everything(text: string): void {
  const document = d(text);
  const context = { ...x, inventory: [newest] };
  for (const finding of check(document, context).slice(0, 100)) {
    fixesFor(finding, document, context);
  }
  e(text, fixAll(document, context));
  for (const role of document.model.roles.slice(-1)) {
    e(text, insertCertificate(document, role, { name: 'new', thumbprint: U }));
  }
}

const service = (inner: string): string => `<ServiceConfiguration>${inner}</ServiceConfiguration>`;
describe('A large text', () => {
  const huge: readonly (readonly [what: string, text: () => string])[] = [
    ['100,000 elements, each in the one before', () => service('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['100,000 elements that are not closed', () => '<a>'.repeat(100_000)],
    ['100,000 elements side by side', () => service('<a b="c"/>'.repeat(100_000))],
    ['a value of a million characters', () => w(c('A'.repeat(1_000_000)))],
    ['a value of a million characters without quotes', () => w(`<Certificate name=${'a'.repeat(1_000_000)} />`)],
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
    assert.deepEqual(pr(service('<a>'.repeat(100_000) + '</a>'.repeat(100_000))), []);
  });

  it('is checked against the schema, however deep its roles that are not closed', () => {
    const nested = d(`<ServiceConfiguration>${'<Role>'.repeat(10_000)}`);
    const unnamed = check(nested, { ...x, levels: {} }).filter(({ element }) => element?.name === 'Role');
    assert.equal(unnamed.length, 10_000);
  });

  it('has all of its elements read, however deep', () => {
    const nested = service(`${'<a>'.repeat(100_000)}<Role/>${'</a>'.repeat(100_000)}`);
    assert.equal(d(nested).model.roles.length, 1);
    assert.equal(d('<a>'.repeat(100_000)).roots.length, 1);
  });

  it('has all of its elements read, however many mistakes are in it', () => {
    const { roots, syntaxProblems } = d(service('<a b=1>&</a>'.repeat(1000)));
    assert.equal(roots[0]?.children.length, 1000);
    assert.equal(syntaxProblems.length, 100);
  });
});
