import { unlessAborted } from '../abort';
import type { CertificateVersion } from '../../certificate/verdict';
import type { VaultFailure } from '../failure';
import type { ReadOptions } from '../readOptions';
import { neverEnough } from '../snapshot/certificateList';
import { stillRecovering } from './messages';
import type { VaultClient } from '../snapshot/vaultClient';

/** The polling interval of a recovery, which takes about ten seconds. */
const pollMs = 2000;

/** Limits the recovery to this multiple of the time-out of a request. */
const maxTimeouts = 6;

/**
 * Recovers a deleted certificate, waits for the result, and reads the vault again. Fails with the code
 * `stillRecovering` when the wait times out, after two minutes by default.
 */
export async function recoverCertificate(
  vault: VaultClient,
  { certificate }: CertificateVersion,
  options: ReadOptions,
): Promise<VaultFailure | undefined> {
  const outcome = await vault.change(options, async (client) => {
    const poller = await client.beginRecoverDeletedCertificate(certificate, { intervalInMs: pollMs });
    const timer = AbortSignal.timeout(maxTimeouts * vault.timeoutMs);
    try {
      await unlessAborted(poller.pollUntilDone(), options.signal, timer);
      return true;
    } catch (error) {
      if (!timer.aborted || options.signal?.aborted === true) {
        throw error;
      }
      return false;
    } finally {
      poller.stopPolling();
    }
  });
  if (!outcome.ok) {
    return outcome.failure;
  }
  await refresh(vault, certificate, options);
  return outcome.value
    ? undefined
    : { kind: 'timeout', code: stillRecovering, vault: vault.address.url, at: Date.now() };
}

/** Enables or disables the version that has this thumbprint, and reads the vault anew. */
export async function setEnabled(
  vault: VaultClient,
  version: CertificateVersion,
  enabled: boolean,
  options: ReadOptions,
): Promise<VaultFailure | undefined> {
  const { certificate, thumbprint } = version;
  const listed = await vault.versions(certificate, options);
  if (!listed.ok) {
    return listed.failure;
  }
  const number = listed.value.find((one) => one.thumbprint === thumbprint)?.version;
  if (number === undefined) {
    return { kind: 'notFound', vault: vault.address.url, at: Date.now() };
  }
  const outcome = await vault.change(options, (client) =>
    client.updateCertificateProperties(certificate, number, { enabled }),
  );
  if (!outcome.ok) {
    return outcome.failure;
  }
  await refresh(vault, certificate, options);
  return undefined;
}

/** Reads the vault anew after a change. Aborting ends the reading, but not with an error: the vault has changed. */
export async function refresh(vault: VaultClient, certificate: string, { signal }: ReadOptions): Promise<void> {
  const again: ReadOptions = { refresh: true, ...(signal === undefined ? {} : { signal }) };
  try {
    await vault.list(again, neverEnough);
    await Promise.all([vault.versions(certificate, again), vault.deleted(again)]);
  } catch (error) {
    if (signal?.aborted !== true) {
      throw error;
    }
  }
}
