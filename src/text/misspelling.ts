import { editDistance } from './editDistance';

/** Longer names are not compared. UTF-16 units. */
const longestName = 100;

/** For names of a schema: at most two letters, and at most a third, differ. For other names, use `nearestName`. */
export function resembles(written: string, name: string): boolean {
  return name !== '' && resembling(written, [name]) !== undefined;
}

/** The name most similar to `written`; undefined if none is similar. */
export function resembling(written: string, names: readonly string[]): string | undefined {
  const most = written.length > longestName ? -1 : Math.min(2, Math.floor(written.length / 3));
  const lower = written.toLowerCase();
  let [nearest, least]: [string | undefined, number] = [undefined, most + 1];
  for (const name of names) {
    const isNear = Math.abs(name.length - written.length) < least;
    const distance = isNear ? editDistance(lower, name.toLowerCase(), most) : least;
    if (distance < least) {
      [nearest, least] = [name, distance];
    }
  }
  return nearest;
}

/** The only item whose name differs from it by a letter or two. */
export function nearestName<Item>(
  written: string,
  candidates: readonly Item[],
  nameOf: (item: Item) => string,
): Item | undefined {
  const name = written.toLowerCase();
  const ranked = candidates
    .map((one) => ({ one, distance: mistakes(name, nameOf(one).toLowerCase()) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  return first === undefined || first.distance === second?.distance ? undefined : first.one;
}

/** Infinity for a different name: of three letters, if one is added or missing, but not if two are swapped. */
function mistakes(name: string, other: string): number {
  const most = Math.min(3, Math.floor(name.length / 4));
  const distance = editDistance(name, other, Math.max(most, 1));
  const isSwapped = name.length === 3 && distance === 1 && sorted(name) === sorted(other);
  return distance <= most || isSwapped ? distance : Infinity;
}

function sorted(name: string): string {
  return Array.from(name).sort().join('');
}

/** Up to this number of names, each is compared; of more, those that share a part with the name. */
const most = 32;

/** A part that more names share does not show which one is meant. */
const mostSharing = 8;

/** Longer names are found only if all are compared. UTF-16 units. */
const longest = 200;

/** Finds at most `most` names that are nearly the same in any case, in time proportional to the name's length. */
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

/** Of equal length, except that the last one has the rest. */
function partsOf(name: string): ReadonlySet<string> {
  const [length, count] = [partLength(name.length), partCount(name.length)];
  const starts = Array.from({ length: count }, (_, index) => index * length);
  return name.length > longest
    ? new Set()
    : new Set(starts.map((start, index) => name.slice(start, index === count - 1 ? undefined : start + length)));
}

/** Every text that can be a part of a name three typing mistakes away, the longest first. */
function* runsOf(name: string): Generator<string> {
  const lengths = [-3, -2, -1, 0, 1, 2, 3]
    .map((added) => Math.max(1, name.length + added))
    .flatMap((length) => [partLength(length), length - partLength(length) * (partCount(length) - 1)]);
  for (const length of [...new Set(lengths)].sort((one, other) => other - one)) {
    for (let start = 0; start + length <= name.length; start++) {
      yield name.slice(start, start + length);
    }
  }
}

/** For a name of that length: one more than its possible typing mistakes, so that one part stays unchanged. */
function partCount(length: number): number {
  return Math.min(3, Math.max(1, Math.floor(length / 4))) + 1;
}

function partLength(length: number): number {
  return Math.max(1, Math.floor(length / partCount(length)));
}
