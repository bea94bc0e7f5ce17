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

/**
 * The verdicts on the complete entries of a role, in their order; undefined for an entry that no vault is asked about.
 */
export interface RoleVerdicts {
  readonly role: Role;
  readonly verdicts: readonly (Verdict | undefined)[];
}

/** The typed entries of the document that a vault says something of, in document order: the same for every rule. */
export function judgedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  return document.derive(reportedEntries, context);
}

function reportedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  return entriesWith(document, context, ({ kind }) => kind !== 'current' && kind !== 'unverified');
}

/** The typed entries with such a verdict. Of a role that has none, no more is read than its thumbprints, and those once. */
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
