import type {
  CertificateVersion,
  DeletedCertificate,
  MatchedVerdict,
  Thumbprint,
  Unseen,
  UnverifiedReason,
  Verdict,
} from '../../certificate/verdict';
import { stateOf } from '../../certificate/verdictMessages';
import { isAboutSignIn, type VaultFailure } from '../failure';
import { failureMessage } from '../failureMessages';
import { withKnownDetails, holdersOf, seenAt, versionsAreComplete, withTraits } from './inventory';
import type { VaultSnapshot } from './snapshot';

const day = 86_400_000;

export interface JudgeOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A certificate that expires within this number of days is expiring. */
  readonly expiryWarningDays: number;
  /** Not all vaults of the file are read. */
  readonly untrusted?: boolean;
}

/** Another vault cannot change these verdicts. */
const certain: readonly Verdict['kind'][] = ['current', 'expiring'];

/** The first kind of several wins: usable before unusable, one that can be enabled before one to be recovered. */
const preference = [
  'current',
  'expiring',
  'outdated',
  'notYetValid',
  'expired',
  'unusable',
  'disabled',
  'deleted',
] as const;

/**
 * A match in one vault is enough, even if another vault failed; a thumbprint is not found only if every vault was read
 * completely, and no problem is reported in an untrusted workspace.
 */
export function judge(thumbprint: Thumbprint, snapshots: readonly VaultSnapshot[], options: JudgeOptions): Verdict {
  const live = snapshots.flatMap((snapshot) => matchesIn(snapshot, thumbprint, options));
  const verdict =
    preferred(live) ??
    secretOnly(thumbprint, snapshots) ??
    preferred(snapshots.flatMap((snapshot) => deletedIn(snapshot, thumbprint, options))) ??
    unmatched(snapshots);
  return options.untrusted === true && !certain.includes(verdict.kind)
    ? { kind: 'unverified', reason: { kind: 'untrusted' }, ...sinceOf(snapshots) }
    : verdict;
}

function preferred(matches: readonly MatchedVerdict[]): MatchedVerdict | undefined {
  const rank = ({ kind }: MatchedVerdict): number => preference.indexOf(kind);
  return [...matches].sort((a, b) => rank(a) - rank(b))[0];
}

function matchesIn(snapshot: VaultSnapshot, thumbprint: Thumbprint, options: JudgeOptions): readonly MatchedVerdict[] {
  return holdersOf(snapshot, thumbprint).map(({ newest, older }) => {
    const checked = seenAt(snapshot, newest.certificate) ?? options.now;
    const latest = withKnownDetails(snapshot, newest);
    return older === undefined
      ? judgeMatch(latest, undefined, checked, options)
      : judgeMatch(withTraits(snapshot, older), latest, checked, options);
  });
}

function deletedIn(snapshot: VaultSnapshot, thumbprint: Thumbprint, options: JudgeOptions): readonly MatchedVerdict[] {
  const deleted: readonly DeletedCertificate[] =
    snapshot.deleted.state === 'listed' ? snapshot.deleted.certificates : [];
  return deleted
    .filter((one) => one.thumbprint === thumbprint)
    .map((match) => ({ kind: 'deleted', match, checked: snapshot.listedAt ?? snapshot.readAt ?? options.now }));
}

/** Ranks before deleted certificates, because a deployment can read a secret. */
function secretOnly(thumbprint: Thumbprint, snapshots: readonly VaultSnapshot[]): Verdict | undefined {
  for (const snapshot of snapshots) {
    const { secrets, listedAt } = snapshot;
    const secret =
      secrets.state === 'listed' ? secrets.secrets.find((one) => one.thumbprint === thumbprint) : undefined;
    if (secret !== undefined && listedAt !== undefined) {
      return { kind: 'secretOnly', secret, checked: listedAt };
    }
  }
  return undefined;
}

/**
 * The first that applies of disabled, expired, notYetValid, unusable, outdated, expiring, and current. Properties from
 * the list come first, because they do not change when the contents are read. `latest` is the newest version if it
 * differs from `match`.
 */
function judgeMatch(
  match: CertificateVersion,
  latest: CertificateVersion | undefined,
  checked: number,
  { now, expiryWarningDays }: JudgeOptions,
): MatchedVerdict {
  const found = { match, checked, ...(latest === undefined ? {} : { latest }) };
  const state = stateOf(match, now, expiryWarningDays);
  if (state === 'disabled' || state === 'expired' || state === 'notYetValid') {
    return { kind: state, ...found };
  }
  const why = match.traits?.unusable;
  if (why !== undefined) {
    return { kind: 'unusable', why, ...found };
  }
  if (latest !== undefined) {
    return { kind: 'outdated', ...found, latest };
  }
  return state === 'expiring'
    ? { kind: 'expiring', days: Math.floor(((match.expires ?? now) - now) / day), ...found }
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
  const unseen = snapshots.flatMap(unreadableListsIn);
  const vaults = snapshots.map(({ vault }) => vault);
  return { kind: 'notFound', vaults, checked, ...(unseen.length === 0 ? {} : { unseen }) };
}

function unreadableListsIn({ vault, deleted, secrets }: VaultSnapshot): readonly Unseen[] {
  return [
    ...(deleted.state === 'failed' ? [{ vault, what: 'deleted' } as const] : []),
    ...(secrets.state === 'failed' ? [{ vault, what: 'secrets' } as const] : []),
  ];
}

const readWhole = new WeakMap<VaultSnapshot, boolean>();

/** A list that returns 403 counts as read, because another attempt would not change it. */
export function isReadWhole(snapshot: VaultSnapshot): boolean {
  const known = readWhole.get(snapshot) ?? hasAllLists(snapshot);
  readWhole.set(snapshot, known);
  return known;
}

function hasAllLists(snapshot: VaultSnapshot): boolean {
  const { failure, unreadable, listedAt, newest, deleted, secrets } = snapshot;
  return (
    failure === undefined &&
    unreadable === undefined &&
    listedAt !== undefined &&
    [deleted, secrets].every((one) => one.state === 'listed' || (one.state === 'failed' && isRefusal(one.failure))) &&
    [...newest.values()].every((one) => versionsAreComplete(snapshot, one))
  );
}

/** Whether the service returned 403, which a retry does not change. */
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
    : {
        kind: 'failed',
        vault: failure.vault,
        failure: failure.kind,
        message: failureMessage(failure),
        ...(isAboutSignIn(failure) ? { signIn: true } : {}),
      };
}

function failureOf({ failure, unreadable, deleted, secrets }: VaultSnapshot): VaultFailure | undefined {
  const inPart = [deleted, secrets].flatMap((one) => (one.state === 'failed' ? [one.failure] : []));
  const [doubt] = unreadable?.values() ?? [];
  return failure ?? inPart.find((one) => !isRefusal(one)) ?? doubt;
}

function sinceOf(snapshots: readonly VaultSnapshot[]): { readonly since?: number } {
  const times = snapshots.flatMap(({ listedAt, restoredAt }) => listedAt ?? restoredAt ?? []);
  return times.length === 0 ? {} : { since: Math.min(...times) };
}
