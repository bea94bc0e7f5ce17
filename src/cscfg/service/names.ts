import { isToken } from '../../certificate/placeholder';
import { NearNames, nearestName } from '../../text/misspelling';
import type { XmlAttribute } from '../../xml/tree';

export interface Named {
  readonly name?: XmlAttribute | undefined;
}

/** As `New-AzCloudService` does, which lowercases names. */
export function isSameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

export function nameKey(name: string): string {
  return name.toLowerCase();
}

export function findNamed<Item extends Named>(items: readonly Item[], name: string): Item | undefined {
  return items.find((item) => item.name !== undefined && isSameName(item.name.value, name));
}

/** The first item of each name, by `nameKey`. */
export function byName<Item extends Named>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    const key = item.name === undefined ? undefined : nameKey(item.name.value);
    if (key !== undefined && !map.has(key)) {
      map.set(key, item);
    }
  }
  return map;
}

/** Whether the name exists and is not set by a release pipeline. */
export function isPlainName(name: XmlAttribute | undefined): name is XmlAttribute {
  return name?.valueSpan !== undefined && name.value.trim() !== '' && !isToken(name.value);
}

export function plainlyNamed<Item extends Named>(
  items: readonly Item[],
): readonly (Item & { readonly name: XmlAttribute })[] {
  const seen = new Set<string>();
  return items.filter((item): item is Item & { readonly name: XmlAttribute } => {
    if (!isPlainName(item.name) || seen.has(nameKey(item.name.value))) {
      return false;
    }
    seen.add(nameKey(item.name.value));
    return true;
  });
}

export type WithName<Item> = Item & { readonly name: XmlAttribute };

export interface NameComparison<Entry, Declared> {
  readonly undeclared: readonly WithName<Entry>[];
  readonly absent: readonly WithName<Declared>[];
  /** Absent names, except those that an undeclared name misspells. */
  readonly missing: readonly WithName<Declared>[];
  /** The declared name that an undeclared name misspells. */
  readonly meant: ReadonlyMap<Entry, WithName<Declared>>;
}

/** As the platform does. If a name is empty or set by a release pipeline, nothing is reported as missing. */
export function compareNames<Entry extends Named, Declared extends Named>(
  entries: readonly Entry[],
  declared: readonly Declared[],
): NameComparison<Entry, Declared> {
  if (isSameList(entries, declared)) {
    return { undeclared: [], absent: [], missing: [], meant: new Map() };
  }
  const [given, known] = [byName(entries), byName(declared)];
  const isAny = declared.some(({ name }) => isToken(name?.value ?? ''));
  const undeclared = isAny ? [] : plainlyNamed(entries).filter(({ name }) => !known.has(nameKey(name.value)));
  const isOpen = entries.some(({ name }) => name === undefined || name.value === '' || isToken(name.value));
  const absent = isOpen ? [] : plainlyNamed(declared).filter(({ name }) => !given.has(nameKey(name.value)));
  const meant = new Map<Entry, WithName<Declared>>();
  const taken = new Set<WithName<Declared>>();
  const names = new NearNames(absent, ({ name }) => name.value);
  for (const entry of undeclared) {
    const candidates = names.near(entry.name.value).filter((one) => !taken.has(one));
    const found = nearestName(entry.name.value, candidates, ({ name }) => name.value);
    if (found !== undefined) {
      meant.set(entry, found);
      taken.add(found);
    }
  }
  const missing = absent.filter((one) => !taken.has(one));
  return { undeclared, absent, missing, meant };
}

/** The fast path: nearly always both lists have the same names in the same order. */
function isSameList(entries: readonly Named[], declared: readonly Named[]): boolean {
  return (
    entries.length === declared.length &&
    entries.every(({ name }, index) => name !== undefined && name.value === declared[index]?.name?.value)
  );
}
