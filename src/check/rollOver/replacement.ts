import * as l10n from '@vscode/l10n';
import { type CertificateVersion, isMatched, type Thumbprint, type Verdict } from '../../certificate/verdict';
import { isUsable, verdictLine } from '../../certificate/verdictMessages';
import { certificateKey, holdersOf, withKnownDetails, withTraits } from '../../vault/snapshot/inventory';
import { judge } from '../../vault/snapshot/judge';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

export type Replacement =
  | { readonly kind: 'version'; readonly to: CertificateVersion }
  /** The thumbprint is that of a usable newest version. */
  | { readonly kind: 'none' }
  /** It needs a replacement, or may need one, and there is none. */
  | { readonly kind: 'left'; readonly reason: string; readonly verdict: Verdict['kind'] };

/** `now`: milliseconds since 1970. A certificate that is valid only later, without a newer version, stays. */
export function newestReplacement(
  thumbprint: Thumbprint,
  snapshots: readonly VaultSnapshot[],
  now: number,
): Replacement {
  const verdict = judge(thumbprint, snapshots, { now, expiryWarningDays: 0 });
  const { kind } = verdict;
  if (kind === 'current' || kind === 'expiring') {
    return { kind: 'none' };
  }
  const reason = verdictLine(verdict, now);
  if (!isMatched(verdict) || kind === 'deleted') {
    return { kind: 'left', reason, verdict: kind };
  }
  const [to] = newerVersions(thumbprint, snapshots, now);
  if (to !== undefined) {
    return { kind: 'version', to };
  }
  return kind === 'notYetValid'
    ? { kind: 'none' }
    : {
        kind: 'left',
        reason: [reason, l10n.t('Key Vault has no newer version that a role can use')].join('. '),
        verdict: kind,
      };
}

/** For a request of the user: another vault may have a newer version of what is the newest one here. */
export function requestedReplacement(
  thumbprint: Thumbprint,
  snapshots: readonly VaultSnapshot[],
  now: number,
): Replacement {
  const [to] = newerVersions(thumbprint, snapshots, now);
  return to === undefined ? newestReplacement(thumbprint, snapshots, now) : { kind: 'version', to };
}

/** Usable versions newer than the one with the thumbprint, the newest first. */
function newerVersions(
  thumbprint: Thumbprint,
  snapshots: readonly VaultSnapshot[],
  now: number,
): readonly CertificateVersion[] {
  const all = snapshots.flatMap((snapshot) =>
    holdersOf(snapshot, thumbprint).flatMap(({ newest, older }) => {
      // The newest version of a certificate has no newer one. The list has the newest version first.
      if (older === undefined) {
        return [];
      }
      const listed = snapshot.versions.get(certificateKey(newest.certificate)) ?? [];
      const newer = listed.slice(
        0,
        listed.findIndex((one) => one.thumbprint === thumbprint),
      );
      return [
        withKnownDetails(snapshot, newest),
        ...newer.filter((one) => one.thumbprint !== newest.thumbprint).map((one) => withTraits(snapshot, one)),
      ];
    }),
  );
  return all.filter((one) => isUsable(one, now)).sort((a, b) => createdAt(b) - createdAt(a));
}

function createdAt({ created, notBefore }: CertificateVersion): number {
  return created ?? notBefore ?? 0;
}
