import assert from 'node:assert/strict';
import { certificateElement, findingLines, knownThumbprint, otherThumbprint, webRoleWith } from '../support/texts';

const lower = knownThumbprint.toLowerCase();
/** An entry whose attributes are written out. */
const entry = (attributes: string): string => `<Certificate ${attributes} />`;
const rest = `thumbprint="${knownThumbprint}" thumbprintAlgorithm="sha1"`;
const sha256 = `${knownThumbprint}${knownThumbprint.slice(0, 24)}`;

/** The entries, and what is found in them: `code |span| message`. */
type Row = readonly [entries: string, ...findings: string[]];

function describeRule(code: string, rows: readonly Row[]): void {
  describe(code, () => {
    for (const [entries, ...findings] of rows) {
      const what = findings.length === 0 ? 'leaves alone' : 'reports';
      it(`${what} ${JSON.stringify(entries).slice(1, -1)}`, () => {
        const own = findingLines(webRoleWith(entries)).filter((line) => line.startsWith(`${code} `));
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
  [certificateElement(knownThumbprint, 'a') + certificateElement(otherThumbprint, 'a'), `|a| ${twice('a')}`],
  [certificateElement(knownThumbprint, 'a') + certificateElement(otherThumbprint, 'A'), `|A| ${twice('A')}`],
  [certificateElement(knownThumbprint, 'a') + certificateElement(otherThumbprint, ' a '), `| a | ${twice('a')}`],
  [certificateElement(knownThumbprint, 'é') + certificateElement(otherThumbprint, 'É'), `|É| ${twice('É')}`],
  [
    certificateElement(knownThumbprint, 'a&amp;') + certificateElement(otherThumbprint, '&#x61;&#38;'),
    `|&#x61;&#38;| ${twice('a&')}`,
  ],
  [
    certificateElement(knownThumbprint, 'a') +
      certificateElement(otherThumbprint, 'b') +
      certificateElement(otherThumbprint, 'a') +
      certificateElement(knownThumbprint, 'a'),
    `|a| ${twice('a')}`,
    `|a| ${twice('a')}`,
  ],
  [
    `${certificateElement(knownThumbprint, 'a')}</Certificates><Certificates>${certificateElement(knownThumbprint, 'a')}`,
    `|a| ${twice('a')}`,
  ],
  // The same thumbprint under two names.
  [certificateElement(knownThumbprint, 'a') + certificateElement(knownThumbprint, 'b')],
  [certificateElement(knownThumbprint, 'a') + certificateElement(otherThumbprint, 'a-2')],
  [certificateElement(knownThumbprint, '') + certificateElement(otherThumbprint, '')],
  [entry(rest) + entry(rest)],
  // Another role.
  [
    `${certificateElement(knownThumbprint, 'a')}</Certificates></Role><Role name="Worker"><Certificates>${certificateElement(knownThumbprint, 'a')}`,
  ],
  // One of them is commented out, or half-typed.
  [`${certificateElement(knownThumbprint, 'a')}<!-- ${certificateElement(knownThumbprint, 'a')} -->`],
  [`${certificateElement(knownThumbprint, 'a')}<Certificate name="a`],
]);

const none = (name: string): string => `${name} has no thumbprint. Choose one from Key Vault.`;
describeRule('thumbprint-missing', [
  [entry('name="web" thumbprintAlgorithm="sha1"'), `|<Certificate| ${none('Certificate "web"')}`],
  [certificateElement(''), `|thumbprint=""| ${none('Certificate "web"')}`],
  [certificateElement(' '), `| | ${none('Certificate "web"')}`],
  [certificateElement('&#x200E;'), `|&#x200E;| ${none('Certificate "web"')}`],
  [entry('thumbprintAlgorithm="sha1"'), `|<Certificate| ${none('The certificate')}`],
  [entry('name=" " thumbprint=""'), `|thumbprint=""| ${none('The certificate')}`],
  // A file instead.
  [entry('name="web" sourceLocation="/web.pfx"')],
  [entry('name="web" sourceLocation="/web.pfx" thumbprint=""')],
  [certificateElement(knownThumbprint)],
  [certificateElement('#{X}#')],
  [certificateElement('A')],
  [entry('name="web" thumbprint')],
  [entry('name="web" thumbprint=')],
  ['<Certificate name="web"'],
]);

const one = 'The thumbprint contains a hidden character';
describeRule('thumbprint-hidden-characters', [
  [certificateElement(`\u200E${knownThumbprint}`), `|\u200E${knownThumbprint}| ${one} (U+200E). Remove it.`],
  [certificateElement(`&#x200E;${knownThumbprint}`), `|&#x200E;${knownThumbprint}| ${one} (U+200E). Remove it.`],
  [certificateElement(`${knownThumbprint}\u00A0`), `|${knownThumbprint}\u00A0| ${one} (U+00A0). Remove it.`],
  [certificateElement(`\u{E0001}${lower}`), `|\u{E0001}${lower}| ${one} (U+E0001). Remove it.`],
  [
    certificateElement(`\u200E${knownThumbprint}\u200E`),
    `|\u200E${knownThumbprint}\u200E| The thumbprint contains 2 hidden characters (U+200E). Remove them.`,
  ],
  [
    certificateElement(`\u200E${knownThumbprint}\u200B`),
    `|\u200E${knownThumbprint}\u200B| The thumbprint contains 2 hidden characters (U+200E, U+200B). Remove them.`,
  ],
  [certificateElement('\u200E#{X}#'), `|\u200E#{X}#| ${one} (U+200E). Remove it.`],
  [certificateElement('\u200Eabc'), `|\u200Eabc| ${one} (U+200E). Remove it.`],
  [certificateElement(knownThumbprint)],
  [certificateElement(` ${knownThumbprint}\t`)],
  [certificateElement('\u200E')],
  [certificateElement('\u200EYOUR THUMBPRINT')],
]);

describeRule('thumbprint-malformed', [
  [
    certificateElement(knownThumbprint.slice(1)),
    `|${knownThumbprint.slice(1)}| A thumbprint has 40 hexadecimal digits, but this value has 39. Copy the thumbprint again.`,
  ],
  [
    certificateElement('A'),
    '|A| A thumbprint has 40 hexadecimal digits, but this value has 1. Copy the thumbprint again.',
  ],
  [
    certificateElement(`${knownThumbprint.slice(1)}O`),
    `|${knownThumbprint.slice(1)}O| A thumbprint has only hexadecimal digits, but this value contains "O". Copy the thumbprint again.`,
  ],
  [
    certificateElement(`\u0410${knownThumbprint.slice(1)}`),
    `|\u0410${knownThumbprint.slice(1)}| A thumbprint has only hexadecimal digits, but this value contains "\u0410" (U+0410). Copy the thumbprint again.`,
  ],
  [
    certificateElement(sha256),
    `|${sha256}| This is a SHA-256 hash, but a thumbprint is a SHA-1 hash. Choose the certificate from Key Vault.`,
  ],
  [
    certificateElement('fLi3U52HunIVNXubkEnf8tP6Wbo'),
    '|fLi3U52HunIVNXubkEnf8tP6Wbo| This is the x5t value from Key Vault, which is the thumbprint in base64. Convert it to hexadecimal digits.',
  ],
  [
    certificateElement(`sha1:${knownThumbprint}`),
    `|sha1:${knownThumbprint}| This value contains more than a thumbprint. Keep only the 40 hexadecimal digits.`,
  ],
  [
    certificateElement('-----BEGIN CERTIFICATE-----'),
    '|-----BEGIN CERTIFICATE-----| This is the certificate itself, not its thumbprint. Use the 40 hexadecimal digits of the thumbprint.',
  ],
  [
    certificateElement('2cc2b7d5-9f1a-4a3b-8c1d-0123456789ab'),
    '|2cc2b7d5-9f1a-4a3b-8c1d-0123456789ab| This is a GUID, not a thumbprint. Use the 40 hexadecimal digits of the thumbprint.',
  ],
  [
    certificateElement('https://contoso.example/web'),
    '|https://contoso.example/web| This is a URL, not a thumbprint. Choose a certificate from Key Vault.',
  ],
  [
    certificateElement('https://contoso.vault.azure.net/certificates/web'),
    '|https://contoso.vault.azure.net/certificates/web| This is the Key Vault identifier of web, not its thumbprint. Choose the certificate from Key Vault.',
  ],
  [
    certificateElement('contoso-web'),
    '|contoso-web| This is not a thumbprint of 40 hexadecimal digits. Choose a certificate from Key Vault.',
  ],
  ...[knownThumbprint, lower, `&#x200E;${knownThumbprint}`, '#{X}#', 'YOUR THUMBPRINT', '0', '', ' '].map(
    (value): Row => [certificateElement(value)],
  ),
  [entry('name="web"')],
  ['<Certificate name="web" thumbprint="abc'],
]);

const style = 'The thumbprint is not written as 40 uppercase digits without separators.';
describeRule('thumbprint-style', [
  [certificateElement(lower), `|${lower}| ${style}`],
  [certificateElement(` ${knownThumbprint}`), `| ${knownThumbprint}| ${style}`],
  [certificateElement(`&#32;${knownThumbprint}`), `|&#32;${knownThumbprint}| ${style}`],
  [
    certificateElement(`${knownThumbprint.slice(0, 20)}\n${knownThumbprint.slice(20)}`),
    `|${knownThumbprint.slice(0, 20)}\n${knownThumbprint.slice(20)}| ${style}`,
  ],
  ...[knownThumbprint, `\u200E${lower}`, knownThumbprint.slice(1), '#{X}#', ''].map((value): Row => [
    certificateElement(value),
  ]),
]);

const placeholder = 'Placeholder. Not checked against Key Vault until it is replaced with a thumbprint.';
describeRule('thumbprint-placeholder', [
  ...['#{X}#', '__X__', '%X%', 'YOUR_THUMBPRINT', '0', '0'.repeat(40), 'ABC0000000000000000000000000000000000CBA'].map(
    (value): Row => [certificateElement(value), `|${value}| ${placeholder}`],
  ),
  [certificateElement('&lt;X&gt;'), `|&lt;X&gt;| ${placeholder}`],
  ...[knownThumbprint, lower, knownThumbprint.slice(1), ''].map((value): Row => [certificateElement(value)]),
]);

const exactly = (algorithm: string): string => `Attribute "thumbprintAlgorithm" must be "sha1", not "${algorithm}".`;
const missing = 'Attribute "thumbprintAlgorithm" is required on <Certificate>. Add thumbprintAlgorithm="sha1".';
const withAlgorithm = (value: string): string =>
  entry(`name="web" thumbprint="${knownThumbprint}" thumbprintAlgorithm="${value}"`);
describeRule('thumbprint-algorithm', [
  [entry(`name="web" thumbprint="${knownThumbprint}"`), `|<Certificate| ${missing}`],
  [entry(`name="web" thumbprint="#{X}#"`), `|<Certificate| ${missing}`],
  [entry('name="web" thumbprint=""'), `|<Certificate| ${missing}`],
  [entry(`name="web" sourceLocation="/web.pfx" thumbprint="${knownThumbprint}"`), `|<Certificate| ${missing}`],
  [withAlgorithm(''), '|thumbprintAlgorithm=""| Attribute "thumbprintAlgorithm" is empty. Set it to "sha1".'],
  ...['SHA1', 'sha256', ' sha1', 'sha-1'].map((value): Row => [withAlgorithm(value), `|${value}| ${exactly(value)}`]),
  [withAlgorithm('&#x73;ha1')],
  [entry('name="web" sourceLocation="/web.pfx"')],
  [entry('name="web" sourceLocation="/web.pfx" thumbprint=""')],
  [entry(`name="web" thumbprint="${knownThumbprint}" thumbprintAlgorithm`)],
  [`<Certificate name="web" thumbprint="${knownThumbprint}"`],
  [`<Certificate name="web" thumbprint="${knownThumbprint}" thumbprintAlgorithm="`],
]);

describe('Every message about an entry', () => {
  it('states the problem in its first 80 characters and ends with a full stop', () => {
    const texts = [
      knownThumbprint.slice(1),
      `${knownThumbprint.slice(1)}O`,
      sha256,
      'fLi3U52HunIVNXubkEnf8tP6Wbo',
      `x${knownThumbprint}`,
      'MIIDdzCC',
      'https://contoso.vault.azure.net/certificates/web',
      'https://contoso.example/web',
      '',
      '#{X}#',
      lower,
      `\u200E${knownThumbprint}`,
    ];
    const lines = [
      ...texts.map((value) => certificateElement(value)),
      entry('a="b"'),
      withAlgorithm('x'),
      certificateElement(knownThumbprint, 'a') + certificateElement(knownThumbprint, 'a'),
    ].flatMap((entries) => findingLines(webRoleWith(entries)));
    for (const line of lines) {
      const words = line.replace(/^\S+ \|[^|]*\| /, '');
      const [first = ''] = /^[^.:]*/.exec(words) ?? [];
      assert.ok(first.length > 8 && first.length <= 80 && words.endsWith('.'), words);
    }
  });
});
