import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly action: { readonly indent: string };
}

interface LanguageConfiguration {
  readonly wordPattern: string;
  readonly onEnterRules: readonly OnEnterRule[];
  readonly indentationRules: Readonly<
    Record<'increaseIndentPattern' | 'decreaseIndentPattern' | 'unIndentedLinePattern', string>
  >;
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
}

const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8')) as LanguageConfiguration;

describe('The language configuration', () => {
  const words: readonly (readonly [name: string, line: string, words: readonly string[]])[] = [
    ['a thumbprint', '"7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA"', ['7CB8B7539D87BA7215357B9B9049DFF2D3FA59BA']],
    [
      'a thumbprint in groups',
      '"7c b8 b7 53 9d 87 ba 72 15 35 7b 9b 90 49 df f2 d3 fa 59 ba"',
      ['7c b8 b7 53 9d 87 ba 72 15 35 7b 9b 90 49 df f2 d3 fa 59 ba'],
    ],
    [
      'a thumbprint with colons',
      '"7C:B8:B7:53:9D:87:BA:72:15:35:7B:9B:90:49:DF:F2:D3:FA:59:BA"',
      ['7C:B8:B7:53:9D:87:BA:72:15:35:7B:9B:90:49:DF:F2:D3:FA:59:BA'],
    ],
    ['a dotted setting and a dashed name', '"Contoso.Shop.Title" "contoso-web"', ['Contoso.Shop.Title', 'contoso-web']],
    ['a prefixed tag', '<sc:Role name="Web">', ['sc', 'Role', 'name', 'Web']],
    ['a placeholder’s name', '"#{Thumbprint}#" "$(Vault)" "__Name__"', ['Thumbprint', 'Vault', '__Name__']],
  ];
  for (const [name, line, expected] of words) {
    it(`treats ${name} as whole words`, () => {
      assert.deepEqual(line.match(new RegExp(configuration.wordPattern, 'g')), expected);
    });
  }

  const enters: readonly (readonly [line: string, action: string])[] = [
    ['<Role name="Web">|</Role>', 'indentOutdent'],
    ['  <Certificates>|  </Certificates>', 'indentOutdent'],
    ['<Role name="a > b">|', 'indent'],
    ['<Certificate|', 'indent'],
    ['  <Certificate name="web"|', 'indent'],
    ['  <Certificate name="web" />|', 'the editor’s own'],
    ['    thumbprintAlgorithm="sha1" />|', 'outdent'],
    ['    thumbprint="7CB8"|', 'none'],
    ['    name="Web">|', 'none'],
    ['  </Role>|', 'the editor’s own'],
    ['<Instances count="1"></Instances>|', 'the editor’s own'],
    ['<?xml version="1.0"?>|', 'the editor’s own'],
    ['<!-- a comment -->|', 'the editor’s own'],
    ['<!-- a comment|', 'the editor’s own'],
  ];
  for (const [line, action] of enters) {
    it(`answers Enter at ${line} with ${action}`, () => {
      const [before = '', after = ''] = line.split('|');
      const rule = configuration.onEnterRules.find(
        ({ beforeText, afterText }) =>
          new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
      );
      assert.equal(rule?.action.indent ?? 'the editor’s own', action);
    });
  }

  const indents: readonly (readonly [line: string, increases: boolean, decreases: boolean, stays: boolean])[] = [
    ['<Role name="Web">', true, false, false],
    ['<Role name="Web"> <!-- front -->', true, false, false],
    ['<Role name="Web" />', false, false, false],
    ['<Instances count="1"></Instances>', false, false, false],
    ['</Role>', false, true, false],
    ['thumbprint="7CB8"', false, false, true],
    ['name="Web">', true, false, false],
    ['name="Web" />', false, false, false],
    ['<!-- <Role> -->', false, false, false],
    ['<?xml version="1.0"?>', false, false, false],
  ];
  for (const [line, increases, decreases, stays] of indents) {
    it(`reindents around ${line}`, () => {
      const { increaseIndentPattern, decreaseIndentPattern, unIndentedLinePattern } = configuration.indentationRules;
      const matches = [increaseIndentPattern, decreaseIndentPattern, unIndentedLinePattern].map((pattern) =>
        new RegExp(pattern).test(`    ${line}`),
      );
      assert.deepEqual(matches, [increases, decreases, stays]);
    });
  }

  it('folds between region comments', () => {
    const { start, end } = configuration.folding.markers;
    assert.match('  <!-- #region Settings -->', new RegExp(start));
    assert.match('  <!-- #endregion -->', new RegExp(end));
    assert.doesNotMatch('  <!-- #endregion -->', new RegExp(start));
  });
});
