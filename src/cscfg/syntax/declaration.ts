import { message } from '../text/message';
import type { Scanner } from './scanner';
import { proposal, removal } from './syntaxProblem';

const wellFormed =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;

/** Reads the XML declaration at `start`, wherever that is; gives the offset after it. */
export function scanDeclaration(scanner: Scanner, start: number): number {
  const { text } = scanner;
  wellFormed.lastIndex = start;
  const good = wellFormed.test(text);
  const end = good ? wellFormed.lastIndex : likelyEnd(text, start);
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  if (start !== first) {
    misplaced(scanner, first, { start, end });
  } else if (!good) {
    const encoding = /encoding\s*=\s*["']?([A-Za-z][A-Za-z0-9._-]*)/.exec(text.slice(start, end))?.[1] ?? 'utf-8';
    const written = `<?xml version="1.0" encoding="${encoding}"?>`;
    scanner.report({
      span: { start, end },
      message: message('The XML declaration is not well-formed. Write {0}', written),
      edits: [proposal(message('Write {0}', written), { start, end, newText: written })],
    });
  }
  return end;
}

function misplaced(scanner: Scanner, first: number, span: { readonly start: number; readonly end: number }): void {
  const before = { start: first, end: span.start };
  const blank = scanner.text.slice(before.start, before.end).trim() === '';
  scanner.report({
    span,
    message: message('The XML declaration must be the very first thing in the file.'),
    edits: [blank ? proposal(message('Remove the white space before it'), { ...before, newText: '' }) : removal(span)],
  });
}

/** After its `?>`, or what was meant as that: it holds no tag and, as a rule, no second line. */
function likelyEnd(text: string, start: number): number {
  const end = /\?>|\/?>|(?=<)|$/g;
  end.lastIndex = start + 1;
  const match = end.exec(text);
  if (match === null) {
    return text.length;
  }
  if (match[0] !== '') {
    return end.lastIndex;
  }
  return start + text.slice(start, match.index).trimEnd().length;
}
