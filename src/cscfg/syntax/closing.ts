import { lineEndNear, indentAt, lineStart, startsLine } from '../text/lines';
import { editDistance } from '../text/editDistance';
import { message, type Message } from '../text/message';
import type { TextEdit } from '../text/span';
import { insertion } from './syntaxProblem';
import type { CloseToken, OpenToken, Token } from './tokens';

interface OpenElement {
  readonly tag: OpenToken;
  /** Of its tag among the tokens. */
  readonly index: number;
}

/** The first close tag from `from` on whose element was not opened on the way to it. */
export function closerOf(tokens: readonly Token[], from: number): CloseToken | undefined {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === 'open') {
      depth++;
    } else if (token?.kind === 'close' && depth-- === 0) {
      return token;
    }
  }
  return undefined;
}

/** Whether the token after `index` is of that kind. */
export function followsAtOnce(tokens: readonly Token[], index: number, kind: Token['kind']): boolean {
  return tokens[index + 1]?.kind === kind;
}

/** Whether one name is the other one, misspelt. */
export function resembles(a: string, b: string): boolean {
  return a !== '' && b !== '' && editDistance(a.toLowerCase(), b.toLowerCase(), 2) <= Math.min(2, a.length / 3);
}

/**
 * How an element that was never closed gets closed. `closer` is the index of the close tag of an element around it,
 * before which it must be. The edit's place is the likeliest: in its own tag where nothing is in it, before its next
 * sibling of the same name, which would hardly be its child, or else before that close tag.
 */
export function unclosedEdit(
  text: string,
  tokens: readonly Token[],
  { tag, index }: OpenElement,
  closer: number,
): { readonly title: Message; readonly edit: TextEdit } {
  const first = siblingAfter(tokens, index, tag.name) ?? closer;
  const end = tag.span.end;
  if (first === index + 1 && text[end - 1] === '>') {
    return {
      title: message('Close it with "/>"'),
      edit: insertion(end - 1, text[end - 2] === ' ' ? '/' : ' /'),
    };
  }
  return {
    title: message('Insert </{0}>', tag.name),
    edit: closeTagBefore(text, tokens[first]?.span.start ?? text.length, tag),
  };
}

/** The index of the first tag of that name directly inside the element that begins at `index`. */
function siblingAfter(tokens: readonly Token[], index: number, name: string): number | undefined {
  let depth = 0;
  for (let at = index + 1; at < tokens.length && depth >= 0; at++) {
    const token = tokens[at];
    if (depth === 0 && (token?.kind === 'open' || token?.kind === 'empty') && token.name === name) {
      return at;
    }
    depth += token?.kind === 'open' ? 1 : token?.kind === 'close' ? -1 : 0;
  }
  return undefined;
}

/** On a line of its own, indented like the open tag, where what follows has one too. */
function closeTagBefore(text: string, offset: number, tag: OpenToken): TextEdit {
  const line = lineStart(text, offset);
  return startsLine(text, offset) && line > 0
    ? insertion(line, `${indentAt(text, tag.span.start)}</${tag.name}>${lineEndNear(text, offset) ?? '\n'}`)
    : insertion(offset, `</${tag.name}>`);
}
