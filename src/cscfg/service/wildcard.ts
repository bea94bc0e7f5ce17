/**
 * Whether the pattern names the path, both as their parts between slashes: `?` is one character and `*` any number of
 * them within a part, `**` any number of folders. Takes no more steps than the product of both lengths. Regular
 * expressions, and the glob libraries that build them, need exponentially many for `*a*a*a`.
 */
export function matchesWildcard(pattern: readonly string[], path: readonly string[]): boolean {
  return matchesSequence(pattern, path, '**', matchesPart);
}

function matchesPart(pattern: string, part: string): boolean {
  return matchesSequence(pattern, part, '*', (sign, character) => sign === '?' || sign === character);
}

/**
 * Whether the parts name the items in turn; `any` stands for any number of items. Where a part fails, it is enough to
 * let the last `any` before it stand for one item more.
 */
function matchesSequence(
  parts: ArrayLike<string>,
  items: ArrayLike<string>,
  any: string,
  isMatch: (part: string, item: string) => boolean,
): boolean {
  let [next, index] = [0, 0];
  let [lastAny, covered] = [-1, 0];
  while (index < items.length) {
    const [part, item] = [parts[next], items[index]];
    if (part === any) {
      [lastAny, covered] = [next, index];
      next++;
    } else if (part !== undefined && item !== undefined && isMatch(part, item)) {
      next++;
      index++;
    } else if (lastAny < 0) {
      return false;
    } else {
      covered++;
      [next, index] = [lastAny + 1, covered];
    }
  }
  while (parts[next] === any) {
    next++;
  }
  return next === parts.length;
}
