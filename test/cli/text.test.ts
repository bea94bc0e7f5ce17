import assert from 'node:assert/strict';
import { formatJson } from '../../src/cli/formats/json';
import { formatText } from '../../src/cli/formats/text';
import type { ReportedFinding } from '../../src/cli/formats/finding';
import type { Report, ReportedVerdict } from '../../src/cli/formats/report';

const range = { start: { line: 11, character: 45 }, end: { line: 11, character: 85 } };
const finding = (severity: ReportedFinding['severity'], code: string, message: string): ReportedFinding => ({
  code,
  severity,
  message,
  range,
});
const certificate = (verdict: ReportedVerdict): Report['files'][number]['certificates'][number] => ({
  role: 'Web',
  name: 'Tls',
  thumbprint: '',
  normalized: null,
  range,
  verdict,
});

const report: Report = {
  version: 1,
  files: [
    {
      path: 'a.cscfg',
      certificates: [certificate({ kind: 'expired' }), certificate({ kind: 'unverified', reason: 'firewall' })],
      findings: [finding('error', 'certificate-expired', 'Expired.'), finding('information', 'some-hint', 'Well.')],
    },
    { path: 'quiet.cscfg', certificates: [], findings: [] },
    { path: 'sub/b.cscfg', certificates: [], findings: [finding('warning', 'certificate-outdated', 'Outdated.')] },
  ],
  vaults: [
    { url: 'https://one.vault.azure.net', state: 'listed', certificates: 1, requests: 2, milliseconds: 3 },
    {
      url: 'https://two.vault.azure.net',
      state: 'failed',
      error: { kind: 'firewall', message: 'Kept out.' },
      certificates: 0,
      requests: 2,
      milliseconds: 3,
    },
  ],
  summary: { files: 3, certificates: 2, errors: 1, warnings: 1 },
};
const plain = { colours: false, offline: false };
const single: Report = { ...report, files: report.files.slice(0, 1), vaults: [] };

describe('The text for people', () => {
  it('has the findings file by file, the vaults and a summary', () => {
    assert.equal(
      formatText(report, plain),
      `a.cscfg:12:46 error certificate-expired Expired.
a.cscfg:12:46 information some-hint Well.

sub/b.cscfg:12:46 warning certificate-outdated Outdated.

https://one.vault.azure.net 1 certificate
https://two.vault.azure.net could not be read: Kept out.

3 files, 2 certificates (1 not verified): 1 error, 1 warning, 1 informational
`,
    );
  });

  it('reports that no vault was read if a thumbprint is unverified', () => {
    const [, asked] = formatText(single, plain).split('\n\n');
    assert.equal(asked, 'No key vault was read. Specify one with --vault.');
    const [, offline] = formatText(single, { ...plain, offline: true }).split('\n\n');
    assert.equal(offline, 'No key vault was read (--offline).');
  });

  it('is one line without findings', () => {
    const summary = { files: 1, certificates: 0, errors: 0, warnings: 0 };
    const nothing: Report = { version: 1, files: report.files.slice(1, 2), vaults: [], summary };
    assert.equal(formatText(nothing, plain), '1 file, 0 certificates: no findings\n');
  });

  it('does not report success if nothing was checked', () => {
    assert.equal(formatText({ ...single, files: [] }, plain), 'No files were checked.\n');
  });

  it('has colors if enabled, with the same text', () => {
    const coloured = formatText(report, { ...plain, colours: true });
    assert.ok(coloured.includes('\u001b[31merror\u001b[39m \u001b[90mcertificate-expired\u001b[39m Expired.'));
    assert.ok(coloured.includes('\u001b[31mcould not be read\u001b[39m'));
    // eslint-disable-next-line no-control-regex -- these are the colours.
    assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), formatText(report, plain));
  });
});

describe('Text from documents, vaults and file names', () => {
  const nasty = '\u001b[2J\u009b1m\u202e\u200e\u2028\r\n\u{e0001}\ud800';
  const poisoned: Report = {
    ...single,
    files: [{ path: `${nasty}.cscfg`, certificates: [], findings: [finding('error', 'thumbprint-malformed', nasty)] }],
    vaults: [
      {
        url: 'https://one.vault.azure.net',
        state: 'failed',
        error: { kind: 'service', message: nasty },
        certificates: 0,
        requests: 1,
        milliseconds: 1,
      },
    ],
  };
  const escaped = '\\u001B[2J\\u009B1m\\u202E\\u200E\\u2028\\u000D\\u000A\\uDB40\\uDC01\\uD800';
  const steering = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

  it('do not steer the terminal', () => {
    const text = formatText(poisoned, plain);
    assert.doesNotMatch(text, steering);
    const [first, , vault] = text.split('\n');
    assert.equal(first, `${escaped}.cscfg:12:46 error thumbprint-malformed ${escaped}`);
    assert.equal(vault, `https://one.vault.azure.net could not be read: ${escaped}`);
  });

  it('do not in JSON either, and keep their meaning', () => {
    const json = formatJson(poisoned);
    assert.doesNotMatch(json, steering);
    assert.deepEqual(JSON.parse(json), poisoned);
  });
});
