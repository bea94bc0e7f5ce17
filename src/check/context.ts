import type { CheckContext } from '../cscfg/rules/rule';
import type { Thumbprint, Verdict } from '../certificate/verdict';
import { usableCertificates } from '../vault/snapshot/inventory';
import { judge } from '../vault/snapshot/judge';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';

export interface JudgingOptions {
  /** No vault was to be asked, whichever were named. */
  readonly offline: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly expiryWarningDays: number;
}

/** What the rules judge against: each thumbprint's verdict is worked out once, however many files name it. */
export function judgingContext(snapshots: readonly VaultSnapshot[], options: JudgingOptions): CheckContext {
  const verdicts = new Map<Thumbprint, Verdict>();
  const judged = (thumbprint: Thumbprint): Verdict =>
    options.offline ? { kind: 'unverified', reason: { kind: 'notAsked' } } : judge(thumbprint, snapshots, options);
  return {
    verdictOf: (thumbprint) => {
      const verdict = verdicts.get(thumbprint) ?? judged(thumbprint);
      verdicts.set(thumbprint, verdict);
      return verdict;
    },
    inventory: usableCertificates(snapshots, options.now),
    now: options.now,
    levels: {},
  };
}
