import { TreeFragment, type ChangedRange } from '@lezer/common';
import type { Span, TextEdit } from '../text/span';
import type { WrittenChild } from './writtenElement';

interface Changed extends Span {
  /** By how many UTF-16 units the edits in it make the text longer. */
  readonly growth: number;
}

/** The edits, which must not overlap, as the parser wants to be told of them. */
export function changedRanges(edits: readonly TextEdit[]): readonly ChangedRange[] {
  return ranges(merged(edits.map(changed)));
}

/**
 * Of what the parser could take over from a text, what it may when it reads the text after `edits`. Only sound elements:
 * by itself it takes whatever stands away from the edits, though what is half typed, or closed too often, reads
 * differently as soon as the tags around it change. Everything between the sound elements therefore counts as changed
 * too.
 */
export function reusableFragments(
  fragments: readonly TreeFragment[],
  roots: readonly WrittenChild[],
  text: string,
  edits: readonly TextEdit[],
): readonly TreeFragment[] {
  const unsure = [...unsureStretches(roots, text)].map((span) => ({ ...span, growth: 0 }));
  return TreeFragment.applyChanges(fragments, ranges(merged([...edits.map(changed), ...unsure])));
}

function changed({ start, end, newText }: TextEdit): Changed {
  return { start, end, growth: newText.length - (end - start) };
}

/** What of the text is in no sound element, but for the white space between two of them. */
function* unsureStretches(roots: readonly WrittenChild[], text: string): Generator<Span> {
  const waiting = [...roots];
  let at = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { offset, element } = next;
    if (element.sound) {
      if (at === 0 || text.slice(at, offset).trim() !== '') {
        yield { start: at, end: offset };
      }
      at = offset + element.length;
    } else {
      waiting.unshift(...element.children.map((child) => ({ offset: offset + child.offset, element: child.element })));
    }
  }
  yield { start: at, end: text.length };
}

/** In document order, those that overlap as one. */
function merged(changes: readonly Changed[]): readonly Changed[] {
  const result: Changed[] = [];
  for (const change of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && change.start <= last.end) {
      result[result.length - 1] = {
        start: last.start,
        end: Math.max(last.end, change.end),
        growth: last.growth + change.growth,
      };
    } else {
      result.push(change);
    }
  }
  return result;
}

function ranges(changes: readonly Changed[]): readonly ChangedRange[] {
  let shift = 0;
  return changes.map(({ start, end, growth }) => {
    const fromB = start + shift;
    shift += growth;
    return { fromA: start, toA: end, fromB, toB: end + shift };
  });
}
