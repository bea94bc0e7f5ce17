import { escapeInvisible } from '../../text/invisible';
import type { Range } from './finding';

/** A line of a file as a terminal shows it, and a caret line below it. */
export interface SourceLines {
  readonly number: string;
  readonly line: string;
  readonly indent: string;
  readonly caret: string;
}

/** The most characters before and after the start of the range, so that a minified file does not fill the terminal. */
const mostBefore = 80;
const mostAfter = 100;

/** Characters that take two columns of a terminal, as far as names and comments contain them. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/gu;

/** The line on which the range starts; undefined if there is nothing to show. */
export function sourceLines(text: string, { start, end }: Range): SourceLines | undefined {
  const line = lineAt(text, start.line);
  if (line === undefined || line.trim() === '') {
    return undefined;
  }
  const from = start.character > mostBefore ? start.character - mostBefore : 0;
  const to = Math.min(line.length, start.character + mostAfter);
  const last = Math.min(end.line === start.line ? end.character : line.length, to);
  const [cutBefore, cutAfter] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  const before = cutBefore + shown(line.slice(from, start.character));
  const marked = shown(line.slice(start.character, Math.max(last, start.character)));
  return {
    number: String(start.line + 1),
    line: before + marked + shown(line.slice(Math.max(last, start.character), to)) + cutAfter,
    indent: ' '.repeat(columns(before)),
    caret: `^${'~'.repeat(Math.max(0, columns(marked) - 1))}`,
  };
}

function shown(text: string): string {
  return escapeInvisible(text.replaceAll('\t', '    '));
}

function columns(text: string): number {
  return (text.match(/./gsu)?.length ?? 0) + (text.match(wide)?.length ?? 0);
}

function lineAt(text: string, line: number): string | undefined {
  const ends = /\r\n|\r|\n/g;
  for (let index = 0; index < line; index++) {
    if (ends.exec(text) === null) {
      return undefined;
    }
  }
  const start = ends.lastIndex;
  const end = ends.exec(text)?.index ?? text.length;
  return text.slice(start, end);
}
