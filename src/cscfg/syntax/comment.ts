import { message } from '../text/message';
import type { Scanner } from './scanner';
import { insertion, proposal } from './syntaxProblem';

/** Reads the comment at `start`; gives the offset after it. */
export function scanComment(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const inside = start + 4;
  const closing = text.indexOf('-->', inside);
  const opening = text.indexOf('<!--', inside);
  if (closing === -1) {
    return unclosed(scanner, start);
  }
  if (opening === -1 || opening > closing) {
    doubleHyphen(scanner, inside, closing);
    return closing + 3;
  }
  const outer = text.indexOf('-->', closing + 3);
  const next = text.indexOf('<!--', closing + 3);
  return outer !== -1 && (next === -1 || outer < next)
    ? nested(scanner, { inside, opening, outer })
    : unclosed(scanner, start);
}

/** A comment that holds `--`, or ends with a hyphen too much. */
function doubleHyphen(scanner: Scanner, inside: number, closing: number): void {
  const at = scanner.text.indexOf('--', inside);
  if (at < closing) {
    scanner.report({
      span: { start: at, end: at + 2 },
      message: message('"--" is not allowed inside a comment. Write "- -" instead.'),
      edits: [proposal(message('Write "- -"'), ...spacedHyphens(scanner.text, inside, closing))],
    });
  }
}

/** A comment around a comment, which is how a block with comments in it gets commented out. */
function nested(
  scanner: Scanner,
  { inside, opening, outer }: { readonly inside: number; readonly opening: number; readonly outer: number },
): number {
  scanner.report({
    span: { start: opening, end: opening + 4 },
    message: message('A comment cannot hold another comment: it ends at the first "-->".'),
    edits: [proposal(message('Write "- -" inside'), ...spacedHyphens(scanner.text, inside, outer))],
  });
  return outer + 3;
}

/** A space after every hyphen that another one follows, those of the closing `-->` included. */
function spacedHyphens(text: string, start: number, end: number): ReturnType<typeof insertion>[] {
  const within = text.slice(start, end + 1);
  return [...within.matchAll(/-(?=-)/g)].map(({ index }) => insertion(start + index + 1, ' '));
}

/** It most likely was to end on its first line: the rest of the text is read as if it had. */
function unclosed(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const line = /[^\r\n]*/y;
  line.lastIndex = start + 4;
  const rest = line.exec(text)?.[0].trimEnd() ?? '';
  const misspelt = /\s*-+[\s!]*>/.exec(rest);
  const from = start + 4 + (misspelt?.index ?? rest.length);
  const end = from + (misspelt?.[0].length ?? 0);
  scanner.report({
    span: { start, end: start + 4 },
    message: message('The comment is never closed: {0} is missing.', '-->'),
    edits: [proposal(message('Close it with -->'), { start: from, end, newText: ' -->' })],
  });
  return end;
}
