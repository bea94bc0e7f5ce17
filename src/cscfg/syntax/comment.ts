import { message } from '../text/message';
import { beforeSpace } from './characters';
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
  if (outer !== -1 && (next === -1 || outer < next)) {
    return nested(scanner, { inside, opening, end: outer });
  }
  return /[\r\n]/.test(text.slice(inside, opening))
    ? unclosed(scanner, start)
    : nested(scanner, { inside, opening, end: closing });
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

/**
 * A comment around a comment, which is how a block with comments in it gets commented out. `end`: the offset of the
 * `-->` that ends it.
 */
function nested(
  scanner: Scanner,
  { inside, opening, end }: { readonly inside: number; readonly opening: number; readonly end: number },
): number {
  scanner.report({
    span: { start: opening, end: opening + 4 },
    message: message('A comment cannot hold another comment: it ends at the first "-->".'),
    edits: [proposal(message('Write "- -" inside'), ...spacedHyphens(scanner.text, inside, end))],
  });
  return end + 3;
}

/** A space after every hyphen that another one follows, those of the closing `-->` included. */
function spacedHyphens(text: string, start: number, end: number): ReturnType<typeof insertion>[] {
  const within = text.slice(start, end + 1);
  return [...within.matchAll(/-(?=-)/g)].map(({ index }) => insertion(start + index + 1, ' '));
}

/** It most likely was to end on its first line: the rest of the text is read as if it had. */
function unclosed(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const inside = start + 4;
  const line = /[^\r\n]*/y;
  line.lastIndex = inside;
  const [rest = ''] = line.exec(text) ?? [];
  const misspelt = /^>|-{1,2}[ \t!]*>/.exec(rest);
  const from = beforeSpace(text, inside + (misspelt?.index ?? rest.length), inside);
  const end = misspelt === null ? from : inside + misspelt.index + misspelt[0].length;
  scanner.report({
    span: { start, end: inside },
    message: message('The comment is never closed: {0} is missing.', '-->'),
    edits: [proposal(message('Close it with -->'), { start: from, end, newText: ' -->' })],
    unfinished: true,
  });
  return end;
}
