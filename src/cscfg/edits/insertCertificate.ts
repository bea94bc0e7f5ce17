import type { CscfgDocument } from '../document';
import type { Role } from '../model/serviceConfiguration';
import type { XmlElement } from '../syntax/xmlElement';
import { indentAt, lineEndNear, lineStart, startsLine } from '../text/lines';
import type { TextEdit } from '../text/span';
import { certificateElement, elementLike, type EntryValues } from './certificateElement';
import { indentUnit, isTyped, isWhole, prefixOf, quoteNear } from './layout';

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
  const style = { prefix: prefixOf(container), quote: quoteNear(container) };
  const last = role.certificates.findLast(({ element }) => element.parent === list && isWhole(element));
  if (list !== undefined && last !== undefined) {
    const written = elementLike(text, last, values) ?? certificateElement(values, style);
    return [insertAfter(text, last.element, written)];
  }
  const written = certificateElement(values, style);
  if (list !== undefined) {
    return insertFirst(text, list, (indent) => [indent + written]);
  }
  const unit = indentUnit(text, role.element);
  const block = (indent: string): readonly string[] => [
    `${indent}<${style.prefix}Certificates>`,
    `${indent}${unit}${written}`,
    `${indent}</${style.prefix}Certificates>`,
  ];
  const before = predecessor(role);
  return before === undefined
    ? insertFirst(text, role.element, block)
    : [insertAfter(text, before, joined(text, before.span.start, block(indentAt(text, before.span.start))))];
}

/** A name for the certificate's entry in the role: the vault's name for it, unless the role has that already. */
export function proposedName(role: Role, certificate: string): string {
  const taken = new Set(role.certificates.map(({ name }) => name?.value.toLowerCase()));
  let proposed = certificate;
  for (let number = 2; taken.has(proposed.toLowerCase()); number++) {
    proposed = `${certificate}-${String(number)}`;
  }
  return proposed;
}

/** What `Certificates` goes after: the settings, as Visual Studio has it, or the last whole child. */
function predecessor({ element, settingsElement }: Role): XmlElement | undefined {
  const children = element.children.filter(isWhole);
  return settingsElement !== undefined && children.includes(settingsElement) ? settingsElement : children.at(-1);
}

/** Lines as one text without the first one's indentation, which is there already; on one line where the text is. */
function joined(text: string, offset: number, lines: readonly string[]): string {
  const lineEnd = startsLine(text, offset) ? lineEndNear(text, offset) : undefined;
  const stripped = lineEnd === undefined ? lines.map((line) => line.trimStart()) : lines;
  return stripped.join(lineEnd ?? '').trimStart();
}

/** On the next line, beyond a comment on the element's own; right behind it where it has no line of its own. */
function insertAfter(text: string, { span }: XmlElement, written: string): TextEdit {
  const lineEnd = lineEndNear(text, span.start);
  if (!startsLine(text, span.start) || lineEnd === undefined) {
    return { start: span.end, end: span.end, newText: written };
  }
  const comment = /(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+[ \t]*(?=[\r\n]|$)/y;
  comment.lastIndex = span.end;
  const at = comment.test(text) ? comment.lastIndex : span.end;
  return { start: at, end: at, newText: `${lineEnd}${indentAt(text, span.start)}${written}` };
}

/** Into an element that has no child of the kind; `lines` makes what is inserted from its indentation. */
function insertFirst(
  text: string,
  element: XmlElement,
  lines: (indent: string) => readonly string[],
): readonly TextEdit[] {
  const lineEnd = startsLine(text, element.span.start) ? lineEndNear(text, element.span.start) : undefined;
  const own = indentAt(text, element.span.start);
  const unit = indentUnit(text, element);
  const [break_, outer, inner] = lineEnd === undefined ? ['', '', ''] : [lineEnd, own, own + unit];
  const block = (lineEnd === undefined ? lines('').map((line) => line.trimStart()) : lines(inner)).join(break_);
  if (element.selfClosing) {
    const slash = /\s*\/>$/.exec(text.slice(element.openTag.start, element.openTag.end))?.[0] ?? '/>';
    const newText = `>${break_}${block}${break_}${outer}</${element.name}>`;
    return [{ start: element.openTag.end - slash.length, end: element.openTag.end, newText }];
  }
  const { closeTag } = element;
  if (closeTag === undefined) {
    return [{ start: element.openTag.end, end: element.openTag.end, newText: `${break_}${block}` }];
  }
  if (break_ !== '' && startsLine(text, closeTag.start)) {
    const at = lineStart(text, closeTag.start);
    return [{ start: at, end: at, newText: `${block}${break_}` }];
  }
  const blank = /[ \t]*$/.exec(text.slice(element.openTag.end, closeTag.start))?.[0].length ?? 0;
  return [{ start: closeTag.start - blank, end: closeTag.start, newText: `${break_}${block}${break_}${outer}` }];
}
