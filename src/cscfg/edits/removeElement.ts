import type { XmlElement } from '../../xml/tree';
import { beforeBlanks, startsLine, wholeLines } from '../text/lines';
import type { TextEdit } from '../text/span';

/** Takes the element out of the text, with its line where it has one to itself. */
export function removeElement(text: string, { span }: Pick<XmlElement, 'span'>): TextEdit {
  const lines = wholeLines(text, span);
  const start = lines === span && !startsLine(text, span.start) ? beforeBlanks(text, span.start) : lines.start;
  return { start, end: lines.end, newText: '' };
}
