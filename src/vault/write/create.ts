import { RestError } from '@azure/core-rest-pipeline';
import { unlessAborted } from '../abort';
import { property } from '../../text/json';
import { NotAVault } from '../client/errors';
import { pagesOf } from '../client/lists';
import {
  certificateUrl,
  pendingOf,
  readPending,
  requestCancellation,
  type PendingCertificate,
} from '../client/pending';
import { sendJson } from '../client/pipeline';
import type { Outcome, VaultFailure } from '../failure';
import type { ReadOptions } from '../readOptions';
import { certificateKey } from '../snapshot/inventory';
import type { VaultClient } from '../snapshot/vaultClient';
import { refresh } from './changes';
import { isUncertain, versionIn } from './import';
import type { CreateOptions, CreateRequest, CreateResult } from './requests';

/** The polling interval; a self-signed certificate takes about ten seconds. */
const usualPollMs = 2000;

/** An issuer can take days, so the wait ends before the creation. */
const usualWaitMs = 120_000;

/** After this many failed polls in a row the state is unknown. */
const maxFailedPolls = 3;

/** The policy of a certificate that roles can receive, as JSON of the REST API. */
export function policyOf(request: CreateRequest): object {
  const { issuer, subject, dnsNames, validityMonths, keySize, lifetimeAction: lifetime } = request;
  const action = lifetime && {
    trigger: { days_before_expiry: lifetime.daysBeforeExpiry },
    action: { action_type: lifetime.action },
  };
  return {
    key_props: { exportable: true, kty: 'RSA', key_size: keySize, reuse_key: false },
    secret_props: { contentType: 'application/x-pkcs12' },
    x509_props: {
      subject,
      ...(dnsNames.length === 0 ? {} : { sans: { dns_names: dnsNames } }),
      validity_months: validityMonths,
    },
    ...(action === undefined ? {} : { lifetime_actions: [action] }),
    issuer: { name: issuer },
  };
}

/**
 * Creates a certificate, or a new version of it, and waits for the result. Aborting asks the vault to cancel the
 * creation and waits for its answer. The request is sent at most once.
 */
export function createCertificate(
  vault: VaultClient,
  request: CreateRequest,
  options: CreateOptions,
): Promise<CreateResult> {
  return create(vault, request.certificate, policyOf(request), options);
}

/** Creates a new version by the policy of the certificate. */
export async function renewCertificate(
  vault: VaultClient,
  certificate: string,
  options: CreateOptions,
): Promise<CreateResult> {
  const url = certificateUrl(vault.address.url, certificate, 'policy');
  const read = await vault.change(options, async (client) => {
    const body = await sendJson(client, { method: 'GET', url });
    if (typeof body !== 'object' || body === null) {
      throw new NotAVault('The response contains no policy.');
    }
    return body;
  });
  if (!read.ok) {
    return { state: 'policyUnread', failure: read.failure };
  }
  if (property(property(read.value, 'issuer'), 'name') === 'Unknown') {
    return { state: 'notRenewable' };
  }
  // The service writes these two.
  return create(vault, certificate, { ...read.value, id: undefined, attributes: undefined }, options);
}

/** Asks the vault to cancel the creation of a version, and waits for the answer. */
export function cancelPending(vault: VaultClient, certificate: string, options: CreateOptions): Promise<CreateResult> {
  return cancel(vault, certificate, options);
}

/** The names of the issuers of the vault. */
export function listIssuers(vault: VaultClient, options: ReadOptions): Promise<Outcome<readonly string[]>> {
  return vault.change(options, async (client) => {
    const names: string[] = [];
    for await (const { entries } of pagesOf(client, vault.address.url, '/certificates/issuers')) {
      names.push(...entries.flatMap((entry) => issuerIn(entry) ?? []));
    }
    return names;
  });
}

function issuerIn(entry: unknown): string | undefined {
  const id = property(entry, 'id');
  return typeof id === 'string' ? /\/certificates\/issuers\/([0-9a-z-]+)$/i.exec(id)?.[1] : undefined;
}

async function create(
  vault: VaultClient,
  certificate: string,
  policy: object,
  options: CreateOptions,
): Promise<CreateResult> {
  const { url } = vault.address;
  // An object, because the assignment is in a callback.
  const sent = { is: false };
  const begun = await vault.change(options, async (client) => {
    sent.is = true;
    const body = Buffer.from(JSON.stringify({ policy }));
    return pendingOf(
      certificate,
      await sendJson(client, { method: 'POST', url: certificateUrl(url, certificate, 'create'), body }),
    );
  });
  if (begun.ok) {
    return wait(vault, begun.value, options);
  }
  const { failure } = begun;
  if (!sent.is || !isUncertain(failure)) {
    return { state: 'failed', failure, isUnknown: false };
  }
  // The vault may have received the request.
  return isAborted(options.signal)
    ? cancel(vault, certificate, options, failure)
    : afterLostResponse(vault, certificate, failure, options);
}

async function afterLostResponse(
  vault: VaultClient,
  certificate: string,
  failure: VaultFailure,
  options: CreateOptions,
): Promise<CreateResult> {
  const known = vault.snapshot.newest.get(certificateKey(certificate))?.thumbprint;
  const read = await poll(vault, certificate, options);
  if (!read.ok) {
    return { state: 'failed', failure, isUnknown: true };
  }
  switch (read.value?.state) {
    case 'inProgress':
      return wait(vault, read.value, options);
    case 'completed': {
      // The creation may be an earlier one, whose version was known before.
      const result = await finish(vault, read.value);
      const isEarlier = result.state === 'created' && result.version.thumbprint === known;
      return isEarlier ? { state: 'failed', failure, isUnknown: false } : result;
    }
    default:
      return { state: 'failed', failure, isUnknown: false };
  }
}

/** Polls until the creation is over, the wait ends, or the caller aborts. */
async function wait(vault: VaultClient, begun: PendingCertificate, options: CreateOptions): Promise<CreateResult> {
  const { certificate } = begun;
  const { pollMs = usualPollMs, waitMs = usualWaitMs, onProgress, signal } = options;
  const end = performance.now() + waitMs;
  let failed = 0;
  for (let pending = begun; ;) {
    onProgress?.(pending);
    if (pending.state !== 'inProgress') {
      return finish(vault, pending);
    }
    vault.setPending(pending);
    if (performance.now() >= end) {
      return { state: 'pending', pending };
    }
    await pause(pollMs, signal);
    if (isAborted(signal)) {
      return cancel(vault, certificate, options);
    }
    const read = await poll(vault, certificate, options);
    if (isAborted(signal)) {
      return cancel(vault, certificate, options);
    }
    failed = read.ok ? 0 : failed + 1;
    if (!read.ok && failed >= maxFailedPolls) {
      return { state: 'failed', failure: read.failure, isUnknown: true };
    }
    pending = read.ok ? (read.value ?? { ...pending, state: 'cancelled' }) : pending;
  }
}

/** Undefined if there is no creation. */
function poll(
  vault: VaultClient,
  certificate: string,
  options: ReadOptions,
): Promise<Outcome<PendingCertificate | undefined>> {
  return vault.change(options, async (client) => {
    try {
      return await readPending(client, vault.address.url, certificate);
    } catch (error) {
      if (error instanceof RestError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  });
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await unlessAborted(over, signal);
  } catch {
    // The caller looks at the signal.
  } finally {
    clearTimeout(timer);
  }
}

/** `lost`: the failure of the request that may have begun the creation. */
async function cancel(
  vault: VaultClient,
  certificate: string,
  { pollMs = usualPollMs, onProgress }: CreateOptions,
  lost?: VaultFailure,
): Promise<CreateResult> {
  const options: ReadOptions = { signal: AbortSignal.timeout(Math.max(vault.timeoutMs, 5 * pollMs)) };
  const asked = await vault.change(options, (client) => requestCancellation(client, vault.address.url, certificate));
  for (;;) {
    const read = await poll(vault, certificate, options);
    if (!read.ok) {
      return { state: 'failed', failure: asked.ok ? read.failure : asked.failure, isUnknown: true };
    }
    const pending = read.value;
    if (pending === undefined) {
      return lost === undefined
        ? { state: 'cancelled', pending: { certificate, state: 'cancelled', issuer: 'Unknown', isCancelling: false } }
        : { state: 'failed', failure: lost, isUnknown: false };
    }
    onProgress?.(pending);
    if (pending.state !== 'inProgress') {
      return finish(vault, pending);
    }
    vault.setPending(pending);
    if (!asked.ok) {
      return { state: 'notCancelled', pending, failure: asked.failure };
    }
    await pause(pollMs, options.signal);
    if (isAborted(options.signal)) {
      return { state: 'pending', pending };
    }
  }
}

async function finish(vault: VaultClient, pending: PendingCertificate): Promise<CreateResult> {
  const { certificate, state } = pending;
  const { url } = vault.address;
  const options: ReadOptions = { signal: AbortSignal.timeout(3 * vault.timeoutMs) };
  if (state !== 'completed') {
    vault.setPending(pending);
    return { state: state === 'failed' ? 'refused' : 'cancelled', pending };
  }
  const read = await vault.change(options, async (client) =>
    versionIn(url, await sendJson(client, { method: 'GET', url: certificateUrl(url, certificate, '') })),
  );
  vault.setPending(pending);
  await refresh(vault, certificate, options);
  return read.ok
    ? { state: 'created', version: read.value }
    : { state: 'failed', failure: read.failure, isUnknown: true };
}
