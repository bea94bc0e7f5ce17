import type { XmlAttribute } from '../../../xml/tree';
import type { TextEdit } from '../../text/span';

/** Takes the attribute out of its tag, with the white space before it. */
export function removeAttribute(text: string, { span }: XmlAttribute): TextEdit {
  const blank = /\s*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return { start: span.start - blank, end: span.end, newText: '' };
}
