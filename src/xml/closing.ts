import * as l10n from '@vscode/l10n';
import { indentAt, lineEndNear, lineStart, startsLine } from '../text/lines';
import { resembles } from '../text/misspelling';
import type { ProposedEdit, Span } from '../text/span';
import { skipSpace } from './characters';
import { fix, insert, insertion, remove, write, type ProblemList } from './problem';
import type { CloseTag, OpenTag, Token } from './tree';

export interface OpenElement {
  readonly tag: OpenTag;
  readonly index: number;
  /** The place of the next outer open element of the same name; -1 if there is none. */
  readonly outer: number;
}

/** A misspelled close tag can belong to one of this many innermost elements. */
const mostCandidates = 50;

/**
 * The index in `open` of the element that a close tag is meant for; undefined if the tag is superfluous. `named`: the
 * innermost element with its name, or -1. `next`: the name of the next close tag of an element already open.
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
    // If a close tag for the one around the innermost follows, this one is the misspelled tag of the innermost.
    return named === last - 1 && next() === name && nameOf(named - 1) !== name ? last : named;
  }
  if (next() === nameOf(last) || next() === name) {
    return undefined;
  }
  if (next() !== nameOf(last - 1)) {
    for (let index = last; index >= 0 && last - index < mostCandidates; index--) {
      if (resembles(nameOf(index) ?? '', name)) {
        return index;
      }
    }
  }
  return last;
}

/** Returns the name of the first close tag from an index on whose element is not opened after that index. */
export function closersAhead(tokens: readonly Token[]): (from: number) => string | undefined {
  // For each index the index of that close tag; -1 if there is none. Filled from the last token to the first.
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

/** `<name`, or only the name if the `<` is missing. */
export function openerSpan({ start, nameEnd }: OpenTag): Span {
  return { start, end: nameEnd };
}

/** A child with the element's own name is more likely its next sibling. */
export function nextSibling({ name, children }: OpenTag): OpenTag | undefined {
  return children.find((child) => child.name === name);
}

/** Closes an empty element in its own tag, others before the next sibling or else the close tag at `closer`. */
export function closingFix(text: string, tag: OpenTag, closer: number): ProposedEdit {
  const sibling = nextSibling(tag);
  const at = sibling?.start ?? closer;
  const { name, end, children, textSpans } = tag;
  const isEmpty = children[0] === sibling && (textSpans[0]?.start ?? at) >= at;
  if (isEmpty && text[end - 1] === '>') {
    return fix(l10n.t('Close it with "/>"'), insertion(end - 1, text[end - 2] === ' ' ? '/' : ' /'));
  }
  // On a separate line, indented like the open tag, if what follows starts its line.
  const line = lineStart(text, at);
  return startsLine(text, at) && line > 0
    ? insert(line, `${indentAt(text, tag.start)}</${name}>${lineEndNear(text, at) ?? '\n'}`)
    : insert(at, `</${name}>`);
}

/** The close tags for the end of the text, each on its own line if its open tag starts a line. */
export function closersAtEnd(text: string, open: readonly OpenTag[], end: number): string {
  const line = lineStart(text, end);
  const lineEnd = lineEndNear(text, end) ?? '\n';
  return open
    .toReversed()
    .map(({ name, start }) => {
      const hasLine = start < line && startsLine(text, start);
      return `${hasLine ? `${lineEnd}${indentAt(text, start)}` : ''}</${name}>`;
    })
    .join('');
}

export function reportCloseTag(problems: ProblemList, text: string, tag: CloseTag, closed: OpenTag): void {
  const { name, start, end, nameStart, nameEnd, rest, finished } = tag;
  const unfinished = finished ? undefined : 'unfinished';
  if (name !== closed.name) {
    const written = { start: nameStart, end: rest?.end ?? nameEnd };
    const edits = [write(written, finished ? closed.name : `${closed.name}>`, `</${closed.name}>`)];
    if (finished && rest === undefined && resembles(name, closed.name)) {
      edits.push(write(closed.nameSpan, name, `<${name}>`));
      // A colon typed into the open tag makes an undeclared prefix.
      if (closed.name.length > name.length && name.replaceAll(':', '') === closed.name.replaceAll(':', '')) {
        edits.reverse();
      }
    }
    const what = l10n.t('</{0}> does not match <{1}>. Write </{1}>.', name, closed.name);
    problems.report(name === '' ? { start, end } : written, what, edits, unfinished);
  } else if (!finished) {
    const what = l10n.t('The close tag </{0} is not finished: ">" is missing.', name);
    problems.report({ start, end }, what, [insert(end, '>')], unfinished);
  } else if (rest !== undefined) {
    const span = { start: skipSpace(text, nameEnd), end: rest.end };
    const what = l10n.t('Only the name is allowed in the close tag </{0}>. Remove the rest.', name);
    problems.report(span, what, [remove(rest)]);
  }
}
