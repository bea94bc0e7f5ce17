import { editDistance } from '../text/editDistance';

/** The name among `names` that `written` is, misspelt: two letters off at most, upper and lower case no matter. */
export function resembling(written: string, names: readonly string[]): string | undefined {
  const most = Math.min(2, Math.floor(written.length / 3));
  const lower = written.toLowerCase();
  let [nearest, least]: [string | undefined, number] = [undefined, most + 1];
  for (const name of names) {
    const distance =
      Math.abs(name.length - written.length) > most ? least : editDistance(lower, name.toLowerCase(), most);
    if (distance < least) {
      [nearest, least] = [name, distance];
    }
  }
  return nearest;
}
