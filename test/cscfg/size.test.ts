import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { insertCertificate } from '../../src/cscfg/edits/insertCertificate';
import { check, fixesFor } from '../../src/cscfg/rules/check';
import { fixAll } from '../../src/cscfg/rules/fixAll';
import { c, d, e, pr, T, U, w, x } from './support/shorthand';
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
const numbered = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** Texts of a size, each of a kind in which something could be looked at again and again. */
const kinds: readonly (readonly [what: string, text: (size: number) => string])[] = [
  ['elements side by side', (size) => service('<a b="c"/>'.repeat(size))],
  ['elements on lines of their own', (size) => service('\n  <a b="c"/>'.repeat(size))],
  ['certificates', (size) => w(numbered(size / 4, (index) => c(T, `web-${String(index)}`)))],
  ['certificates of one name', (size) => w(c(`\u200E${T.toLowerCase()}`).repeat(size / 4))],
  ['roles', (size) => service('<Role name="R"><Certificates><Certificate/></Certificates></Role>'.repeat(size / 4))],
  ['attributes', (size) => service(`<a ${numbered(size, (index) => `a${String(index)}="1" `)}/>`)],
  ['root elements', (size) => '<a></a>'.repeat(size)],
  ['unclosed elements', (size) => service(numbered(size, (index) => `<a${String(index)}>`))],
  ['close tags too many', (size) => service('</a>'.repeat(size))],
  ['mismatched tags', (size) => service('<a></b>'.repeat(size))],
  ['unfinished tags', (size) => '<a '.repeat(size)],
  ['lone “<”', (size) => service('<'.repeat(size))],
  ['bare “&”', (size) => service('&'.repeat(size))],
  ['unfinished comments', (size) => service('<!--'.repeat(size))],
  ['hyphens in a comment', (size) => service(`<!--${'-'.repeat(size)}`)],
  ['blanks in an unclosed value', (size) => w(`<Certificate name="${' '.repeat(size)}`)],
  ['blanks in a tag', (size) => w(`<Certificate ${' '.repeat(size)}`)],
  ['letters in a name', (size) => w(`<${'a'.repeat(size)}="1">`)],
  ['hidden characters', (size) => w(c('\u200E'.repeat(size) + T))],
  ['references', (size) => w(c('&#x200E;'.repeat(size) + T))],
  ['tokens', (size) => w(c('#{__@@$('.repeat(size / 4)))],
  ['words', (size) => w(c('my ssl-cert '.repeat(size / 4), 'my-Ssl '.repeat(size / 4)))],
];

describe('A large text', () => {
  const huge: readonly (readonly [what: string, text: () => string])[] = [
    ['100,000 elements, each in the one before', () => service('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
    ['100,000 elements that are not closed', () => '<a>'.repeat(100_000)],
    ['100,000 elements side by side', () => service('<a b="c"/>'.repeat(100_000))],
    ['a value of a million characters', () => w(c('A'.repeat(1_000_000)))],
    ['a value of a million characters without quotes', () => w(`<Certificate name=${'a'.repeat(1_000_000)} />`)],
    ['a comment of a million characters', () => service(`<!--${'- '.repeat(500_000)}-->`)],
  ];
  for (const [what, text] of huge) {
    it(`of ${what} is read and checked like any other`, () => {
      everything(text());
    });
  }

  it('that is well-formed is found to be, however deep', () => {
    assert.deepEqual(pr(service('<a>'.repeat(100_000) + '</a>'.repeat(100_000))), []);
  });

  it('has its elements read down to a thousand levels, which no service has', () => {
    const nested = (levels: number): string =>
      service(`${'<a>'.repeat(levels - 2)}<Role/>${'</a>'.repeat(levels - 2)}`);
    assert.equal(d(nested(1000)).model.roles.length, 1);
    assert.equal(d(nested(1001)).model.roles.length, 0);
    assert.equal(
      d(service(`<!-- ${'<a>'.repeat(2000)} --><![CDATA[${'<a>'.repeat(2000)}]]><Role/>`)).model.roles.length,
      1,
    );
    assert.equal(d(service('<a><b/></a>'.repeat(2000) + '<Role/>')).model.roles.length, 1);
  });

  for (const [what, text] of kinds) {
    it(`of many ${what} takes no more time than its size tells`, () => {
      // Eight times the size is eight times the time, and sixty-four where each looks at all the others.
      const [small, large] = [text(1000), text(8000)];
      const ratios: number[] = [];
      do {
        const before = Math.min(...[1, 2, 3].map(() => milliseconds(small)));
        ratios.push(milliseconds(large) / before);
      } while (Math.min(...ratios) > 30 && ratios.length < 3);
      assert.ok(Math.min(...ratios) <= 30, ratios.join(', '));
    });
  }
});

function milliseconds(text: string): number {
  const start = performance.now();
  everything(text);
  return performance.now() - start;
}
