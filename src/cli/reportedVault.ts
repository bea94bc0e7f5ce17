import { formatMessage } from '../cscfg/text/message';
import type { FailureKind, VaultFailure } from '../vault/failure';
import { failureMessage } from '../vault/failureWords';
import type { VaultSnapshot } from '../vault/snapshot';

/** A vault that was asked. `failed`: not all could be read that the answer takes. */
export type ReportedVault = {
  readonly url: string;
  /** How many it is known to hold. */
  readonly certificates: number;
  /** HTTP requests, those that had to be repeated included. */
  readonly requests: number;
  /** How long listing it took, signing in included. */
  readonly milliseconds: number;
} & (
  | { readonly state: 'listed' }
  | { readonly state: 'failed'; readonly error: { readonly kind: FailureKind; readonly message: string } }
);

/** `other`: a failure that the snapshot does not hold. */
export function reportedVault(snapshot: VaultSnapshot, other?: VaultFailure): ReportedVault {
  const { vault, failure = other, newest, requests, milliseconds } = snapshot;
  const counts = { certificates: newest.size, requests, milliseconds };
  return failure === undefined
    ? { url: vault, state: 'listed', ...counts }
    : {
        url: vault,
        state: 'failed',
        error: { kind: failure.kind, message: formatMessage(failureMessage(failure)) },
        ...counts,
      };
}
