import * as l10n from '@vscode/l10n';
import { editDistance } from '../text/editDistance';
import { indentAt, lineEndNear, lineStart, startsLine } from '../text/lines';
import type { Span, TextEdit } from '../text/span';
import { beforeSpace, skipSpace } from './characters';
import { insertion, proposal, removal, type ProposedEdit, type SyntaxProblem } from './problem';
import type { CloseTag, OpenTag, Token } from './tree';

/** An element that is open, by the index of its tag among the tokens. */
export interface OpenElement {
  readonly tag: OpenTag;
  readonly index: number;
}

/** So many of the innermost elements may be the one that a misspelt close tag means. */
const likeliest = 50;

/** More letters than any name has: names that are longer resemble none. */
const longest = 100;

/**
 * Which of the open elements a close tag was meant for, as an index of `open`; undefined where the tag is one too many.
 * `named`: the innermost one of its name, -1 where there is none. `next`: the name of the next close tag whose element
 * is open already: it says what the text goes on with.
 */
export function closedBy(
  tag: CloseTag,
  open: readonly OpenElement[],
  named: number,
  next: () => string | undefined,
): number | undefined {
  const last = open.length - 1;
  const nameOf = (index: number): string | undefined => open[index]?.tag.name;
  if (named === last) {
    return last < 0 ? undefined : last;
  }
  if (named >= 0) {
    // The one around it is closed once more: this one is the innermost's, misspelt.
    return named === last - 1 && next() === tag.name && nameOf(named - 1) !== tag.name ? last : named;
  }
  if (next() === nameOf(last) || next() === tag.name) {
    return undefined;
  }
  if (next() === nameOf(last - 1)) {
    return last;
  }
  for (let index = last; index >= 0 && last - index < likeliest; index--) {
    if (resembles(nameOf(index) ?? '', tag.name)) {
      return index;
    }
  }
  return last;
}

/** Whether one name is the other one, misspelt. */
export function resembles(a: string, b: string): boolean {
  return (
    a !== '' &&
    b !== '' &&
    Math.max(a.length, b.length) <= longest &&
    editDistance(a.toLowerCase(), b.toLowerCase(), 2) <= Math.min(2, a.length / 3)
  );
}

/** Gives for an index the name of the first close tag from there on whose element was not opened on the way to it. */
export function closersAhead(tokens: readonly Token[]): (from: number) => string | undefined {
  // For each index that of its close tag, from the last token to the first; -1 where there is none.
  const closers = new Int32Array(tokens.length + 1).fill(-1);
  const closerAt = (index: number): number => closers[index] ?? -1;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const kind = tokens[index]?.kind;
    const following = closerAt(index + 1);
    closers[index] = kind === 'close' ? index : kind !== 'open' || following < 0 ? following : closerAt(following + 1);
  }
  return (from) => {
    const token = tokens[closerAt(from)];
    return token?.kind === 'close' ? token.name : undefined;
  };
}

/** `<name` of an open tag, or its name where it lacks the `<`. */
export function openerSpan({ start, nameEnd }: OpenTag): Span {
  return { start, end: nameEnd };
}

/** Of elements that are open at the end of the text, of which `innermost` is the last. */
export function unclosedAtEnd(text: string, open: readonly OpenElement[], innermost: OpenTag): SyntaxProblem {
  const end = beforeSpace(text);
  const names = open
    .slice(-4)
    .map(({ tag }) => `</${tag.name}>`)
    .reverse();
  const missing = names.length > 3 ? `${names.slice(0, 3).join('')}…` : names.join('');
  return {
    span: openerSpan(innermost),
    message: l10n.t('<{0}> is never closed: {1} is missing at the end.', innermost.name, missing),
    edits: [proposal(l10n.t('Insert {0}', missing), insertion(end, closersAtEnd(text, open, end)))],
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
    message: l10n.t('<{0}> is never closed: </{0}> is missing before </{1}>.', tag.name, closer.name),
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
  const { end } = tag;
  if (first === index + 1 && text[end - 1] === '>') {
    return proposal(l10n.t('Close it with "/>"'), insertion(end - 1, text[end - 2] === ' ' ? '/' : ' /'));
  }
  const edit = closeTagBefore(text, tokens[first]?.start ?? text.length, tag);
  return proposal(l10n.t('Insert </{0}>', tag.name), edit);
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
    .map(({ tag: { name, start } }) => {
      const hasLine = start < line && startsLine(text, start);
      return `${hasLine ? `${lineEnd}${indentAt(text, start)}` : ''}</${name}>`;
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
function closeTagBefore(text: string, offset: number, tag: OpenTag): TextEdit {
  const line = lineStart(text, offset);
  return startsLine(text, offset) && line > 0
    ? insertion(line, `${indentAt(text, tag.start)}</${tag.name}>${lineEndNear(text, offset) ?? '\n'}`)
    : insertion(offset, `</${tag.name}>`);
}

/** What is wrong with a close tag that closes `meant`, if anything is: the name, what follows it, or its end. */
export function closeTagProblem(text: string, tag: CloseTag, meant: OpenTag): SyntaxProblem | undefined {
  const { name, nameEnd, rest, start, end, finished } = tag;
  if (name !== meant.name) {
    return mismatch(tag, meant);
  }
  if (!finished) {
    return {
      span: { start, end },
      message: l10n.t('The close tag </{0} is not finished: ">" is missing.', name),
      edits: [proposal(l10n.t('Insert "{0}"', '>'), insertion(end, '>'))],
      unfinished: true,
    };
  }
  return rest === undefined
    ? undefined
    : {
        span: { start: skipSpace(text, nameEnd), end: rest.end },
        message: l10n.t('Nothing may follow the name in the close tag </{0}>. Remove it.', name),
        edits: [removal(rest)],
      };
}

function mismatch({ name, start, end, nameStart, nameEnd, rest, finished }: CloseTag, meant: OpenTag): SyntaxProblem {
  const written = { start: nameStart, end: rest?.end ?? nameEnd };
  const closer = { ...written, newText: `${meant.name}${finished ? '' : '>'}` };
  const opener = proposal(l10n.t('Write {0}', `<${name}>`), { ...meant.nameSpan, newText: name });
  const likely = proposal(l10n.t('Write {0}', `</${meant.name}>`), closer);
  // A colon that got into the open tag makes a prefix that nothing declares.
  const isColonTooMany = name !== meant.name && name.replaceAll(':', '') === meant.name.replaceAll(':', '');
  return {
    span: name === '' ? { start, end } : written,
    message: l10n.t('</{0}> does not match <{1}>. Write </{1}>.', name, meant.name),
    edits:
      finished && rest === undefined && resembles(name, meant.name)
        ? isColonTooMany && meant.name.length > name.length
          ? [opener, likely]
          : [likely, opener]
        : [likely],
    ...(finished ? {} : { unfinished: true }),
  };
}
