import type { FailureKind } from '../../../src/vault/failure';

/** What the status of a file, which is one short line, says of each failure. */
export const statusWords: Readonly<Record<FailureKind, string>> = {
  signedOut: 'not signed in',
  otherTenant: 'not signed in to its tenant',
  sessionExpired: 'the sign-in has ended',
  claims: 'its tenant requires a new sign-in',
  credential: 'no access token',
  unauthorized: 'the sign-in was refused',
  wrongTenant: 'signed in to another tenant',
  forbiddenByRbac: 'needs Key Vault Reader',
  forbiddenByPolicy: 'needs Get and List',
  forbidden: 'access is refused',
  firewall: 'its firewall keeps you out',
  privateLink: 'only over its private link',
  throttled: 'asked too often',
  offline: 'cannot be reached',
  tls: 'the connection is not trusted',
  notAVault: 'not a key vault',
  notFound: 'not there any more',
  timeout: 'no answer in time',
  service: 'a fault of its own',
  cancelled: 'reading was cancelled',
};

/** The failures that signing in may mend: the status offers that, and of all others to try again. */
export const mendedBySigningIn: readonly FailureKind[] = [
  'signedOut',
  'otherTenant',
  'sessionExpired',
  'claims',
  'credential',
  'unauthorized',
  'wrongTenant',
];
