import { beforeBlanks, indentAt, lineEndNear, lineStart, startsLine, wholeLines } from '../text/lines';
import { applyEdits, type Span, type TextEdit } from '../text/span';
import { removeForbidden } from './characters';
import { attributeOf, walk, type XmlAttribute, type XmlElement } from './tree';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** Without what XML cannot contain even escaped. Readers turn white space into spaces unless it is escaped. */
export function escapeAttribute(value: string, quote: '"' | "'" = '"'): string {
  return removeForbidden(value).replace(quote === '"' ? /[&<"\t\n\r]/g : /[&<'\t\n\r]/g, (one) => escapes[one] ?? one);
}

/** The step of the element, its children, its siblings, or any other; two spaces if unknown, '' if none is indented. */
export function indentUnit(text: string, element: XmlElement): string {
  let otherwise = '  ';
  const near = [[element], element.children, element.parent?.children ?? []];
  for (const candidates of [...near, walk(rootOf(element).children)]) {
    for (const one of candidates) {
      const step = stepOf(text, one);
      if (step !== undefined && step !== '') {
        return step;
      }
      otherwise = step ?? otherwise;
    }
  }
  return otherwise;
}

/** The quote of the nearest attribute: the element's, its last descendant's, or else its ancestors'. */
export function quoteNear(element: XmlElement): '"' | "'" {
  for (let around: XmlElement | undefined = element; around !== undefined; around = around.parent) {
    const quoted = [...walk([around])].flatMap(({ attributes }) => attributes).findLast(({ quote }) => quote);
    if (quoted?.quote !== undefined) {
      return quoted.quote;
    }
  }
  return '"';
}

/** `c:` of `c:Certificates`; '' if it has none. */
export function prefixOf({ name, localName }: XmlElement): string {
  return name.slice(0, name.length - localName.length);
}

/** Only if the element has all its tags is its extent what the author means. */
export function isWhole(element: XmlElement): boolean {
  return element.selfClosing || element.closeTag !== undefined;
}

/** Without the `>` of the open tag, the author may be about to type what is missing. */
export function isTyped(text: string, { openTag }: XmlElement): boolean {
  return text.charAt(openTag.end - 1) === '>';
}

function stepOf(text: string, { span, parent }: XmlElement): string | undefined {
  if (parent === undefined || !startsLine(text, span.start) || !startsLine(text, parent.span.start)) {
    return undefined;
  }
  const [own, parents] = [indentAt(text, span.start), indentAt(text, parent.span.start)];
  return own.startsWith(parents) ? own.slice(parents.length) : undefined;
}

function rootOf(element: XmlElement): XmlElement {
  let root = element;
  while (root.parent !== undefined) {
    root = root.parent;
  }
  return root;
}

/** Replaces the value, or adds the attribute after the first of `after` that exists, or else after the name. */
export function setAttribute(
  text: string,
  element: XmlElement,
  name: string,
  value: string,
  after: readonly string[] = [],
): TextEdit {
  const present = attributeOf(element, name);
  if (present?.valueSpan !== undefined) {
    return { ...present.valueSpan, newText: escapeAttribute(value, present.quote) };
  }
  const quote = quoteNear(element);
  const written = `${name}=${quote}${escapeAttribute(value, quote)}${quote}`;
  if (present !== undefined) {
    return { ...present.span, newText: written };
  }
  const predecessor = after.map((one) => attributeOf(element, one)).find((one) => one !== undefined);
  const at = predecessor?.span.end ?? element.nameSpan.end;
  return { start: at, end: at, newText: `${gapAt(text, element, predecessor)}${written}` };
}

/** A new attribute gets its own line if the others have theirs. */
function gapAt(text: string, { attributes, nameSpan }: XmlElement, predecessor: XmlAttribute | undefined): string {
  const index = predecessor === undefined ? -1 : attributes.indexOf(predecessor);
  const neighbour = attributes[index + 1] ?? predecessor;
  const before = neighbour === undefined ? undefined : attributes[attributes.indexOf(neighbour) - 1];
  const gap = neighbour === undefined ? '' : text.slice(before?.span.end ?? nameSpan.end, neighbour.span.start);
  return gap !== '' && gap.trim() === '' ? gap : ' ';
}

/** By name, in the order in which they are written. */
export type AttributeValues = Readonly<Record<string, string>>;

export function emptyElement(name: string, values: AttributeValues, quote: '"' | "'" = '"'): string {
  const attributes = Object.entries(values).map(
    ([key, value]) => ` ${key}=${quote}${escapeAttribute(value, quote)}${quote}`,
  );
  return `<${name}${attributes.join('')} />`;
}

/** In the style of `sibling`: order, quotes, line breaks. Undefined if the sibling has other attributes. */
export function elementLike(text: string, sibling: XmlElement, values: AttributeValues): string | undefined {
  const wanted = Object.entries(values);
  const inner = text.slice(sibling.openTag.end, sibling.closeTag?.start ?? sibling.openTag.end);
  if (!isWhole(sibling) || inner.trim() !== '' || sibling.attributes.length !== wanted.length) {
    return undefined;
  }
  const { start, end } = sibling.span;
  const edits = wanted.flatMap(([name, value]) => {
    const { valueSpan, quote } = attributeOf(sibling, name) ?? {};
    return valueSpan === undefined
      ? []
      : [{ start: valueSpan.start - start, end: valueSpan.end - start, newText: escapeAttribute(value, quote) }];
  });
  return edits.length === wanted.length ? applyEdits(text.slice(start, end), edits) : undefined;
}

/** Where to add an element to a list, such as a `Setting` to the `ConfigurationSettings` of a role. */
export interface ListPlace {
  readonly owner: XmlElement;
  readonly name: string;
  /** Undefined if the owner has no list yet. */
  readonly list?: XmlElement | undefined;
  /** The last element of the list; must be whole. */
  readonly last?: XmlElement | undefined;
  /** The child of the owner before a new list; undefined to put the list first. */
  readonly predecessor?: XmlElement | undefined;
}

/** `lines` without indentation; after the last element of the list, which is created if missing. */
export function insertListed(text: string, place: ListPlace, lines: readonly string[]): readonly TextEdit[] {
  const { owner, list, last, predecessor } = place;
  if (list !== undefined && last !== undefined) {
    return [insertAfter(text, last, lines)];
  }
  if (list !== undefined) {
    return insertFirst(text, list, lines);
  }
  const name = `${prefixOf(owner)}${place.name}`;
  const unit = indentUnit(text, owner);
  const block = [`<${name}>`, ...lines.map((line) => unit + line), `</${name}>`];
  return predecessor === undefined ? insertFirst(text, owner, block) : [insertAfter(text, predecessor, block)];
}

/** The child of `owner` before a new list: the first of `names` that it has, or else its last whole child. */
export function listPredecessor({ children }: XmlElement, names: readonly string[]): XmlElement | undefined {
  const whole = children.filter(isWhole);
  const found = names.map((name) => whole.findLast(({ localName }) => localName === name));
  return found.find((one) => one !== undefined) ?? whole.at(-1);
}

/** On the next line, after a comment on the same line, or directly after an element that does not start its line. */
export function insertAfter(text: string, { span }: XmlElement, lines: readonly string[]): TextEdit {
  const lineEnd = lineEndNear(text, span.start);
  if (!startsLine(text, span.start) || lineEnd === undefined) {
    return { start: span.end, end: span.end, newText: onOneLine(lines) };
  }
  const comment = /(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+[ \t]*(?=[\r\n]|$)/y;
  comment.lastIndex = span.end;
  const at = comment.test(text) ? comment.lastIndex : span.end;
  const lineStarts = lineEnd + indentAt(text, span.start);
  return { start: at, end: at, newText: lines.map((line) => lineStarts + line).join('') };
}

/** `element` moves to the next line. */
export function insertBefore(text: string, { span: { start } }: XmlElement, lines: readonly string[]): TextEdit {
  const lineEnd = startsLine(text, start) ? lineEndNear(text, start) : undefined;
  const lineStarts = (lineEnd ?? '') + indentAt(text, start);
  return { start, end: start, newText: lineEnd === undefined ? onOneLine(lines) : lines.join(lineStarts) + lineStarts };
}

export function insertFirst(text: string, element: XmlElement, lines: readonly string[]): readonly TextEdit[] {
  const lineEnd = startsLine(text, element.span.start) ? lineEndNear(text, element.span.start) : undefined;
  const own = indentAt(text, element.span.start);
  const inner = own + indentUnit(text, element);
  const [break_, outer] = lineEnd === undefined ? ['', ''] : [lineEnd, own];
  const block = lineEnd === undefined ? onOneLine(lines) : lines.map((line) => inner + line).join(lineEnd);
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

function onOneLine(lines: readonly string[]): string {
  return lines.map((line) => line.trimStart()).join('');
}

/** With its line if nothing else is on it. */
export function removeElement(text: string, { span }: Pick<XmlElement, 'span'>): TextEdit {
  const lines = wholeLines(text, span);
  const start = lines === span && !startsLine(text, span.start) ? beforeBlanks(text, span.start) : lines.start;
  return { start, end: lines.end, newText: '' };
}

/** `<name` of the open tag: where problems of the whole element are shown. */
export function tagName({ openTag, nameSpan }: XmlElement): Span {
  return { start: openTag.start, end: nameSpan.end };
}

/** The whole attribute if the value is empty. */
export function valueSpanOf({ span, valueSpan }: XmlAttribute): Span {
  return valueSpan === undefined || valueSpan.start === valueSpan.end ? span : valueSpan;
}
