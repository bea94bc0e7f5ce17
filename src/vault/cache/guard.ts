/** Tells whether something read from a file is what it should be. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isTruth: Guard<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);

/** A time as `Date` knows them, in milliseconds since 1970. */
export const isTime: Guard<number> = (value): value is number => isNumber(value) && Math.abs(value) <= 8.64e15;

export function matching(pattern: RegExp): Guard<string> {
  return (value): value is string => isText(value) && pattern.test(value);
}

export function oneOf<T extends string>(...texts: readonly T[]): Guard<T> {
  return (value): value is T => (texts as readonly unknown[]).includes(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

/** An object of these properties, each of which has to be named here: a new one cannot be forgotten. */
export function shapeOf<T extends object>(guards: { readonly [Key in keyof T]-?: Guard<T[Key]> }): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(guards);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, guard]) => guard((value as Readonly<Record<string, unknown>>)[name]));
}
