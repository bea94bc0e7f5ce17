import { message } from '../text/message';
import { lineEndNear } from '../text/lines';
import type { Span } from '../text/span';
import { beforeSpace, skipSpace } from './characters';
import type { Scanner } from './scanner';
import { insertion, lineRemoval, proposal } from './syntaxProblem';

const wellFormed =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;

/** Whether an XML declaration is begun at `start`, if not in its exact spelling. */
export function isDeclarationAt(text: string, start: number): boolean {
  const begun = /<\?[ \t]*xml(?![\w:.-])|<xml[ \t\r\n][^<>]*\?>/iy;
  begun.lastIndex = start;
  return begun.test(text);
}

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
    const written = rewritten(text.slice(start, end));
    scanner.report({
      span: { start, end },
      message: message('The XML declaration is not well-formed. Write {0}', written),
      edits: [proposal(message('Write {0}', written), { start, end, newText: written })],
      unfinished: true,
    });
  }
  return end;
}

/** What the declaration was to be, as far as that can be told. */
function rewritten(declaration: string): string {
  const encoding = /encoding\s*=\s*["'“”]?([A-Za-z][A-Za-z0-9._-]*)/.exec(declaration)?.[1];
  const standalone = /standalone\s*=\s*["'“”]?(yes|no)\b/.exec(declaration)?.[1];
  const rest = Object.entries({ encoding, standalone }).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${value}"`],
  );
  return `<?xml version="1.0"${rest.join('')}?>`;
}

function misplaced(scanner: Scanner, first: number, span: Span): void {
  const { text } = scanner;
  const before = { start: first, end: span.start };
  if (skipSpace(text, first) === span.start) {
    scanner.report({
      span,
      message: message('The XML declaration must be the very first thing in the file.'),
      edits: [proposal(message('Remove the white space before it'), { ...before, newText: '' })],
    });
  } else if (isDeclarationAt(text, first)) {
    scanner.report({
      span,
      message: message('There is an XML declaration already. Remove the second one.'),
      edits: [lineRemoval(text, span)],
    });
  } else if (text.slice(before.start, before.end).includes('<')) {
    const written = `${rewritten(text.slice(span.start, span.end))}${lineEndNear(text, span.start) ?? ''}`;
    const { edits } = lineRemoval(text, span);
    scanner.report({
      span,
      message: message('The XML declaration must be the very first thing in the file.'),
      edits: [proposal(message('Move it to the start of the file'), insertion(first, written), ...edits)],
    });
  }
  // Text alone before it must go, which is reported of the text.
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
  return beforeSpace(text, match.index, start);
}
