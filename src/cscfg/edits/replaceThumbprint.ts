import type { CscfgDocument } from '../document';
import type { CertificateEntry } from '../model/serviceConfiguration';
import type { TextEdit } from '../text/span';
import type { Thumbprint } from '../verdict';
import { setAttribute } from './attributes';

/** Gives the entry this thumbprint, and leaves everything else of it as it is. */
export function replaceThumbprint(
  { text }: CscfgDocument,
  { element }: CertificateEntry,
  thumbprint: Thumbprint,
): readonly TextEdit[] {
  return [setAttribute(text, element, 'thumbprint', thumbprint, ['name'])];
}
