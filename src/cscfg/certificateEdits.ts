import type { Thumbprint } from '../certificate/verdict';
import type { TextEdit } from '../text/span';
import {
  type AttributeValues,
  elementLike,
  emptyElement,
  insertListed,
  isTyped,
  isWhole,
  listPredecessor,
  setAttribute,
} from '../xml/edit';
import { childrenNamed, type XmlElement } from '../xml/tree';
import type { CscfgDocument } from './document';
import { ElementWriter } from './elementWriter';
import type { CertificateEntry, Role } from './model/configuration';

export interface EntryValues {
  readonly name: string;
  readonly thumbprint: Thumbprint;
}

interface Style {
  /** With its colon. */
  readonly prefix?: string;
  readonly quote?: '"' | "'";
}

/** `<Certificate name="…" thumbprint="…" thumbprintAlgorithm="sha1" />` */
export function certificateElement(values: EntryValues, { prefix = '', quote = '"' }: Style = {}): string {
  return emptyElement(`${prefix}Certificate`, entryAttributes(values), quote);
}

export function entryAttributes({ name, thumbprint }: EntryValues): AttributeValues {
  return { name, thumbprint, thumbprintAlgorithm: 'sha1' };
}

export interface ListKind {
  readonly list: string;
  readonly element: string;
  /** The elements that a new list follows, the best place first; otherwise the list becomes the last child. */
  readonly behind: readonly string[];
}

/** In a configuration Visual Studio writes the lists in this order, in a definition in any. */
export const lists = {
  settings: { list: 'ConfigurationSettings', element: 'Setting', behind: ['Instances', 'Endpoints', 'Sites'] },
  certificates: { list: 'Certificates', element: 'Certificate', behind: ['ConfigurationSettings', 'Endpoints'] },
} as const satisfies Readonly<Record<string, ListKind>>;

/**
 * Adds empty elements with these attributes to the owner's list, as its last ones and written as the one before them;
 * the list is created where there is none. Indentation, quotes, prefix and line ends are those of the place. No edit
 * where the tags that they would go into are not finished: first they must be typed.
 */
export function insertInList(
  text: string,
  owner: XmlElement,
  kind: ListKind,
  elements: readonly AttributeValues[],
  list: XmlElement | undefined = childrenNamed(owner, kind.list)[0],
): readonly TextEdit[] {
  const container = list ?? owner;
  if (!isTyped(text, container)) {
    return [];
  }
  const last = list && childrenNamed(list, kind.element).findLast(isWhole);
  const writer = new ElementWriter(text, container);
  const written = elements.map(
    (values) => (last && elementLike(text, last, values)) ?? writer.empty(kind.element, values),
  );
  const place = { owner, name: kind.list, list, last, predecessor: listPredecessor(owner, kind.behind) };
  return insertListed(text, place, written);
}

/**
 * Adds certificates to a role: after its last one, or as the first in its `Certificates`, which is created behind
 * the settings where there is none. Indentation, quotes, prefix and line ends are those of the place. No edit where
 * the tags that they would go into are not finished: first they must be typed.
 */
export function insertCertificates(
  { text }: CscfgDocument,
  { element, certificatesElement }: Role,
  entries: readonly EntryValues[],
): readonly TextEdit[] {
  return insertInList(text, element, lists.certificates, entries.map(entryAttributes), certificatesElement);
}

export function insertCertificate(document: CscfgDocument, role: Role, values: EntryValues): readonly TextEdit[] {
  return insertCertificates(document, role, [values]);
}

export function replaceThumbprint(
  { text }: CscfgDocument,
  { element }: CertificateEntry,
  thumbprint: Thumbprint,
): readonly TextEdit[] {
  return [setAttribute(text, element, 'thumbprint', thumbprint, ['name'])];
}
