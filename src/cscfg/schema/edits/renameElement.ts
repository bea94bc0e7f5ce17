import { prefixOf } from '../../edits/layout';
import type { XmlElement } from '../../../xml/tree';
import type { TextEdit } from '../../text/span';

/** Gives the element this local name, in both of its tags. */
export function renameElement(element: XmlElement, localName: string): readonly TextEdit[] {
  const { nameSpan, closeTag } = element;
  const newText = prefixOf(element) + localName;
  const open = { ...nameSpan, newText };
  if (closeTag === undefined) {
    return [open];
  }
  const start = closeTag.start + 2;
  return [open, { start, end: start + (nameSpan.end - nameSpan.start), newText }];
}
