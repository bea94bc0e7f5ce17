import { lineEndNear, indentAt, lineStart, startsLine } from '../text/lines';
import type { ProposedEdit } from '../text/proposedEdit';
import { message } from '../text/message';
import type { Span, TextEdit } from '../text/span';
import { beforeSpace } from './characters';
import { insertion, proposal, type SyntaxProblem } from './syntaxProblem';
import type { OpenToken, Token } from './tokens';

export interface OpenElement {
  readonly tag: OpenToken;
  /** Of its tag among the tokens. */
  readonly index: number;
}

/** `<name` of an open tag, or its name where it lacks the `<`. */
export function openerSpan({ span, nameSpan }: Pick<OpenToken, 'span' | 'nameSpan'>): Span {
  return { start: span.start, end: nameSpan.end };
}

/** Of elements that are open at the end of the text, of which `innermost` is the last. */
export function unclosedAtEnd(text: string, open: readonly OpenElement[], innermost: OpenToken): SyntaxProblem {
  const end = beforeSpace(text);
  const names = open.map(({ tag }) => `</${tag.name}>`).reverse();
  const missing = names.length > 3 ? `${names.slice(0, 3).join('')}…` : names.join('');
  return {
    span: openerSpan(innermost),
    message: message('<{0}> is never closed: {1} is missing at the end.', innermost.name, missing),
    edits: [proposal(message('Insert {0}', missing), insertion(end, closersAtEnd(text, open, end)))],
    unfinished: true,
  };
}

/** Of an element that is open where one around it is closed: by a tag of that name, at that index of the tokens. */
export function unclosedWithin(
  text: string,
  tokens: readonly Token[],
  element: OpenElement,
  closer: { readonly name: string; readonly index: number },
): SyntaxProblem {
  const { tag } = element;
  return {
    span: openerSpan(tag),
    message: message('<{0}> is never closed: </{0}> is missing before </{1}>.', tag.name, closer.name),
    edits: [unclosedEdit(text, tokens, element, closer.index)],
  };
}

/**
 * How the element gets closed. The place is the likeliest: in its own tag where nothing is in it, before its next
 * sibling of the same name, which would hardly be its child, or else before the close tag at index `closer`.
 */
function unclosedEdit(
  text: string,
  tokens: readonly Token[],
  { tag, index }: OpenElement,
  closer: number,
): ProposedEdit {
  const first = siblingAfter(tokens, index, tag.name) ?? closer;
  const end = tag.span.end;
  if (first === index + 1 && text[end - 1] === '>') {
    return proposal(message('Close it with "/>"'), insertion(end - 1, text[end - 2] === ' ' ? '/' : ' /'));
  }
  const edit = closeTagBefore(text, tokens[first]?.span.start ?? text.length, tag);
  return proposal(message('Insert </{0}>', tag.name), edit);
}

/**
 * The close tags of `open` to insert at `end`, the last offset but for white space: each on a line of its own and below
 * its open tag, where that has its own line too.
 */
export function closersAtEnd(text: string, open: readonly OpenElement[], end: number): string {
  const line = lineStart(text, end);
  const lineEnd = lineEndNear(text, end) ?? '\n';
  return open
    .toReversed()
    .map(({ tag: { name, span } }) => {
      const hasLine = span.start < line && startsLine(text, span.start);
      return `${hasLine ? `${lineEnd}${indentAt(text, span.start)}` : ''}</${name}>`;
    })
    .join('');
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
