import { isToken } from '../placeholder';
import type { XmlAttribute } from '../../xml/tree';

/** Anything with a name: a role, a setting, a certificate, an endpoint. */
export interface Named {
  readonly name?: XmlAttribute | undefined;
}

/** How the platform compares names: `New-AzCloudService` lowers both. */
export function isSameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** Equal for names that are the same to the platform. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** The first of that name. */
export function findNamed<Item extends Named>(items: readonly Item[], name: string): Item | undefined {
  return items.find((item) => item.name !== undefined && isSameName(item.name.value, name));
}

const maps = new WeakMap<readonly Named[], ReadonlyMap<string, Named>>();

/** The first item of each name, by `nameKey`. Several rules ask it of the same list. */
export function byName<Item extends Named>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const map = (maps.get(items) as ReadonlyMap<string, Item> | undefined) ?? mapByName(items);
  maps.set(items, map);
  return map;
}

function mapByName<Item extends Named>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    const key = item.name === undefined ? undefined : nameKey(item.name.value);
    if (key !== undefined && !map.has(key)) {
      map.set(key, item);
    }
  }
  return map;
}

/** Whether the name can be compared: it is there, and no release pipeline will put another one in its place. */
export function isPlainName(name: XmlAttribute | undefined): name is XmlAttribute {
  return name?.valueSpan !== undefined && name.value.trim() !== '' && !isToken(name.value);
}

/** The items with names that can be compared, each name once. */
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
