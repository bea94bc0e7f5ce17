import type { CertificateClient } from '@azure/keyvault-certificates';
import { property } from '../../text/json';
import { NotAVault } from './errors';
import { apiVersion, sendJson } from './pipeline';

/** The creation of a version, as the vault reports it. */
export interface PendingCertificate {
  readonly certificate: string;
  readonly state: 'inProgress' | 'completed' | 'cancelled' | 'failed';
  /** `Self`, `Unknown`, or the name of an issuer. */
  readonly issuer: string;
  /** Somebody has cancelled the creation, and the issuer has not confirmed it. */
  readonly isCancelling: boolean;
  /** The error or the details of the issuer, unescaped. */
  readonly detail?: string;
}

/** `…/certificates/NAME/OPERATION` of the vault. */
export function certificateUrl(vault: string, certificate: string, operation: string): string {
  return `${vault}/certificates/${encodeURIComponent(certificate)}/${operation}?api-version=${apiVersion}`;
}

/** Reads the state of the last creation of a version; a RestError with the status 404 if there is none. */
export async function readPending(
  client: CertificateClient,
  vault: string,
  certificate: string,
): Promise<PendingCertificate> {
  return pendingOf(
    certificate,
    await sendJson(client, { method: 'GET', url: certificateUrl(vault, certificate, 'pending') }),
  );
}

/** Asks the vault to cancel the creation. The issuer may have finished it already. */
export async function requestCancellation(
  client: CertificateClient,
  vault: string,
  certificate: string,
): Promise<PendingCertificate> {
  const url = certificateUrl(vault, certificate, 'pending');
  const body = Buffer.from('{"cancellation_requested":true}');
  return pendingOf(certificate, await sendJson(client, { method: 'PATCH', url, body }));
}

const states = ['inProgress', 'completed', 'cancelled', 'failed'] as const;

/** Parses the JSON of a certificate operation. Throws if it is none. */
export function pendingOf(certificate: string, body: unknown): PendingCertificate {
  const status = property(body, 'status');
  const state = states.find((one) => typeof status === 'string' && one.toLowerCase() === status.toLowerCase());
  if (state === undefined) {
    throw new NotAVault('The response contains no state of a certificate.');
  }
  const issuer = property(property(body, 'issuer'), 'name');
  const detail = property(property(body, 'error'), 'message') ?? property(body, 'status_details');
  return {
    certificate,
    state,
    issuer: typeof issuer === 'string' ? issuer : 'Unknown',
    isCancelling: state === 'inProgress' && property(body, 'cancellation_requested') === true,
    ...(typeof detail === 'string' && detail !== '' ? { detail } : {}),
  };
}
