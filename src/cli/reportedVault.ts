import { formatMessage } from '../cscfg/text/message';
import type { FailureKind } from '../vault/failure';
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

export function reportedVault({ vault, failure, newest, requests, milliseconds }: VaultSnapshot): ReportedVault {
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
