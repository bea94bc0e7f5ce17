import type { Span } from '../text/span';
import { deepest } from './nesting';
import type { WrittenChild, WrittenElement } from './writtenElement';

/** What an edit changed: `span` of the text before it became `newLength` UTF-16 units. */
export interface Change {
  readonly span: Span;
  readonly newLength: number;
}

/** The elements of a text before an edit, for taking over what the edit did not touch. */
export class EarlierText {
  private readonly shift: number;
  private readonly newEnd: number;

  constructor(
    private readonly roots: readonly WrittenChild[],
    private readonly change: Change,
  ) {
    this.newEnd = change.span.start + change.newLength;
    this.shift = this.newEnd - change.span.end;
  }

  /**
   * The element that stood where `from`..`to` (offsets after the edit) is now. Only a sound one, which reads the same
   * whatever became of the text around it.
   */
  elementAt(from: number, to: number): WrittenElement | undefined {
    const start = this.offsetBefore(from, to);
    if (start === undefined) {
      return undefined;
    }
    let siblings = this.roots;
    let base = 0;
    for (let depth = 0; depth < deepest; depth++) {
      const found = lastUpTo(siblings, start - base);
      if (found === undefined) {
        break;
      }
      const { element } = found;
      base += found.offset;
      if (base === start) {
        return element.sound && element.length === to - from ? element : undefined;
      }
      siblings = element.children;
    }
    return undefined;
  }

  /** Where the stretch began before the edit; undefined where the edit touched it. */
  private offsetBefore(from: number, to: number): number | undefined {
    if (to <= this.change.span.start) {
      return from;
    }
    return from >= this.newEnd ? from - this.shift : undefined;
  }
}

/** The last of the siblings that begins at `offset` or before. */
export function lastUpTo(siblings: readonly WrittenChild[], offset: number): WrittenChild | undefined {
  let low = -1;
  for (let high = siblings.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if ((siblings[middle]?.offset ?? Infinity) <= offset) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return siblings[low];
}
