/** ISO 8601 as far as anybody writes it: a date, or a date and a time with or without a zone. */
const iso = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Milliseconds since 1970, or undefined where the text is no time. Without a zone it is UTC, so that a pipeline judges
 * alike on every machine.
 */
export function parseMoment(text: string): number | undefined {
  const [, date, zone] = iso.exec(text) ?? [];
  if (date === undefined) {
    return undefined;
  }
  const time = Date.parse(text.includes('T') && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(time) || !isDay(date) ? undefined : time;
}

/** `Date` takes 31 February for a day in March. */
function isDay(date: string): boolean {
  return new Date(Date.parse(`${date}T00:00:00Z`)).toISOString().startsWith(date);
}
