import type { CertificateVersion, DeletedCertificate, MatchedVerdict, Thumbprint, Verdict } from '../cscfg/verdict';
import type { UnverifiedReason } from '../cscfg/verdict';
import type { VaultFailure } from './failure';
import { failureMessage } from './failureWords';
import { newestVersions, versionsAreComplete } from './inventory';
import type { VaultSnapshot } from './snapshot';

const day = 86_400_000;

export interface JudgeOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A certificate that ends within so many days is expiring. */
  readonly expiryWarningDays: number;
}

/** What a file can do with a match, best first: of several matches the first of these is the verdict. */
const preference = ['current', 'expiring', 'outdated', 'notYetValid', 'expired', 'disabled', 'deleted'] as const;

/**
 * Whose thumbprint this is, as far as is known of the file's vaults. One match in any vault is a match, whatever else
 * failed; that nobody has it is only said when every vault was read whole.
 */
export function judge(thumbprint: Thumbprint, snapshots: readonly VaultSnapshot[], options: JudgeOptions): Verdict {
  const matches = snapshots.flatMap((snapshot) => matchesIn(snapshot, thumbprint, options));
  return preferred(matches) ?? unmatched(snapshots);
}

function preferred(matches: readonly MatchedVerdict[]): MatchedVerdict | undefined {
  const rank = ({ kind }: MatchedVerdict): number => preference.indexOf(kind);
  return [...matches].sort((a, b) => rank(a) - rank(b))[0];
}

function matchesIn(snapshot: VaultSnapshot, thumbprint: Thumbprint, options: JudgeOptions): readonly MatchedVerdict[] {
  const checked = snapshot.listedAt ?? snapshot.readAt ?? options.now;
  const newest = newestVersions(snapshot);
  const live = newest.flatMap((latest): readonly MatchedVerdict[] => {
    const match = findVersion(snapshot, latest, thumbprint);
    return match === undefined ? [] : [judgeMatch(match, latest, checked, options)];
  });
  const deleted = snapshot.deleted.state === 'listed' ? snapshot.deleted.certificates : [];
  return [
    ...live,
    ...deleted.filter((one) => one.thumbprint === thumbprint).map((match) => judgeDeleted(match, checked)),
  ];
}

/** The newest version wins over an older one of the same thumbprint: the same certificate was imported again. */
function findVersion(
  { versions }: VaultSnapshot,
  newest: CertificateVersion,
  thumbprint: Thumbprint,
): CertificateVersion | undefined {
  return newest.thumbprint === thumbprint
    ? newest
    : versions.get(newest.certificate.toLowerCase())?.find((one) => one.thumbprint === thumbprint);
}

function judgeDeleted(match: DeletedCertificate, checked: number): MatchedVerdict {
  return { kind: 'deleted', match, checked };
}

/** Of the verdicts that hold, the first of disabled, expired, notYetValid, outdated, expiring, current. */
function judgeMatch(
  match: CertificateVersion,
  newest: CertificateVersion,
  checked: number,
  { now, expiryWarningDays }: JudgeOptions,
): MatchedVerdict {
  const isNewest = match === newest;
  const found = { match, checked, ...(isNewest ? {} : { latest: newest }) };
  const { enabled, notBefore = -Infinity, expires = Infinity } = match;
  if (!enabled) {
    return { kind: 'disabled', ...found };
  }
  if (expires <= now) {
    return { kind: 'expired', ...found };
  }
  if (notBefore > now) {
    return { kind: 'notYetValid', ...found };
  }
  if (!isNewest) {
    return { kind: 'outdated', ...found, latest: newest };
  }
  return expires - now <= expiryWarningDays * day
    ? { kind: 'expiring', days: Math.floor((expires - now) / day), ...found }
    : { kind: 'current', ...found };
}

function unmatched(snapshots: readonly VaultSnapshot[]): Verdict {
  if (snapshots.length === 0) {
    return { kind: 'unverified', reason: { kind: 'noVault' } };
  }
  const unread = snapshots.filter((snapshot) => !isReadWhole(snapshot));
  if (unread.length > 0) {
    return { kind: 'unverified', reason: reasonOf(unread), ...sinceOf(snapshots) };
  }
  const checked = Math.min(...snapshots.map(({ listedAt = 0 }) => listedAt));
  return { kind: 'notFound', vaults: snapshots.map(({ vault }) => vault), checked };
}

/** Nothing that could hold the thumbprint is unread. A refused deleted listing is all that this user can ever see. */
function isReadWhole(snapshot: VaultSnapshot): boolean {
  const { failure, listedAt, newest, deleted } = snapshot;
  const deletedIsRead = deleted.state === 'listed' || (deleted.state === 'failed' && isRefusal(deleted.failure));
  return (
    failure === undefined &&
    listedAt !== undefined &&
    deletedIsRead &&
    [...newest.values()].every((one) => versionsAreComplete(snapshot, one))
  );
}

/** The service does not let this user do it (403), which another try would not change. */
export function isRefusal({ kind }: VaultFailure): boolean {
  return kind === 'forbidden' || kind === 'forbiddenByRbac' || kind === 'forbiddenByPolicy';
}

function reasonOf(unread: readonly VaultSnapshot[]): UnverifiedReason {
  if (unread.some(({ busy }) => busy)) {
    return { kind: 'checking' };
  }
  const failure = unread.map(failureOf).find((one) => one !== undefined);
  return failure === undefined
    ? { kind: 'notAsked' }
    : { kind: 'failed', vault: failure.vault, failure: failure.kind, message: failureMessage(failure) };
}

function failureOf({ failure, deleted }: VaultSnapshot): VaultFailure | undefined {
  return failure ?? (deleted.state === 'failed' && !isRefusal(deleted.failure) ? deleted.failure : undefined);
}

function sinceOf(snapshots: readonly VaultSnapshot[]): { readonly since?: number } {
  const times = snapshots.flatMap(({ listedAt }) => listedAt ?? []);
  return times.length === 0 ? {} : { since: Math.min(...times) };
}
