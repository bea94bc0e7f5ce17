import type { CscfgDocument } from '../cscfg/document';
import { verdictFor } from '../cscfg/entries';
import type { CertificateEntry, Role } from '../cscfg/model/serviceConfiguration';
import type { CheckContext } from '../cscfg/rules/rule';
import { normalizedThumbprint } from '../cscfg/thumbprint';
import type { Thumbprint } from '../cscfg/verdict';
import type { Range, RangeOf } from './range';
import { reportedVerdict, type ReportedVerdict } from './reportedVerdict';

/** A `Certificate` element of a role. */
export interface ReportedCertificate {
  /** '' where the role has no name. */
  readonly role: string;
  /** '' where the certificate has no name. */
  readonly name: string;
  /** The attribute's value, references decoded; null where there is no such attribute. */
  readonly thumbprint: string | null;
  readonly normalized: Thumbprint | null;
  /** The thumbprint's value, or the element where there is none. */
  readonly range: Range;
  readonly verdict: ReportedVerdict;
}

/** Those of every role, in document order. */
export function certificatesOf(
  document: CscfgDocument,
  context: CheckContext,
  rangeOf: RangeOf,
): readonly ReportedCertificate[] {
  const reported = (role: Role, entry: CertificateEntry): ReportedCertificate => ({
    role: role.name?.value ?? '',
    name: entry.name?.value ?? '',
    thumbprint: entry.thumbprint?.value ?? null,
    normalized: normalizedThumbprint(entry.thumbprint?.value ?? '') ?? null,
    range: rangeOf(entry.thumbprint?.valueSpan ?? entry.element.span),
    verdict: reportedVerdict(verdictFor(entry, context)),
  });
  return document.model.roles.flatMap((role) => role.certificates.map((entry) => reported(role, entry)));
}
