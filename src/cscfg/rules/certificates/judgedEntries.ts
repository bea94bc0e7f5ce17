import type { CscfgDocument } from '../../document';
import type { CertificateEntry, Role } from '../../model/serviceConfiguration';
import type { WrittenElement } from '../../syntax/writtenElement';
import { normalizedThumbprint } from '../../thumbprint';
import type { Thumbprint, Verdict } from '../../verdict';
import { closedEntries, isFinished } from '../entryProblems';
import type { CheckContext } from '../rule';

export interface JudgedEntry {
  readonly role: Role;
  readonly entry: CertificateEntry;
  readonly verdict: Verdict;
}

const last = new WeakMap<CscfgDocument, { readonly context: CheckContext; readonly judged: readonly JudgedEntry[] }>();

/** The typed entries of the document that a vault says something of, in document order: the same for every rule. */
export function judgedEntries(document: CscfgDocument, context: CheckContext): readonly JudgedEntry[] {
  const known = last.get(document);
  if (known?.context === context) {
    return known.judged;
  }
  const judged = document.model.roles.flatMap((role) => judgedIn(role, document, context));
  last.set(document, { context, judged });
  return judged;
}

/** Of a role that nothing is to be said of, no more is read than its thumbprints, and those once. */
function judgedIn(role: Role, document: CscfgDocument, { verdictOf }: CheckContext): readonly JudgedEntry[] {
  const verdicts = thumbprintsOf(role, document.text).map((thumbprint) =>
    thumbprint === undefined ? undefined : verdictOf(thumbprint),
  );
  if (verdicts.every((verdict) => verdict === undefined || isSilent(verdict))) {
    return [];
  }
  return closedEntries(document.text, role).flatMap((entry, index) => {
    const verdict = verdicts[index];
    return verdict === undefined || isSilent(verdict) || !isFinished(document, entry) ? [] : [{ role, entry, verdict }];
  });
}

function isSilent({ kind }: Verdict): boolean {
  return kind === 'current' || kind === 'unverified';
}

const known = new WeakMap<WrittenElement, readonly (Thumbprint | undefined)[]>();

/** Those of the role's typed entries, in their order. */
function thumbprintsOf(role: Role, text: string): readonly (Thumbprint | undefined)[] {
  const { written } = role.element;
  const thumbprints =
    known.get(written) ??
    closedEntries(text, role).map(({ thumbprint }) => normalizedThumbprint(thumbprint?.value ?? ''));
  known.set(written, thumbprints);
  return thumbprints;
}
