import type { CscfgDocument } from '../document';
import { spanContains } from '../../text/span';
import type { CertificateEntry, Role } from './configuration';

/** The role whose element holds `offset` (UTF-16 units), its edges included; the innermost where text is half-typed. */
export function roleAt(document: CscfgDocument, offset: number): Role | undefined {
  return document.model.roles.findLast(({ element }) => spanContains(element.span, offset));
}

/** The certificate entry whose element holds `offset`, its edges included, and its role. */
export function entryAt(
  document: CscfgDocument,
  offset: number,
): { readonly role: Role; readonly entry: CertificateEntry } | undefined {
  for (const role of document.model.roles) {
    const entry = role.certificates.findLast(({ element }) => spanContains(element.span, offset));
    if (entry !== undefined) {
      return { role, entry };
    }
  }
  return undefined;
}
