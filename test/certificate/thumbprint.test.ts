import assert from 'node:assert/strict';
import { classifyThumbprint, hiddenIn, normalizedThumbprint } from '../../src/certificate/thumbprint';
import { knownThumbprint } from '../cscfg/support/texts';

const pairs = knownThumbprint.match(/../g) ?? [];
const zeros = '0'.repeat(40);
const shown = (text: string): string =>
  JSON.stringify(text).replace(/[\u007F-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

describe('A thumbprint', () => {
  for (const value of [knownThumbprint, 'ABCDEF0123'.repeat(4), '1234567890'.repeat(4), `${'0'.repeat(39)}1`]) {
    it(`is exact as ${value}`, () => {
      assert.deepEqual(classifyThumbprint(value), { kind: 'exact', thumbprint: value });
    });
  }

  const styles = [
    knownThumbprint.toLowerCase(),
    `7cB8${knownThumbprint.slice(4)}`,
    ` ${knownThumbprint}`,
    `${knownThumbprint}\n`,
    pairs.join(' '),
    pairs.join('  '),
    pairs.join('\t'),
    pairs.join(':'),
    pairs.join(':').toLowerCase(),
    pairs.join('-'),
    ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'].map((dash) => pairs.join(dash)),
  ];
  for (const value of styles) {
    it(`is right but for its style as ${shown(value)}`, () => {
      assert.deepEqual(classifyThumbprint(value), { kind: 'style', thumbprint: knownThumbprint });
    });
  }

  const hidden: readonly (readonly [value: string, ...hidden: number[]])[] = [
    [`\u200E${knownThumbprint}`, 0],
    [`${knownThumbprint}\u200E`, 40],
    [`\u200E${knownThumbprint.toLowerCase()}`, 0],
    [`\u200E ${pairs.join(' ')}`, 0],
    [`${knownThumbprint.slice(0, 8)}\u200B${knownThumbprint.slice(8)}\u200F`, 8, 41],
    [`\u202A${knownThumbprint}\u202C`, 0, 41],
    [pairs.join('\u00A0'), ...pairs.slice(1).map((_, index) => index * 3 + 2)],
    ...[
      ...['\u0000', '\u000B', '\u007F', '\u0085', '\u00A0', '\u00AD', '\u034F', '\u061C', '\u115F', '\u180E', '\u2007'],
      ...['\u2009', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2028', '\u2029', '\u202A', '\u202E', '\u202F'],
      ...[
        '\u2060',
        '\u2066',
        '\u2069',
        '\u206F',
        '\u3000',
        '\u3164',
        '\uFE0F',
        '\uFEFF',
        '\uFFA0',
        '\uFFF9',
        '\u{E0001}',
      ],
    ].map((character) => [`${character}${knownThumbprint}`, 0] as const),
  ];
  for (const [value, ...indexes] of hidden) {
    it(`has hidden characters in ${shown(value)}`, () => {
      assert.deepEqual(classifyThumbprint(value), { kind: 'hidden', thumbprint: knownThumbprint, hidden: indexes });
    });
  }

  for (const value of ['', ' ', '\t\r\n', '\u200E', '\u00A0\u200B\uFEFF']) {
    it(`is missing in ${shown(value)}`, () => {
      assert.deepEqual(classifyThumbprint(value), { kind: 'missing' });
    });
  }

  const placeholders = [
    // Tokens of pipelines.
    ...[
      '__X__',
      '__Web_Thumbprint__',
      '__0123456789__',
      '#{X}#',
      '#{X}',
      '#{Web.Thumbprint | ToUpper}',
      '$(X)',
      '${X}',
    ],
    ...['$(Web.Thumbprint)', '{{X}}', '{{ web }}', '@@X@@', '%X%', '$X$', '[X]', '<X>', '<%= X %>', 'web-#{X}#'],
    `#{${zeros}}#`,
    '[ABC0000000000000000000000000000000000CBA]',
    // Words for the reader.
    ...['YOUR THUMBPRINT', 'YOUR_THUMBPRINT', 'yourThumbprint', 'copy thumbprint here', 'CopyThumbprintHere'],
    ...['Thumbprint', 'THUMBPRINT_WEB', '{thumbprint}', 'Thumbprint of the certificate', 'PASTE-IT-HERE', 'my cert'],
    ...[
      'insert here',
      'TODO',
      'tbd',
      'fixme',
      'changeme',
      'CHANGE_ME',
      'Replace me',
      'placeholder',
      'dummy',
      'none',
      'n/a',
    ],
    // Zeros and other filling.
    ...['0', '00', '00 00 00', zeros, '0'.repeat(39), 'ABC0000000000000000000000000000000000CBA', 'abc000000cba'],
    ...['xx', 'XXXX', 'x'.repeat(40), 'XX XX XX', '*', '***', '...', '…', '???', '-', '_____'],
  ];
  for (const value of placeholders) {
    it(`is stood for by ${shown(value)}`, () => {
      assert.deepEqual(classifyThumbprint(value), { kind: 'placeholder', hidden: [] });
    });
  }

  it('is stood for by a token with a hidden character, which must not stay', () => {
    assert.deepEqual(classifyThumbprint('\u200E#{X}#'), { kind: 'placeholder', hidden: [0] });
    assert.deepEqual(classifyThumbprint('\u200EYOUR THUMBPRINT'), { kind: 'placeholder', hidden: [] });
  });

  it('reports all hidden characters that must be removed', () => {
    assert.deepEqual(hiddenIn(classifyThumbprint(`\u200E${knownThumbprint}`)), [0]);
    assert.deepEqual(hiddenIn(classifyThumbprint('A\u200E')), [1]);
    assert.deepEqual(hiddenIn(classifyThumbprint('\u200E')), []);
    assert.deepEqual(hiddenIn(classifyThumbprint(knownThumbprint)), []);
  });

  it('is looked up by its digits alone, and only where it has them', () => {
    const looked = [
      knownThumbprint,
      pairs.join(':').toLowerCase(),
      `\u200E${knownThumbprint}`,
      zeros,
      knownThumbprint.slice(1),
      '',
      '#{X}#',
    ].map(normalizedThumbprint);
    assert.deepEqual(looked, [
      knownThumbprint,
      knownThumbprint,
      knownThumbprint,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
