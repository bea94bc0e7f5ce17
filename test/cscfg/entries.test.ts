import assert from 'node:assert/strict';
import { entriesToVerify, verdictFor } from '../../src/cscfg/entries';
import { c, d, T, U, w, x } from './support/shorthand';

const text = w(
  [
    c(T, 'exact'),
    c(T.toLowerCase(), 'lower'),
    c(`&#x200E;${U}`, 'hidden'),
    `<Certificate thumbprint="${T}"/>`,
    c('#{X}#', 'token'),
    c(T.slice(1), 'short'),
    c('', 'empty'),
    '<Certificate name="none"/>',
  ].join(''),
);

describe('The entries to verify', () => {
  it('are those with a thumbprint, whatever its style, with their names', () => {
    const found = entriesToVerify(d(text)).map(({ role, name, thumbprint }) => [role.name?.value, name, thumbprint]);
    assert.deepEqual(found, [
      ['Web', 'exact', T],
      ['Web', 'lower', T],
      ['Web', 'hidden', U],
      ['Web', undefined, T],
    ]);
  });
});

describe('The verdict for an entry', () => {
  it('comes from the vaults for a thumbprint; other text is not looked up', () => {
    const asked: string[] = [];
    const context = {
      verdictOf: (thumbprint: string) => {
        asked.push(thumbprint);
        return x.verdictOf(thumbprint);
      },
    };
    const entries = d(text).model.roles.flatMap(({ certificates }) => certificates);
    assert.deepEqual(
      entries.map((entry) => verdictFor(entry, context).kind),
      ['unverified', 'unverified', 'unverified', 'unverified', 'placeholder', 'malformed', 'malformed', 'malformed'],
    );
    assert.deepEqual(asked, [T, T, U, T]);
  });
});
