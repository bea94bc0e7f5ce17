import assert from 'node:assert/strict';
import { jsonWriter } from '../../src/cli/formats/json';
import type { ReportedVault, ReportedVerdict } from '../../src/cli/formats/report';
import { sourceLines } from '../../src/cli/formats/sourceLines';
import { textWriter } from '../../src/cli/formats/text';
import type { CheckedFile } from '../../src/cli/formats/writer';
import { fileWith, findingWith, written } from './formats';

const certificate = (verdict: ReportedVerdict): CheckedFile['certificates'][number] => ({
  role: 'Web',
  name: 'Tls',
  thumbprint: '',
  normalized: null,
  range: { start: { line: 1, character: 6 }, end: { line: 1, character: 11 } },
  verdict,
});

const replace = { title: 'Replace with contoso-web', edits: [] };
const first: CheckedFile = {
  ...fileWith(
    'a.cscfg',
    findingWith('error', 'certificate-expired', 'Expired.', replace),
    findingWith('information', 'thumbprint-style', 'Well.'),
  ),
  certificates: [certificate({ kind: 'expired' }), certificate({ kind: 'unverified', reason: 'firewall' })],
};
const files = [
  first,
  fileWith('quiet.cscfg'),
  fileWith('sub/b.cscfg', findingWith('warning', 'certificate-outdated', 'Outdated.')),
];
const counts = { requests: 2, milliseconds: 3 };
const vaults: readonly ReportedVault[] = [
  { url: 'https://one.vault.azure.net', state: 'listed', complete: true, certificates: 1, ...counts },
  { url: 'https://many.vault.azure.net', state: 'listed', complete: false, certificates: 25, ...counts },
  {
    url: 'https://two.vault.azure.net',
    state: 'failed',
    error: { kind: 'firewall', message: 'Kept out.' },
    certificates: 0,
    ...counts,
  },
];
const plain = { colours: false, offline: false };
const text = (...args: Parameters<typeof written> extends [unknown, ...infer Rest] ? Rest : never): string =>
  written(textWriter(plain), ...args);

describe('The text for people', () => {
  it('has the findings with their source and next step, the vaults, a table, and a summary', () => {
    assert.equal(
      text(files, { vaults }),
      `a.cscfg:2:7 error certificate-expired Expired.
2 |   <a b="value" />
  |       ^~~~~
  = Replace with contoso-web
a.cscfg:2:7 information thumbprint-style Well.
2 |   <a b="value" />
  |       ^~~~~
  = Rewrite it as 40 uppercase digits

sub/b.cscfg:2:7 warning certificate-outdated Outdated.
2 |   <a b="value" />
  |       ^~~~~
  = Update to the newest version

https://one.vault.azure.net 1 certificate
https://many.vault.azure.net 25 certificates read
https://two.vault.azure.net could not be read: Kept out.

Rule                  Severity     Findings  Files
certificate-expired   error               1      1
certificate-outdated  warning             1      1
thumbprint-style      information         1      1

3 files, 2 certificates (1 not verified): 1 error, 1 warning, 1 informational
`,
    );
  });

  it('reports that no vault was read if a thumbprint is unverified', () => {
    const quiet = { ...first, findings: [] };
    assert.match(text([quiet]), /^No key vault was read\. Specify one with --vault\.\n\n/);
    assert.match(
      written(textWriter({ ...plain, offline: true }), [quiet]),
      /^No key vault was read \(--offline\)\.\n\n/,
    );
  });

  it('is one line without findings', () => {
    assert.equal(text([fileWith('quiet.cscfg')]), '1 file, 0 certificates: no findings\n');
  });

  it('does not report success if nothing was checked', () => {
    assert.equal(text([]), 'No files were checked.\n');
  });

  it('counts the findings of a baseline', () => {
    const end = text([fileWith('a.cscfg')], { baseline: { known: 2, gone: 1 } });
    assert.equal(
      end,
      `2 findings of the baseline not reported.
1 finding of the baseline no longer found. Update it with --write-baseline.
1 file, 0 certificates: no findings
`,
    );
  });

  it('has colors if enabled, with the same text', () => {
    const coloured = written(textWriter({ ...plain, colours: true }), files, { vaults });
    assert.ok(coloured.includes('\u001b[31merror\u001b[39m \u001b[90mcertificate-expired\u001b[39m Expired.'));
    assert.ok(coloured.includes('\u001b[31m^~~~~\u001b[39m'));
    assert.ok(coloured.includes('\u001b[31mcould not be read\u001b[39m'));
    // eslint-disable-next-line no-control-regex -- these are the colours.
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), text(files, { vaults }));
  });
});

describe('The line of a finding in the text', () => {
  const shown = (line: string, from: number, to: number): string => {
    const range = { start: { line: 1, character: from }, end: { line: 1, character: to } };
    const source = sourceLines(`first\r\n${line}\r\nlast`, range);
    return source === undefined ? '' : `${source.line}\n${source.indent}${source.caret}`;
  };

  it('has the caret at the start of the range', () => {
    assert.equal(shown('<a b="c">', 6, 7), '<a b="c">\n      ^');
    assert.equal(shown('<a b="c">', 0, 9), '<a b="c">\n^~~~~~~~~');
    assert.equal(shown('<a b="c">', 9, 9), '<a b="c">\n         ^');
  });

  it('shows tabs as spaces and escapes what a terminal would obey, with the caret in its place', () => {
    assert.equal(shown('\t<a/>', 1, 3), '    <a/>\n    ^~');
    assert.equal(shown('\u200e<a/>', 1, 3), '\\u200E<a/>\n      ^~');
    assert.equal(shown('證書<a/>', 2, 4), '證書<a/>\n    ^~');
  });

  it('is cut around the range if it is long', () => {
    const lines = shown(`${'x'.repeat(500)}<a/>${'y'.repeat(500)}`, 500, 504).split('\n');
    assert.ok(lines.every((line) => line.length <= 190));
    assert.equal(lines[0]?.indexOf('<a/>'), lines[1]?.indexOf('^~~~'));
  });

  it('is left out if it is blank', () => {
    assert.equal(shown('  ', 0, 1), '');
  });
});

describe('Text from documents, vaults and file names', () => {
  const nasty = '\u001b[2J\u009b1m\u202e\u200e\u2028\r\n\u{e0001}\ud800';
  const poisoned = [fileWith(`${nasty}.cscfg`, findingWith('error', 'thumbprint-malformed', nasty))];
  const failed: ReportedVault = {
    url: 'https://one.vault.azure.net',
    state: 'failed',
    error: { kind: 'service', message: nasty },
    certificates: 0,
    ...counts,
  };
  const escaped = '\\u001B[2J\\u009B1m\\u202E\\u200E\\u2028\\u000D\\u000A\\uDB40\\uDC01\\uD800';
  const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

  it('do not steer the terminal', () => {
    const output = text(poisoned, { vaults: [failed] });
    assert.doesNotMatch(output, steering);
    assert.ok(output.startsWith(`${escaped}.cscfg:2:7 error thumbprint-malformed ${escaped}\n`));
    assert.ok(output.includes(`https://one.vault.azure.net could not be read: ${escaped}\n`));
  });

  it('do not in JSON either, and keep their meaning', () => {
    const json = written(jsonWriter(), poisoned, { vaults: [failed] });
    assert.doesNotMatch(json, steering);
    const range = { start: { line: 1, character: 6 }, end: { line: 1, character: 11 } };
    const expected = {
      version: 1,
      files: [
        {
          path: `${nasty}.cscfg`,
          certificates: [],
          findings: [{ code: 'thumbprint-malformed', severity: 'error', message: nasty, range }],
        },
      ],
      vaults: [failed],
      summary: { files: 1, certificates: 0, errors: 1, warnings: 0 },
    };
    assert.deepEqual(JSON.parse(json), expected);
  });
});

describe('The JSON report', () => {
  it('is written file by file as JSON.stringify would write it', () => {
    for (const some of [files, files.slice(1, 2), []]) {
      const json = written(jsonWriter(), some, { vaults });
      assert.equal(json, `${JSON.stringify(JSON.parse(json), undefined, 2)}\n`);
    }
  });
});
