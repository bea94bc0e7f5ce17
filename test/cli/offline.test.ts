import assert from 'node:assert/strict';
import type { ReportedFile } from '../../src/cli/formats/report';
import { ended, run, start } from './program';
import { certificate, folderWith, reportOf, service, sound, thumbprint } from './service';

/** The report on the only file of a folder, without a vault. */
async function reported(content: string | Uint8Array, ...args: readonly string[]): Promise<ReportedFile> {
  const folder = folderWith({ 'a.cscfg': content });
  const [file] = reportOf(await run(['check', 'a.cscfg', '--format', 'json', ...args], { cwd: folder })).files;
  assert.ok(file);
  return file;
}

const range = (line: number, from: number, to: number): object => ({
  start: { line, character: from },
  end: { line, character: to },
});

describe('Without a vault, the command line', () => {
  const unverified = (reason: string): object => ({ kind: 'unverified', reason });

  it('reports every certificate with any mistake', async () => {
    const { certificates } = await reported(
      service(
        certificate('Exact', thumbprint),
        certificate('Style', '7c b8 b7 53 9d 87 ba 72 15 35 7b 9b 90 49 df f2 d3 fa 59 ba'),
        certificate('Hidden', `&#x200E;${thumbprint}`),
        certificate('Token', '#{Thumbprint}#'),
        certificate('Short', thumbprint.slice(1)),
        certificate('Empty', ''),
        '<Certificate name="Absent" thumbprintAlgorithm="sha1" />',
        '<Certificate></Certificate>',
      ),
      '--offline',
    );
    const at = (line: number, name: string, length: number): object => {
      const start = `      <Certificate name="${name}" thumbprint="`.length;
      return range(line, start, start + length);
    };
    const common = { role: 'Web', verdict: unverified('notAsked'), normalized: thumbprint };
    const malformed = { role: 'Web', verdict: { kind: 'malformed' }, normalized: null };
    assert.deepEqual(certificates, [
      { ...common, name: 'Exact', thumbprint, range: at(3, 'Exact', 40) },
      { ...common, name: 'Style', thumbprint: spaced(thumbprint), range: at(4, 'Style', 59) },
      { ...common, name: 'Hidden', thumbprint: `\u200e${thumbprint}`, range: at(5, 'Hidden', 48) },
      {
        ...malformed,
        name: 'Token',
        thumbprint: '#{Thumbprint}#',
        verdict: { kind: 'placeholder' },
        range: at(6, 'Token', 14),
      },
      { ...malformed, name: 'Short', thumbprint: thumbprint.slice(1), range: at(7, 'Short', 39) },
      { ...malformed, name: 'Empty', thumbprint: '', range: at(8, 'Empty', 0) },
      { ...malformed, name: 'Absent', thumbprint: null, range: range(9, 6, 62) },
      { ...malformed, name: '', thumbprint: null, range: range(10, 6, 33) },
    ]);
  });

  it('reports that no vault was specified', async () => {
    const { certificates } = await reported(sound);
    assert.deepEqual(
      certificates.map(({ verdict }) => verdict),
      [unverified('noVault')],
    );
  });

  it('reports problems that need no vault', async () => {
    const { findings } = await reported(
      service(certificate('Tls', thumbprint), certificate('tls', thumbprint.slice(1)), certificate('', '0')),
    );
    const found = findings.map(({ code, severity, range: { start } }) => [code, severity, start.line]);
    assert.deepEqual(found, [
      ['certificate-duplicate-name', 'error', 4],
      ['thumbprint-malformed', 'error', 4],
      ['certificate-name-missing', 'error', 5],
      ['thumbprint-placeholder', 'information', 5],
    ]);
    assert.deepEqual(Object.keys(findings[0] ?? {}), ['code', 'severity', 'message', 'range']);
    assert.deepEqual(findings[1]?.range, range(4, 42, 81));
  });

  const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const windowsText = sound.replaceAll('\n', '\r\n');
  const encodings: Readonly<Record<string, string | Uint8Array>> = {
    'LF.cscfg': sound,
    'CRLF.cscfg': windowsText,
    'CR.cscfg': sound.replaceAll('\n', '\r'),
    'UTF-8 with a byte order mark.cscfg': `\ufeff${windowsText}`,
    'UTF-16 little-endian.cscfg': utf16(windowsText, false),
    'UTF-16 big-endian.cscfg': utf16(sound, true),
    'a declaration that lies.cscfg': sound.replace('<S', '<?xml version="1.0" encoding="utf-16"?><S'),
  };
  it('counts lines and columns right in files of every encoding and line end', async () => {
    const folder = folderWith(encodings);
    const { files } = reportOf(await run(['check', '--format', 'json'], { cwd: folder }));
    assert.deepEqual(
      files.map(({ path, certificates }) => [path, certificates.map((one) => one.range)]),
      Object.keys(encodings)
        .sort()
        .map((path) => [path, [range(3, 42, 82)]]),
    );
  });

  it('does not count a byte order mark as a column', async () => {
    const line = sound.replaceAll('\n', '');
    const { certificates } = await reported(`\ufeff${line}`);
    const start = line.indexOf(thumbprint);
    assert.deepEqual(
      certificates.map((one) => one.range),
      [range(0, start, start + thumbprint.length)],
    );
  });

  it('counts columns in UTF-16 units, and values over several lines', async () => {
    const { certificates } = await reported(
      service(`<!--𝕏--> ${certificate('Ü', thumbprint)}`, certificate('Two', `7CB8\n${thumbprint.slice(4)}`)),
    );
    assert.deepEqual(certificates[0]?.range, range(3, 50, 90));
    assert.deepEqual(certificates[1]?.range, { start: { line: 4, character: 42 }, end: { line: 5, character: 36 } });
    assert.equal(certificates[1].thumbprint, `7CB8 ${thumbprint.slice(4)}`);
    assert.equal(certificates[1].normalized, thumbprint);
  });

  it('writes a large report completely to a pipe, and ends silently if the pipe is closed', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => certificate(`Tls${String(index)}`, thumbprint));
    const folder = folderWith({ 'a.cscfg': service(...many) });
    const args = ['check', '--offline', '--format', 'json'];
    const whole = await run(args, { cwd: folder });
    assert.deepEqual([whole.code, whole.stderr], [0, '']);
    assert.ok(whole.stdout.length > 1_000_000 && whole.stdout.endsWith('}\n'));
    assert.equal(reportOf(whole).summary.certificates, 5000);

    const child = await start(args, { cwd: folder });
    child.stdout.destroy();
    const { code, stderr } = await ended(child);
    assert.deepEqual([code, stderr], [0, '']);
  });
});

function spaced(text: string): string {
  return (text.match(/../g) ?? []).join(' ').toLowerCase();
}
