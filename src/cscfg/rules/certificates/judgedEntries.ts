import type { CscfgDocument } from '../../document';
import type { CertificateEntry, Role } from '../../model/configuration';
import type { Thumbprint, Verdict } from '../../../certificate/verdict';
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

interface Judged {
  readonly context: CheckContext;
  readonly verdicts: readonly RoleVerdicts[];
  reported?: readonly JudgedEntry[];
}

const last = new WeakMap<CscfgDocument, Judged>();

/** The typed entries of the document that a vault says something of, in document order: the same for every rule. */
export function judgedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  const judged = judgedWith(document, context);
  judged.reported ??= entriesWith(document, context, (verdict) => !isSilent(verdict));
  return judged.reported;
}

/** The typed entries with such a verdict. Of a role that has none, no more is read than its thumbprints, and those once. */
export function entriesWith(
  document: CscfgDocument,
  context: CheckContext,
  isWanted: (verdict: Verdict) => boolean,
): readonly JudgedEntry[] {
  return judgedWith(document, context).verdicts.flatMap(({ role, verdicts }) =>
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
  return judgedWith(document, context).verdicts;
}

function judgedWith(document: CscfgDocument, context: CheckContext): Judged {
  const before = last.get(document);
  if (before?.context === context) {
    return before;
  }
  const verdicts = document.model.roles.map((role) => ({
    role,
    verdicts: thumbprintsOf(role, document).map((thumbprint) =>
      thumbprint === undefined ? undefined : context.verdictOf(thumbprint),
    ),
  }));
  const judged = { context, verdicts };
  last.set(document, judged);
  return judged;
}

function isSilent({ kind }: Verdict): boolean {
  return kind === 'current' || kind === 'unverified';
}

/** Those of the role's typed entries, in their order. */
function thumbprintsOf(role: Role, document: CscfgDocument): readonly (Thumbprint | undefined)[] {
  return closedEntries(document, role).map(({ thumbprintText }) =>
    'thumbprint' in thumbprintText ? thumbprintText.thumbprint : undefined,
  );
}
