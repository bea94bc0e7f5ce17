import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchesWildcard } from '../../../src/text/paths';

const matches = (pattern: string, path: string): boolean => matchesWildcard(pattern.split('/'), path.split('/'));

describe('A wildcard in a project', () => {
  const cases: readonly (readonly [pattern: string, named: readonly string[], others: readonly string[]])[] = [
    ['*.cscfg', ['a.cscfg', '.cscfg'], ['a.csdef', 'a/b.cscfg', 'a.cscfg.bak']],
    ['a.?.cscfg', ['a.b.cscfg'], ['a..cscfg', 'a.bc.cscfg']],
    ['*/x', ['a/x'], ['x', 'a/b/x']],
    ['**/x', ['x', 'a/x', 'a/b/x'], ['x/a', 'ax']],
    ['a/**/b/*.c', ['a/b/x.c', 'a/1/2/b/x.c', 'a/b/b/x.c'], ['a/b/c/x.c', 'b/x.c']],
    ['**/a/**/b', ['a/b', 'x/a/y/b', 'a/a/b/b'], ['a', 'b', 'b/a']],
    ['*a*b', ['ab', 'aab', 'xaxxb', 'abab'], ['ba', 'aba']],
    ['**a', ['a', 'xa'], ['x/a']],
  ];
  for (const [pattern, named, others] of cases) {
    it(`${pattern} names ${named.join(', ')}, and not ${others.join(', ')}`, () => {
      assert.deepEqual(
        [...named, ...others].filter((path) => matches(pattern, path)),
        named,
      );
    });
  }

  it('agrees with a regular expression if that is fast enough', () => {
    const part = fc.stringMatching(/^[ab*?]{1,5}$/);
    const pattern = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 5 });
    const path = fc.array(fc.stringMatching(/^[ab]{1,5}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pattern, path, (parts, names) => {
        const expression = [...parts, '']
          .map((one) => (one === '**' ? '(?:[^/]*/)*' : `${one.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}/`))
          .slice(0, -1)
          .join('');
        assert.equal(matchesWildcard(parts, names), new RegExp(`^${expression}$`).test(`${names.join('/')}/`));
      }),
    );
  });

  it('that no regular expression would ever be done with is answered', () => {
    assert.ok(!matches(`${'*a'.repeat(500)}b`, 'a'.repeat(2000)));
    assert.ok(!matches(`${'**/a/'.repeat(500)}b`, 'a/'.repeat(2000)));
  });
});
