import type { CscfgDocument } from '../document';
import type { Role } from '../model/serviceConfiguration';
import type { TextEdit } from '../text/span';
import { entryAttributes, type EntryValues } from './certificateElement';
import { insertInList, lists } from './insertInList';

/**
 * Adds a certificate to a role: after its last one, or as the first in its `Certificates`, which is created behind
 * the settings where there is none. Indentation, quotes, prefix and line ends are those of the place. No edit where
 * the tags that it would go into are not finished: first they must be typed.
 */
export function insertCertificate({ text }: CscfgDocument, role: Role, values: EntryValues): readonly TextEdit[] {
  return insertInList(text, role.element, lists.certificates, entryAttributes(values), role.certificatesElement);
}

/** A name for the certificate's entry in the role: the vault's name for it, unless the role has that already. */
export function proposedName(role: Role, certificate: string): string {
  const taken = new Set(role.certificates.map(({ name }) => name?.value.trim().toLowerCase()));
  let proposed = certificate;
  for (let number = 2; taken.has(proposed.toLowerCase()); number++) {
    proposed = `${certificate}-${String(number)}`;
  }
  return proposed;
}
