import type { CertificateVersion } from '../../certificate/verdict';
import { NotAVault } from '../client/errors';
import { versionOf } from '../client/listEntries';
import { certificateUrl } from '../client/pending';
import { sendJson } from '../client/pipeline';
import type { FailureKind, VaultFailure } from '../failure';
import type { ReadOptions } from '../readOptions';
import type { VaultClient } from '../snapshot/vaultClient';
import { refresh } from './changes';
import type { ImportRequest, ImportResult } from './requests';

/** Failures after which the vault may have carried out the request. */
const uncertain: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'offline',
  'timeout',
  'service',
  'cancelled',
  'notAVault',
]);

export function isUncertain({ kind, status = 500 }: VaultFailure): boolean {
  return uncertain.has(kind) && (status < 400 || status >= 500);
}

/**
 * Imports a PFX file with an exportable policy, then reads the vault again. After a lost response or a cancellation,
 * the versions of the certificate tell whether it was imported. The request is sent at most once.
 */
export async function importCertificate(
  vault: VaultClient,
  request: ImportRequest,
  options: ReadOptions,
): Promise<ImportResult> {
  const { url } = vault.address;
  const body = importBody(request);
  // An object, because the assignment is in a callback.
  const sent = { is: false };
  const outcome = await vault.change(options, async (client) => {
    sent.is = true;
    const operation = certificateUrl(url, request.certificate, 'import');
    return versionIn(url, await sendJson(client, { method: 'POST', url: operation, body }));
  });
  body.fill(0);
  if (outcome.ok) {
    await refresh(vault, request.certificate, options);
    return { state: 'imported', version: outcome.value };
  }
  const { failure } = outcome;
  if (!sent.is || !isUncertain(failure)) {
    return { state: 'failed', failure, isUnknown: false };
  }
  const found = await imported(vault, request);
  return found === undefined || found === 'unknown'
    ? { state: 'failed', failure, isUnknown: found === 'unknown' }
    : { state: 'imported', version: found };
}

/** The version with the thumbprint of the file; `unknown` if the vault cannot be read. */
async function imported(
  vault: VaultClient,
  { certificate, thumbprint }: ImportRequest,
): Promise<CertificateVersion | 'unknown' | undefined> {
  try {
    const signal = AbortSignal.timeout(vault.timeoutMs);
    const listed = await vault.versions(certificate, { refresh: true, signal });
    const version = listed.ok ? listed.value.find((one) => one.thumbprint === thumbprint) : 'unknown';
    if (typeof version === 'object') {
      await refresh(vault, certificate, { signal });
    }
    return version;
  } catch {
    return 'unknown';
  }
}

/**
 * The JSON as bytes, which the caller clears. Without a policy, the service would apply the one of the existing
 * certificate, which can be PEM or not exportable, so that no role could receive the new version.
 */
function importBody({ pfx, password }: ImportRequest): Buffer {
  const policy = { key_props: { exportable: true }, secret_props: { contentType: 'application/x-pkcs12' } };
  const value = Buffer.from(pfx).toString('base64');
  return Buffer.from(JSON.stringify({ value, pwd: password, policy }));
}

/** The version in a certificate bundle. */
export function versionIn(vault: string, bundle: unknown): CertificateVersion {
  const entry = versionOf(vault, bundle);
  if (entry.state !== 'read') {
    throw new NotAVault('The response contains no certificate.');
  }
  return entry.value;
}
