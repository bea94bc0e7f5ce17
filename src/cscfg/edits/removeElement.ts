import type { XmlElement } from '../syntax/xmlElement';
import { lineStart, startsLine } from '../text/lines';
import type { TextEdit } from '../text/span';

/** Takes the element out of the text, with its line where it has one to itself. */
export function removeElement(text: string, { span }: XmlElement): TextEdit {
  const rest = /[ \t]*(\r\n|\r|\n|$)/y;
  rest.lastIndex = span.end;
  const end = rest.test(text) ? rest.lastIndex : undefined;
  if (end !== undefined && startsLine(text, span.start)) {
    return { start: lineStart(text, span.start), end, newText: '' };
  }
  const blanks = /[ \t]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return { start: startsLine(text, span.start) ? span.start : span.start - blanks, end: span.end, newText: '' };
}
