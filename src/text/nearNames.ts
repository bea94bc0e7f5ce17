/** Of so many names, each is compared; of more, those that share a part with the name. */
const most = 32;

/** A part that more names share says nothing about which one is meant. */
const mostSharing = 8;

/** Longer names are found only where all are compared. UTF-16 units. */
const longest = 200;

/**
 * Finds the names that another one may be a misspelling of, without comparing all of them: at most
 * `most` in the time that the name's length takes. Letter case makes no difference.
 */
export class NearNames<Item> {
  private readonly byPart = new Map<string, Item[]>();

  constructor(
    private readonly items: readonly Item[],
    nameOf: (item: Item) => string,
  ) {
    for (const item of items.length <= most ? [] : items) {
      const name = nameOf(item).toLowerCase();
      for (const part of partsOf(name)) {
        const sharing = this.byPart.get(part);
        if (sharing === undefined) {
          this.byPart.set(part, [item]);
        } else if (sharing.length <= mostSharing) {
          sharing.push(item);
        }
      }
    }
  }

  /** In the order in which they were given where these are few. */
  near(written: string): readonly Item[] {
    const name = written.toLowerCase();
    if (this.items.length <= most || name.length > longest) {
      return this.items.length <= most ? this.items : [];
    }
    const found = new Set<Item>();
    for (const part of runsOf(name)) {
      const sharing = this.byPart.get(part) ?? [];
      for (const item of sharing.length > mostSharing ? [] : sharing) {
        found.add(item);
      }
      if (found.size >= most) {
        break;
      }
    }
    return [...found];
  }
}

/** Of one length, but for the last, which has the rest. */
function partsOf(name: string): ReadonlySet<string> {
  const [length, count] = [partLength(name.length), partCount(name.length)];
  const starts = Array.from({ length: count }, (_, index) => index * length);
  return name.length > longest
    ? new Set()
    : new Set(starts.map((start, index) => name.slice(start, index === count - 1 ? undefined : start + length)));
}

/** All that can be a part of a name that is three slips away, wherever in this one it is; the longest first. */
function* runsOf(name: string): Generator<string> {
  const lengths = [-3, -2, -1, 0, 1, 2, 3]
    .map((slips) => Math.max(1, name.length + slips))
    .flatMap((length) => [partLength(length), length - partLength(length) * (partCount(length) - 1)]);
  for (const length of [...new Set(lengths)].sort((one, other) => other - one)) {
    for (let start = 0; start + length <= name.length; start++) {
      yield name.slice(start, start + length);
    }
  }
}

/** Of a name with that many letters: one more than the slips that it may have, so that one is left as it is. */
function partCount(length: number): number {
  return Math.min(3, Math.max(1, Math.floor(length / 4))) + 1;
}

function partLength(length: number): number {
  return Math.max(1, Math.floor(length / partCount(length)));
}
