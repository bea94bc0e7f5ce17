import type { CscfgDocument } from '../document';
import { spanContains } from '../../text/span';
import type { CertificateEntry, Role } from './configuration';

/** The innermost role whose element contains `offset` (UTF-16 units), including its edges. */
export function roleAt(document: CscfgDocument, offset: number): Role | undefined {
  return document.model.roles.findLast(({ element }) => spanContains(element.span, offset));
}

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
