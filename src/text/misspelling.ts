import { editDistance } from './editDistance';

/** Longer names resemble no others. UTF-16 units. */
const longestName = 100;

/**
 * Whether `written` is `name`, misspelt: at most two letters differ, and at most a third of them. Letter case makes no
 * difference. For names that a schema or a text fixes; those that people choose differ by less (`nearestName`).
 */
export function resembles(written: string, name: string): boolean {
  return name !== '' && resembling(written, [name]) !== undefined;
}

/** The one of the names that `written` resembles most; undefined if it resembles none. */
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

/** The one item whose name is as good as the same: a letter or two apart, and no other as near. */
export function nearestName<Item>(
  written: string,
  candidates: readonly Item[],
  nameOf: (item: Item) => string,
): Item | undefined {
  const name = written.toLowerCase();
  const ranked = candidates
    .map((one) => ({ one, distance: slips(name, nameOf(one).toLowerCase()) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  return first === undefined || first.distance === second?.distance ? undefined : first.one;
}

/** Infinity where it is more likely another name. Of three letters, one more or less is; two that are swapped are not. */
function slips(name: string, other: string): number {
  const most = Math.min(3, Math.floor(name.length / 4));
  const distance = editDistance(name, other, Math.max(most, 1));
  const isSwapped = name.length === 3 && distance === 1 && sorted(name) === sorted(other);
  return distance <= most || isSwapped ? distance : Infinity;
}

function sorted(name: string): string {
  return Array.from(name).sort().join('');
}

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
