import { isWhole } from '../../edits/layout';
import { removeElement } from '../../edits/removeElement';
import type { XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../text/span';

/**
 * Moves what is in `element` to the end of `first`, comments included, and removes the one that is empty then.
 * Undefined where one of them says something of its own, or is not whole.
 */
export function mergeInto(text: string, first: XmlElement, element: XmlElement): readonly TextEdit[] | undefined {
  if (![first, element].every((one) => isWhole(one) && one.attributes.length === 0)) {
    return undefined;
  }
  const inner = innerText(text, element).trimEnd();
  if (inner.trim() === '') {
    return [removeElement(text, element)];
  }
  const already = innerText(text, first);
  if (already.trim() === '') {
    return [removeElement(text, first)];
  }
  const at = first.openTag.end + already.trimEnd().length;
  return [{ start: at, end: at, newText: inner }, removeElement(text, element)];
}

function innerText(text: string, { openTag, closeTag }: XmlElement): string {
  return text.slice(openTag.end, closeTag?.start ?? openTag.end);
}
