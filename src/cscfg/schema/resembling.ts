import { editDistance } from '../text/editDistance';

/** The name among `names` that `written` is, misspelt: two letters off at most, upper and lower case no matter. */
export function resembling(written: string, names: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(written.length / 3));
  const ranked = names
    .map((name) => ({ name, distance: editDistance(written.toLowerCase(), name.toLowerCase(), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name;
}
