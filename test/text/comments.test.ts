import assert from 'node:assert/strict';
import { commentsIn } from '../../src/text/comments';

/** The comments of the text, in the language of the file name. */
function comments(name: string, text: string): readonly string[] {
  return commentsIn(name, text).map(({ start, end }) => text.slice(start, end));
}

describe('commentsIn', () => {
  const cases: readonly (readonly [name: string, text: string, found: readonly string[]])[] = [
    ['web.config', '<a b="c"/><!-- one\ntwo --><d/><!-- open', ['<!-- one\ntwo -->', '<!-- open']],
    ['main.json', '{ "a": "https://x/*y", /* one */ "b": "\\"//" } // two\n"//"', ['/* one */', '// two']],
    ['main.bicep', "var a = 'it\\'s // no' // one\nvar b = '''\n// no\n''' /* two */", ['// one', '/* two */']],
    ['C:\\infra\\main.tf', 'a = "#b" # one\n// two', ['# one', '// two']],
    ['deploy.ps1', '$a = "#no`"#no"; # one\n<# two\n#> $b = \'#no\'; $c#no', ['# one', '<# two\n#>']],
    ['pipeline.YML', "a: don't # one\nb: '# no'\nc: x#no\n# two", ['# one', '# two']],
    ['setup.ini', '; one\na=b;no\n  # two', ['; one', '# two']],
    ['run.cmd', 'rem one\necho rem\n:: two', ['rem one', ':: two']],
    ['seed.sql', "select '--no' -- one", ['-- one']],
    ['thumbprints.dat', '// # <!-- -->', []],
    ['Dockerfile', '# a', []],
  ];
  cases.forEach(([name, text, found]) => {
    it(`finds the comments of ${name}, but not in its strings`, () => {
      assert.deepEqual(comments(name, text), found);
    });
  });
});
