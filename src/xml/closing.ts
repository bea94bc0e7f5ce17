import * as l10n from '@vscode/l10n';
import { editDistance } from '../text/editDistance';
import { indentAt, lineEndNear, lineStart, startsLine } from '../text/lines';
import type { ProposedEdit, Span } from '../text/span';
import { beforeSpace, skipSpace } from './characters';
import { fix, insertion, remove, write, type ProblemList } from './problem';
import type { CloseTag, OpenTag, Token } from './tree';

/** An element that is open, by the index of its tag among the tokens. */
export interface OpenElement {
  readonly tag: OpenTag;
  readonly index: number;
}

/** A misspelled close tag can belong to one of so many of the innermost elements. */
const likeliest = 50;

/** Longer names resemble no others. UTF-16 units. */
const longestName = 100;

/**
 * The index in `open` of the element that a close tag is meant for; undefined for a tag too many. `named`: the innermost
 * one with its name, -1 if there is none. `next`: the name of the next close tag whose element is open already.
 */
export function closedBy(
  { name }: CloseTag,
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
    // If the one around the innermost is closed again, this is the innermost's, misspelled.
    return named === last - 1 && next() === name && nameOf(named - 1) !== name ? last : named;
  }
  if (next() === nameOf(last) || next() === name) {
    return undefined;
  }
  if (next() !== nameOf(last - 1)) {
    for (let index = last; index >= 0 && last - index < likeliest; index--) {
      if (resembles(nameOf(index) ?? '', name)) {
        return index;
      }
    }
  }
  return last;
}

/** Whether one name is the other one, misspelled. */
function resembles(a: string, b: string): boolean {
  return (
    b !== '' &&
    Math.max(a.length, b.length) <= longestName &&
    editDistance(a.toLowerCase(), b.toLowerCase(), 2) <= Math.min(2, a.length / 3)
  );
}

/** For an index, gives the name of the first close tag from there on whose element is not opened on the way to it. */
export function closersAhead(tokens: readonly Token[]): (from: number) => string | undefined {
  // For each index the index of that close tag, from the last token to the first; -1 if there is none.
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

/** `<name` of an open tag, or its name if it lacks the `<`. */
export function openerSpan({ start, nameEnd }: OpenTag): Span {
  return { start, end: nameEnd };
}

/** Reports the innermost of the elements that are open at the end of the text. */
export function reportUnclosedAtEnd(problems: ProblemList, text: string, open: readonly OpenElement[]): void {
  const end = beforeSpace(text);
  const innermost = open.at(-1)?.tag;
  if (innermost !== undefined) {
    const closers = open.slice(-4).map(({ tag }) => `</${tag.name}>`);
    const missing = closers.slice(-3).reverse().join('') + (closers.length > 3 ? '…' : '');
    const what = l10n.t('<{0}> is never closed: {1} is missing at the end.', innermost.name, missing);
    const insertAll = fix(l10n.t('Insert {0}', missing), insertion(end, closersAtEnd(text, open, end)));
    problems.report(openerSpan(innermost), what, [insertAll], 'unfinished');
  }
}

/** Reports an element that is open where one around it is closed: by a tag of that name, at that index of the tokens. */
export function reportUnclosedWithin(
  problems: ProblemList,
  text: string,
  tokens: readonly Token[],
  element: OpenElement,
  closer: { readonly name: string; readonly index: number },
): void {
  const { tag } = element;
  const what = l10n.t('<{0}> is never closed: </{0}> is missing before </{1}>.', tag.name, closer.name);
  problems.report(openerSpan(tag), what, [unclosedFix(text, tokens, element, closer.index)]);
}

/**
 * Closes the element at the likeliest place: in its own tag if nothing is in it, before its next sibling of the same
 * name, which is hardly its child, or else before the close tag at index `closer`.
 */
function unclosedFix(
  text: string,
  tokens: readonly Token[],
  { tag, index }: OpenElement,
  closer: number,
): ProposedEdit {
  const first = siblingAfter(tokens, index, tag.name) ?? closer;
  const { end } = tag;
  if (first === index + 1 && text[end - 1] === '>') {
    return fix(l10n.t('Close it with "/>"'), insertion(end - 1, text[end - 2] === ' ' ? '/' : ' /'));
  }
  // On a line of its own, indented like the open tag, if what follows starts its line.
  const offset = tokens[first]?.start ?? text.length;
  const line = lineStart(text, offset);
  const edit =
    startsLine(text, offset) && line > 0
      ? insertion(line, `${indentAt(text, tag.start)}</${tag.name}>${lineEndNear(text, offset) ?? '\n'}`)
      : insertion(offset, `</${tag.name}>`);
  return fix(l10n.t('Insert </{0}>', tag.name), edit);
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

/** Reports what is wrong with a close tag, if anything: its name, what follows it, or its end. */
export function reportCloseTag(problems: ProblemList, text: string, tag: CloseTag, closed: OpenTag): void {
  const { name, nameEnd, rest, start, end, finished } = tag;
  if (name !== closed.name) {
    reportMismatch(problems, tag, closed);
  } else if (!finished) {
    const what = l10n.t('The close tag </{0} is not finished: ">" is missing.', name);
    problems.report({ start, end }, what, [fix(l10n.t('Insert "{0}"', '>'), insertion(end, '>'))], 'unfinished');
  } else if (rest !== undefined) {
    const span = { start: skipSpace(text, nameEnd), end: rest.end };
    const what = l10n.t('Nothing may follow the name in the close tag </{0}>. Remove it.', name);
    problems.report(span, what, [remove(rest)]);
  }
}

function reportMismatch(problems: ProblemList, tag: CloseTag, closed: OpenTag): void {
  const { name, start, end, nameStart, nameEnd, rest, finished } = tag;
  const written = { start: nameStart, end: rest?.end ?? nameEnd };
  const edits = [write(written, finished ? closed.name : `${closed.name}>`, `</${closed.name}>`)];
  if (finished && rest === undefined && resembles(name, closed.name)) {
    edits.push(write(closed.nameSpan, name, `<${name}>`));
    // A colon that got into the open tag makes a prefix that nothing declares.
    if (closed.name.length > name.length && name.replaceAll(':', '') === closed.name.replaceAll(':', '')) {
      edits.reverse();
    }
  }
  const what = l10n.t('</{0}> does not match <{1}>. Write </{1}>.', name, closed.name);
  problems.report(name === '' ? { start, end } : written, what, edits, finished ? undefined : 'unfinished');
}
