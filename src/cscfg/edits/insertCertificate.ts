import type { CscfgDocument } from '../document';
import type { Role } from '../model/serviceConfiguration';
import type { XmlElement } from '../syntax/xmlElement';
import type { TextEdit } from '../text/span';
import { certificateElement, elementLike, type EntryValues } from './certificateElement';
import { insertBehind, insertInto, type Line } from './insertLines';
import { isTyped, isWhole, prefixOf, quoteNear } from './layout';

/**
 * Adds a certificate to a role: after its last one, or as the first in its `Certificates`, which is created behind
 * the settings where there is none. Indentation, quotes, prefix and line ends are those of the place. No edit where
 * the tags that it would go into are not finished: first they must be typed.
 */
export function insertCertificate({ text }: CscfgDocument, role: Role, values: EntryValues): readonly TextEdit[] {
  const list = role.certificatesElement;
  const container = list ?? role.element;
  if (!isTyped(text, container)) {
    return [];
  }
  const prefix = prefixOf(container);
  const written = certificateElement(values, { prefix, quote: quoteNear(container) });
  if (list === undefined) {
    return [insertList(text, role, prefix, written)];
  }
  const last = role.certificates.findLast(({ element }) => element.parent === list && isWhole(element));
  return [
    last === undefined
      ? insertInto(text, list, [{ depth: 0, text: written }])
      : insertBehind(text, last.element, [{ depth: 0, text: elementLike(text, last, values) ?? written }]),
  ];
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

function insertList(text: string, role: Role, prefix: string, certificate: string): TextEdit {
  const lines: readonly Line[] = [
    { depth: 0, text: `<${prefix}Certificates>` },
    { depth: 1, text: certificate },
    { depth: 0, text: `</${prefix}Certificates>` },
  ];
  const before = predecessor(role);
  return before === undefined ? insertInto(text, role.element, lines) : insertBehind(text, before, lines);
}

/** What `Certificates` goes after: the settings, as Visual Studio has it, or the last whole child. */
function predecessor({ element, settingsElement }: Role): XmlElement | undefined {
  const children = element.children.filter(isWhole);
  return settingsElement !== undefined && children.includes(settingsElement) ? settingsElement : children.at(-1);
}
