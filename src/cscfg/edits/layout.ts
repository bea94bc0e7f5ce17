import { walk, type XmlElement } from '../../xml/tree';
import { indentAt, startsLine } from '../text/lines';

/** How the text around a place is laid out, so that what is put there looks as if it had always been there. */

/**
 * One step of indentation where `element` stands: what it, its kin, or else any element is indented beyond its parent.
 * Two spaces where no element has a line of its own within another's; nothing where none of those is indented.
 */
export function indentUnit(text: string, element: XmlElement): string {
  let otherwise = '  ';
  const kin = [[element], element.children, element.parent?.children ?? []];
  for (const candidates of [...kin, walk(rootOf(element).children)]) {
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

/** The quote of the nearest attribute: the element's own, its last descendant's, or else its ancestors'. */
export function quoteNear(element: XmlElement): '"' | "'" {
  for (let around: XmlElement | undefined = element; around !== undefined; around = around.parent) {
    const quoted = [...walk([around])].flatMap(({ attributes }) => attributes).findLast(({ quote }) => quote);
    if (quoted?.quote !== undefined) {
      return quoted.quote;
    }
  }
  return '"';
}

/** `c:` of `c:Certificates`; '' where there is none. */
export function prefixOf({ name, localName }: XmlElement): string {
  return name.slice(0, name.length - localName.length);
}

/** Whether the element's tags are all there: only then is its extent what the author means. */
export function isWhole(element: XmlElement): boolean {
  return element.selfClosing || element.closeTag !== undefined;
}

/** Whether the open tag has its `>`: while it has not, what is missing from it may be about to be typed. */
export function isTyped(text: string, { openTag }: XmlElement): boolean {
  return text.charAt(openTag.end - 1) === '>';
}

/** How much deeper than its parent an element is, where both have lines of their own. */
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
