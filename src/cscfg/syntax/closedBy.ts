import { editDistance } from '../text/editDistance';
import type { OpenElement } from './closing';
import type { CloseToken, Token } from './tokens';

/**
 * Which of the open elements a close tag was meant for, as an index of `open`; undefined where the tag is one too many.
 * `next` gives the name of the next close tag whose element is open already: it tells what the text goes on with.
 */
export function closedBy(
  tag: CloseToken,
  open: readonly OpenElement[],
  next: () => string | undefined,
): number | undefined {
  const last = open.length - 1;
  const nameOf = (index: number): string | undefined => open[index]?.tag.name;
  const named = open.findLastIndex((element) => element.tag.name === tag.name);
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
  const likely =
    next() === nameOf(last - 1) ? last : open.findLastIndex(({ tag: { name } }) => resembles(name, tag.name));
  return likely < 0 ? last : likely;
}

/** Whether one name is the other one, misspelt. */
export function resembles(a: string, b: string): boolean {
  return a !== '' && b !== '' && editDistance(a.toLowerCase(), b.toLowerCase(), 2) <= Math.min(2, a.length / 3);
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
