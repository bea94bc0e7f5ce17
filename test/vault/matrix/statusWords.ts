import type { FailureKind } from '../../../src/vault/failure';

/** What the status of a file, which is one short line, says of each failure. */
export const statusWords: Readonly<Record<FailureKind, string>> = {
  signedOut: 'not signed in',
  otherTenant: 'not signed in to the tenant of the vault',
  sessionExpired: 'sign-in expired',
  claims: 'the tenant requires you to sign in again',
  credential: 'no access token',
  unauthorized: 'sign-in refused',
  wrongTenant: 'signed in to another tenant',
  forbiddenByRbac: 'requires the role Key Vault Reader',
  forbiddenByPolicy: 'requires the permissions Get and List',
  forbidden: 'access denied',
  firewall: "blocked by the vault's firewall",
  privateLink: 'reachable only over its private link',
  throttled: 'throttled',
  offline: 'cannot be reached',
  tls: 'connection not trusted',
  notAVault: 'not a key vault',
  notFound: 'not found',
  timeout: 'timed out',
  service: 'internal error',
  cancelled: 'reading was canceled',
  browser: 'not available in a browser',
};

/** The failures that signing in may fix: the status offers that, and of all others to try again. */
export const fixedBySigningIn: readonly FailureKind[] = [
  'signedOut',
  'otherTenant',
  'sessionExpired',
  'claims',
  'credential',
  'unauthorized',
  'wrongTenant',
];
