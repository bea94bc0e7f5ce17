import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import { importFailureMessage } from '../../../src/vault/write/messages';
import type { ImportResult } from '../../../src/vault/write/requests';
import { makePfx } from '../../emulator/pfx';
import type { EmulatedVault } from '../../emulator/vault';
import { makeCertificate, newRsaKeys } from '../../emulator/x509';
import { contoso, openLab, type Lab } from './lab';

const password = 'correct horse battery staple';

describe('Importing a PFX file', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  let pfx: Buffer;
  let thumbprint: string;

  before(async () => {
    lab = await openLab();
    vault = lab.emulator.vault('contoso');
    const keys = await newRsaKeys();
    const period = { notBefore: lab.emulator.now - 1000, notAfter: lab.emulator.now + 86_400_000 * 90 };
    const der = makeCertificate({ subject: [['CN', 'new.contoso.com']], keys, ...period });
    thumbprint = createHash('sha1').update(der).digest('hex').toUpperCase();
    pfx = makePfx({ keys: [keys.privateKey], certificates: [der], password });
  });
  beforeEach(() => {
    lab.reset();
    vault.remove('imported');
  });
  after(() => lab.close());

  const importIt = (reader: VaultReader, certificate = 'imported', signal?: AbortSignal): Promise<ImportResult> =>
    reader.importCertificate(
      contoso,
      { certificate, pfx, password, thumbprint },
      { interactive: true, ...(signal === undefined ? {} : { signal }) },
    );
  const posts = (): readonly string[] => lab.emulator.log.asked('contoso').filter((line) => line.startsWith('POST'));
  /** Resolves when the vault has the request. */
  const sent = async (): Promise<void> => {
    while (!lab.emulator.log.requests.some(({ path }) => path.endsWith('/import'))) {
      await new Promise(setImmediate);
    }
  };
  const messageOf = (result: ImportResult): string => {
    assert.equal(result.state, 'failed');
    return importFailureMessage('imported', result.failure, result.isUnknown);
  };

  it('adds the certificate, exportable and as PKCS #12, and then finds its thumbprint', async () => {
    const reader = lab.reader();
    const result = await importIt(reader);
    assert.equal(result.state, 'imported');
    assert.equal(result.version.thumbprint, thumbprint);
    const { spec } = vault.certificate('imported');
    assert.deepEqual([spec.exportable, spec.contentType], [true, undefined]);
    const verdict = judge(thumbprint, [reader.snapshot(contoso)], { now: lab.emulator.now, expiryWarningDays: 30 });
    assert.equal(verdict.kind, 'current');
    assert.deepEqual(posts(), ['POST /certificates/imported/import']);
  });

  it('adds a version to an existing certificate, with a policy that a role can use', async () => {
    vault.add({ name: 'imported', contentType: 'application/x-pem-file', versions: [{ from: -300, to: 10 }] });
    const old = lab.emulator.thumbprint('imported');
    const reader = lab.reader();
    assert.equal((await importIt(reader)).state, 'imported');
    const versions = vault.certificate('imported').versions.map((one) => one.thumbprint);
    assert.deepEqual(versions, [old, thumbprint]);
    assert.equal(vault.certificate('imported').spec.contentType, undefined);
  });

  it('logs the operation with its host and request ID, and neither the password nor the key', async () => {
    await importIt(lab.reader());
    const text = lab.lines.join('\n');
    assert.match(text, /info contoso\.vault\.azure\.net POST \/certificates\/imported\/import 200 [0-9a-f-]{36}/);
    assert.ok(!text.includes(password));
    assert.ok(!text.includes(pfx.toString('base64').slice(0, 40)));
  });

  it('reports a name that a deleted certificate has', async () => {
    vault.add({ name: 'imported', versions: [{ from: -10, to: 355 }], deleted: { on: -1, purge: 89 } });
    const result = await importIt(lab.reader());
    assert.equal(
      messageOf(result),
      'imported is the name of a deleted certificate in contoso.vault.azure.net. Recover that certificate, or use another name.',
    );
    assert.equal(vault.certificate('imported').versions.length, 1);
  });

  it('reports that a version of the certificate is being created', async () => {
    vault.add({ name: 'imported', pending: true, versions: [{ from: 0, to: 365 }] });
    assert.equal(
      messageOf(await importIt(lab.reader())),
      'A version of imported is being created in contoso.vault.azure.net. Wait until it is finished, or cancel it.',
    );
  });

  it('reports which right is missing, by roles and by access policies', async () => {
    vault.deny('rbac', { actions: ['import'] });
    assert.equal(
      messageOf(await importIt(lab.reader())),
      'Your account is not allowed to import a certificate into contoso.vault.azure.net. Ask for the role Key Vault Certificates Officer.',
    );
    lab.reset();
    vault.deny('policy', { actions: ['import'] });
    assert.equal(
      messageOf(await importIt(lab.reader())),
      'Your account is not allowed to import a certificate into contoso.vault.azure.net. Ask for an access policy with the certificate permission Import.',
    );
    assert.equal(vault.find('imported'), undefined);
  });

  it('reports that the vault does not accept the file', async () => {
    const request = { certificate: 'imported', pfx, password: 'wrong', thumbprint };
    const result = await lab.reader().importCertificate(contoso, request);
    assert.equal(
      messageOf(result),
      'contoso.vault.azure.net does not accept the file: The specified PKCS#12 X.509 certificate content can not be read. Please check if certificate is in valid PKCS#12 format.',
    );
    assert.ok(!JSON.stringify(result).includes('wrong'));
  });

  for (const [kind, timeoutMs, cause] of [
    ['reset', 10_000, 'contoso.vault.azure.net cannot be reached (ECONNRESET).'],
    ['hang', 3000, 'The request to contoso.vault.azure.net timed out.'],
  ] as const) {
    it(`sends the request once and says that nothing was imported (${kind})`, async () => {
      vault.fail({ kind }, { path: /\/import$/ });
      const result = await importIt(lab.reader({ timeoutMs }));
      assert.equal(
        messageOf(result),
        `${cause} Check the network, the VPN, and the proxy, then try again. imported was not imported.`,
      );
      assert.equal(vault.find('imported'), undefined);
    });
  }

  it('reports a name whose certificate is being deleted', () => {
    const failure = { kind: 'service', status: 409, code: 'ObjectIsBeingDeleted', vault: contoso.url, at: 0 } as const;
    assert.equal(
      importFailureMessage('imported', failure, false),
      'imported is being deleted in contoso.vault.azure.net. Try again in a minute, or use another name.',
    );
  });

  it('recognizes an import whose response was lost', async () => {
    vault.fail({ kind: 'broken', how: 'shortBody' }, { path: /\/import$/ });
    const result = await importIt(lab.reader());
    assert.equal(result.state, 'imported');
    assert.equal(result.version.thumbprint, thumbprint);
    assert.equal(vault.certificate('imported').versions.length, 1);
  });

  it('says that the outcome is unknown if the vault cannot be reached afterwards', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    vault.fail({ kind: 'reset' });
    const result = await importIt(reader);
    assert.equal(result.state, 'failed');
    assert.equal(
      messageOf(result),
      'contoso.vault.azure.net cannot be reached (ECONNRESET). Check the network, the VPN, and the proxy, then try again. It is not known whether imported was imported. Refresh when the vault can be reached.',
    );
  });

  it('says only that the outcome is unknown if it was cancelled', async () => {
    const controller = new AbortController();
    vault.fail({ kind: 'hang' }, { path: /\/import$/ });
    vault.fail({ kind: 'reset' }, { path: /\/versions$/ });
    const importing = importIt(lab.reader(), 'imported', controller.signal);
    await sent();
    controller.abort();
    assert.equal(
      messageOf(await importing),
      'It is not known whether imported was imported. Refresh when the vault can be reached.',
    );
  });

  it('that is cancelled while the vault is read afterwards is reported as imported', async () => {
    const controller = new AbortController();
    const reader = lab.reader();
    await reader.list(contoso);
    vault.beforePage = () => {
      if (vault.find('imported') !== undefined) {
        controller.abort();
      }
    };
    const result = await importIt(reader, 'imported', controller.signal);
    assert.ok(result.state === 'imported');
    assert.equal(result.version.thumbprint, thumbprint);
  });

  it('is cancelled without a trace', async () => {
    vault.fail({ kind: 'hang' }, { path: /\/import$/ });
    const controller = new AbortController();
    const importing = importIt(lab.reader(), 'imported', controller.signal);
    await sent();
    controller.abort();
    const result = await importing;
    assert.equal(result.state, 'failed');
    assert.deepEqual([result.failure.kind, result.isUnknown], ['cancelled', false]);
    assert.equal(vault.find('imported'), undefined);
  });

  it('that was carried out before it was cancelled is reported', async () => {
    vault.fail({ kind: 'stall' }, { path: /\/import$/ });
    const controller = new AbortController();
    const importing = importIt(lab.reader(), 'imported', controller.signal);
    while (vault.find('imported') === undefined) {
      await new Promise(setImmediate);
    }
    controller.abort();
    assert.equal((await importing).state, 'imported');
  });
});
