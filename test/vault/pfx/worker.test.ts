import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type * as PfxBundle from '../../../src/vault/pfx/index';
import { makePfx } from '../../emulator/pfx';
import { makeCertificate, newRsaKeys } from '../../emulator/x509';

/** As a bundle, because the thread runs without the compiler of the tests. */
describe('The thread that reads certificate files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pfx-'));
  let read: typeof PfxBundle.readCertificateFile;
  let thumbprint: string;
  let pfx: Buffer;

  before(async () => {
    const outfile = join(folder, 'pfx.js');
    const entryPoints = [join(__dirname, '../../../src/vault/pfx/index.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', logLevel: 'error' });
    read = (createRequire(outfile)(outfile) as typeof PfxBundle).readCertificateFile;
    const keys = await newRsaKeys();
    const period = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) };
    const der = makeCertificate({ subject: [['CN', 'www.contoso.com']], keys, ...period });
    thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
    pfx = makePfx({ keys: [keys.privateKey], certificates: [der], password: 'secret', iterations: 20_000 });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('opens a file with the right password, and leaves its bytes to the caller', async () => {
    const bytes = Uint8Array.from(pfx);
    const reading = await read(bytes, 'secret', undefined);
    assert.ok(reading.ok, reading.ok ? '' : reading.problem);
    assert.equal(reading.file.certificate.thumbprint, thumbprint);
    assert.deepEqual(await read(bytes, 'wrong', undefined), { ok: false, problem: 'wrongPassword' });
  });

  it('lets everything else go on while it reads', async () => {
    const order: string[] = [];
    const other = new Promise<void>((resolve) => {
      setImmediate(() => {
        order.push('something else');
        resolve();
      });
    });
    const reading = read(pfx, 'secret', undefined).then(() => order.push('the file'));
    await Promise.all([other, reading]);
    assert.deepEqual(order, ['something else', 'the file']);
  });

  it('ends when it is aborted, before and during the reading', async () => {
    await assert.rejects(read(pfx, 'secret', AbortSignal.abort()), { name: 'AbortError' });
    const user = new AbortController();
    const reading = assert.rejects(read(pfx, 'secret', user.signal), { name: 'AbortError' });
    user.abort();
    await reading;
  });
});
