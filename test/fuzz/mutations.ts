import fc from 'fast-check';
import { samples } from './samples';

/** A typing mistake. Places are fractions, so that they exist in every text. */
export type Mistake =
  | { readonly kind: 'delete' | 'repeat' | 'swap'; readonly unit: 'character' | 'token'; readonly at: number }
  | { readonly kind: 'insert'; readonly text: string; readonly at: number };

const token = /<!--|-->|<!\[CDATA\[|\]\]>|<\?|\?>|<\/?[\w:]+|\/?>|=|"[^"]*"|'[^']*'|[\w:.-]+|\s+|[^]/g;
const strange = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '=',
  '/',
  ' ',
  '\n',
  '-',
  '!',
  '?',
  '[',
  ']',
  'a',
  ':',
  ';',
  '#',
  '“',
  '\u00A0',
  '\u0001',
];
/** Spread evenly: by default fast-check prefers the ends of a range. */
const fraction = fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1e6);

export const mistake: fc.Arbitrary<Mistake> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('delete' as const, 'repeat' as const, 'swap' as const),
    unit: fc.constantFrom('character' as const, 'token' as const),
    at: fraction,
  }),
  fc.record({ kind: fc.constant('insert' as const), text: fc.constantFrom(...strange), at: fraction }),
);

/** One of the samples with this many typing mistakes. */
export function withMistakes(count: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(mistake, { minLength: count, maxLength: count }))
    .map(([sample, made]) => made.reduce(withMistake, sample));
}

function withMistake(text: string, made: Mistake): string {
  if (made.kind === 'insert') {
    const at = Math.floor(made.at * (text.length + 1));
    return text.slice(0, at) + made.text + text.slice(at);
  }
  const units = made.unit === 'token' ? (text.match(token) ?? []) : text.split('');
  const at = Math.floor(made.at * units.length);
  const [unit = '', next = ''] = units.slice(at);
  const instead = { delete: [next], repeat: [unit, unit, next], swap: [next, unit] };
  return [...units.slice(0, at), ...instead[made.kind], ...units.slice(at + 2)].join('');
}
