import type { CscfgDocument } from '../../document';
import type { CertificateEntry, Role } from '../../model/configuration';
import type { Verdict } from '../../../certificate/verdict';
import { closedEntries, isFinished } from '../entries';
import type { CheckContext } from '../rule';

export interface JudgedEntry {
  readonly role: Role;
  readonly entry: CertificateEntry;
  readonly verdict: Verdict;
}

/** In the order of the complete entries; undefined for an entry that is not looked up. */
export interface RoleVerdicts {
  readonly role: Role;
  readonly verdicts: readonly (Verdict | undefined)[];
}

/** The typed entries with a verdict of a vault, in document order. */
export function judgedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  return document.derive(reportedEntries, context);
}

function reportedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  return entriesWith(document, context, ({ kind }) => kind !== 'current' && kind !== 'unverified');
}

/** For a role without such a verdict, reads only its thumbprints, once. */
export function entriesWith(
  document: CscfgDocument,
  context: CheckContext,
  isWanted: (verdict: Verdict) => boolean,
): readonly JudgedEntry[] {
  return roleVerdicts(document, context).flatMap(({ role, verdicts }) =>
    verdicts.some((verdict) => verdict !== undefined && isWanted(verdict))
      ? closedEntries(document, role).flatMap((entry, index) => {
          const verdict = verdicts[index];
          return verdict === undefined || !isWanted(verdict) || !isFinished(document, entry)
            ? []
            : [{ role, entry, verdict }];
        })
      : [],
  );
}

export function roleVerdicts(document: CscfgDocument, context: CheckContext): readonly RoleVerdicts[] {
  return document.derive(judgeRoles, context);
}

function judgeRoles(document: CscfgDocument, { verdictOf }: CheckContext): readonly RoleVerdicts[] {
  return document.model.roles.map((role) => ({
    role,
    verdicts: closedEntries(document, role).map(({ thumbprintText }) =>
      'thumbprint' in thumbprintText ? verdictOf(thumbprintText.thumbprint) : undefined,
    ),
  }));
}
