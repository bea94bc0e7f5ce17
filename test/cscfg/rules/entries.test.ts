import assert from 'node:assert/strict';
import { c, fi, T, U, w } from '../support/shorthand';

const lower = T.toLowerCase();
/** An entry whose attributes are written out. */
const entry = (attributes: string): string => `<Certificate ${attributes} />`;
const rest = `thumbprint="${T}" thumbprintAlgorithm="sha1"`;
const sha256 = `${T}${T.slice(0, 24)}`;

/** The entries, and what is found in them: `code |span| message`. */
type Row = readonly [entries: string, ...findings: string[]];

function describeRule(code: string, rows: readonly Row[]): void {
  describe(code, () => {
    for (const [entries, ...findings] of rows) {
      const what = findings.length === 0 ? 'leaves alone' : 'reports';
      it(`${what} ${JSON.stringify(entries).slice(1, -1)}`, () => {
        const own = fi(w(entries)).filter((line) => line.startsWith(`${code} `));
        assert.deepEqual(
          own,
          findings.map((finding) => `${code} ${finding}`),
        );
      });
    }
  });
}

const noName = 'The certificate has no name. Use the name that the service definition (.csdef) declares.';
describeRule('certificate-name-missing', [
  [entry(rest), `|<Certificate| ${noName}`],
  [entry(`name="" ${rest}`), `|name=""| ${noName}`],
  [entry(`name=" " ${rest}`), `| | ${noName}`],
  [`<Certificate\n  name=''\n/>`, `|name=''| ${noName}`],
  [entry(`name="web" ${rest}`)],
  // Half-typed, or wrong as XML.
  ['<Certificate'],
  ['<Certificate thumbprint="'],
  [entry(`name ${rest}`)],
  [entry(`name= ${rest}`)],
  [entry(`name=web ${rest}`)],
  [entry(`name"web" ${rest}`)],
  [entry(`name="web ${rest}`)],
]);

const twice = (name: string): string =>
  `The role already has a certificate named "${name}". Rename or remove one of them.`;
describeRule('certificate-duplicate-name', [
  [c(T, 'a') + c(U, 'a'), `|a| ${twice('a')}`],
  [c(T, 'a') + c(U, 'A'), `|A| ${twice('A')}`],
  [c(T, 'a') + c(U, ' a '), `| a | ${twice('a')}`],
  [c(T, 'é') + c(U, 'É'), `|É| ${twice('É')}`],
  [c(T, 'a&amp;') + c(U, '&#x61;&#38;'), `|&#x61;&#38;| ${twice('a&')}`],
  [c(T, 'a') + c(U, 'b') + c(U, 'a') + c(T, 'a'), `|a| ${twice('a')}`, `|a| ${twice('a')}`],
  [`${c(T, 'a')}</Certificates><Certificates>${c(T, 'a')}`, `|a| ${twice('a')}`],
  // The same thumbprint under two names.
  [c(T, 'a') + c(T, 'b')],
  [c(T, 'a') + c(U, 'a-2')],
  [c(T, '') + c(U, '')],
  [entry(rest) + entry(rest)],
  // Another role.
  [`${c(T, 'a')}</Certificates></Role><Role name="Worker"><Certificates>${c(T, 'a')}`],
  // One of them is commented out, or half-typed.
  [`${c(T, 'a')}<!-- ${c(T, 'a')} -->`],
  [`${c(T, 'a')}<Certificate name="a`],
]);

const none = (name: string): string => `${name} has no thumbprint. Choose one from Key Vault.`;
describeRule('thumbprint-missing', [
  [entry('name="web" thumbprintAlgorithm="sha1"'), `|<Certificate| ${none('Certificate "web"')}`],
  [c(''), `|thumbprint=""| ${none('Certificate "web"')}`],
  [c(' '), `| | ${none('Certificate "web"')}`],
  [c('&#x200E;'), `|&#x200E;| ${none('Certificate "web"')}`],
  [entry('thumbprintAlgorithm="sha1"'), `|<Certificate| ${none('The certificate')}`],
  [entry('name=" " thumbprint=""'), `|thumbprint=""| ${none('The certificate')}`],
  // A file instead.
  [entry('name="web" sourceLocation="/web.pfx"')],
  [entry('name="web" sourceLocation="/web.pfx" thumbprint=""')],
  [c(T)],
  [c('#{X}#')],
  [c('A')],
  [entry('name="web" thumbprint')],
  [entry('name="web" thumbprint=')],
  ['<Certificate name="web"'],
]);

const one = 'The thumbprint contains a hidden character';
describeRule('thumbprint-hidden-characters', [
  [c(`\u200E${T}`), `|\u200E${T}| ${one} (U+200E). Remove it.`],
  [c(`&#x200E;${T}`), `|&#x200E;${T}| ${one} (U+200E). Remove it.`],
  [c(`${T}\u00A0`), `|${T}\u00A0| ${one} (U+00A0). Remove it.`],
  [c(`\u{E0001}${lower}`), `|\u{E0001}${lower}| ${one} (U+E0001). Remove it.`],
  [c(`\u200E${T}\u200E`), `|\u200E${T}\u200E| The thumbprint contains 2 hidden characters (U+200E). Remove them.`],
  [
    c(`\u200E${T}\u200B`),
    `|\u200E${T}\u200B| The thumbprint contains 2 hidden characters (U+200E, U+200B). Remove them.`,
  ],
  [c('\u200E#{X}#'), `|\u200E#{X}#| ${one} (U+200E). Remove it.`],
  [c('\u200Eabc'), `|\u200Eabc| ${one} (U+200E). Remove it.`],
  [c(T)],
  [c(` ${T}\t`)],
  [c('\u200E')],
  [c('\u200EYOUR THUMBPRINT')],
]);

describeRule('thumbprint-malformed', [
  [
    c(T.slice(1)),
    `|${T.slice(1)}| A thumbprint has 40 hexadecimal digits, but this value has 39. Copy the thumbprint again.`,
  ],
  [c('A'), '|A| A thumbprint has 40 hexadecimal digits, but this value has 1. Copy the thumbprint again.'],
  [
    c(`${T.slice(1)}O`),
    `|${T.slice(1)}O| A thumbprint has only hexadecimal digits, but this value contains "O". Copy the thumbprint again.`,
  ],
  [
    c(`\u0410${T.slice(1)}`),
    `|\u0410${T.slice(1)}| A thumbprint has only hexadecimal digits, but this value contains "\u0410" (U+0410). Copy the thumbprint again.`,
  ],
  [
    c(sha256),
    `|${sha256}| This is a SHA-256 hash, but a thumbprint is a SHA-1 hash. Choose the certificate from Key Vault.`,
  ],
  [
    c('fLi3U52HunIVNXubkEnf8tP6Wbo'),
    '|fLi3U52HunIVNXubkEnf8tP6Wbo| This is the x5t value from Key Vault, which is the thumbprint in base64. Convert it to hexadecimal digits.',
  ],
  [c(`sha1:${T}`), `|sha1:${T}| This value contains more than a thumbprint. Keep only the 40 hexadecimal digits.`],
  [
    c('-----BEGIN CERTIFICATE-----'),
    '|-----BEGIN CERTIFICATE-----| This is the certificate itself, not its thumbprint. Use the 40 hexadecimal digits of the thumbprint.',
  ],
  [
    c('2cc2b7d5-9f1a-4a3b-8c1d-0123456789ab'),
    '|2cc2b7d5-9f1a-4a3b-8c1d-0123456789ab| This is a GUID, not a thumbprint. Use the 40 hexadecimal digits of the thumbprint.',
  ],
  [
    c('https://contoso.example/web'),
    '|https://contoso.example/web| This is a URL, not a thumbprint. Choose a certificate from Key Vault.',
  ],
  [
    c('https://contoso.vault.azure.net/certificates/web'),
    '|https://contoso.vault.azure.net/certificates/web| This is the Key Vault identifier of web, not its thumbprint. Choose the certificate from Key Vault.',
  ],
  [
    c('contoso-web'),
    '|contoso-web| This is not a thumbprint of 40 hexadecimal digits. Choose a certificate from Key Vault.',
  ],
  ...[T, lower, `&#x200E;${T}`, '#{X}#', 'YOUR THUMBPRINT', '0', '', ' '].map((value): Row => [c(value)]),
  [entry('name="web"')],
  ['<Certificate name="web" thumbprint="abc'],
]);

const style = 'The thumbprint is not written as 40 uppercase digits without separators.';
describeRule('thumbprint-style', [
  [c(lower), `|${lower}| ${style}`],
  [c(` ${T}`), `| ${T}| ${style}`],
  [c(`&#32;${T}`), `|&#32;${T}| ${style}`],
  [c(`${T.slice(0, 20)}\n${T.slice(20)}`), `|${T.slice(0, 20)}\n${T.slice(20)}| ${style}`],
  ...[T, `\u200E${lower}`, T.slice(1), '#{X}#', ''].map((value): Row => [c(value)]),
]);

const placeholder = 'Placeholder. Not checked against Key Vault until it is replaced with a thumbprint.';
describeRule('thumbprint-placeholder', [
  ...['#{X}#', '__X__', '%X%', 'YOUR_THUMBPRINT', '0', '0'.repeat(40), 'ABC0000000000000000000000000000000000CBA'].map(
    (value): Row => [c(value), `|${value}| ${placeholder}`],
  ),
  [c('&lt;X&gt;'), `|&lt;X&gt;| ${placeholder}`],
  ...[T, lower, T.slice(1), ''].map((value): Row => [c(value)]),
]);

const exactly = (algorithm: string): string => `Attribute "thumbprintAlgorithm" must be "sha1", not "${algorithm}".`;
const missing = 'Attribute "thumbprintAlgorithm" is required on <Certificate>. Add thumbprintAlgorithm="sha1".';
const withAlgorithm = (value: string): string => entry(`name="web" thumbprint="${T}" thumbprintAlgorithm="${value}"`);
describeRule('thumbprint-algorithm', [
  [entry(`name="web" thumbprint="${T}"`), `|<Certificate| ${missing}`],
  [entry(`name="web" thumbprint="#{X}#"`), `|<Certificate| ${missing}`],
  [entry('name="web" thumbprint=""'), `|<Certificate| ${missing}`],
  [entry(`name="web" sourceLocation="/web.pfx" thumbprint="${T}"`), `|<Certificate| ${missing}`],
  [withAlgorithm(''), '|thumbprintAlgorithm=""| Attribute "thumbprintAlgorithm" is empty. Set it to "sha1".'],
  ...['SHA1', 'sha256', ' sha1', 'sha-1'].map((value): Row => [withAlgorithm(value), `|${value}| ${exactly(value)}`]),
  [withAlgorithm('&#x73;ha1')],
  [entry('name="web" sourceLocation="/web.pfx"')],
  [entry('name="web" sourceLocation="/web.pfx" thumbprint=""')],
  [entry(`name="web" thumbprint="${T}" thumbprintAlgorithm`)],
  [`<Certificate name="web" thumbprint="${T}"`],
  [`<Certificate name="web" thumbprint="${T}" thumbprintAlgorithm="`],
]);

describe('Every message about an entry', () => {
  it('states the problem in its first 80 characters and ends with a full stop', () => {
    const texts = [
      T.slice(1),
      `${T.slice(1)}O`,
      sha256,
      'fLi3U52HunIVNXubkEnf8tP6Wbo',
      `x${T}`,
      'MIIDdzCC',
      'https://contoso.vault.azure.net/certificates/web',
      'https://contoso.example/web',
      '',
      '#{X}#',
      lower,
      `\u200E${T}`,
    ];
    const lines = [
      ...texts.map((value) => c(value)),
      entry('a="b"'),
      withAlgorithm('x'),
      c(T, 'a') + c(T, 'a'),
    ].flatMap((entries) => fi(w(entries)));
    for (const line of lines) {
      const words = line.replace(/^\S+ \|[^|]*\| /, '');
      const [first = ''] = /^[^.:]*/.exec(words) ?? [];
      assert.ok(first.length > 8 && first.length <= 80 && words.endsWith('.'), words);
    }
  });
});
