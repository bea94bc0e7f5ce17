import { message, type Message } from '../../text/message';
import { present } from '../../text/objects';

/** What an attribute's value may be. */
export type ValueType =
  | { readonly kind: 'text' }
  /** Not empty: a name that something else in the service has. */
  | { readonly kind: 'name' }
  /** `NamedElementNameString` of the SDK's schemas. */
  | { readonly kind: 'identifier' }
  | { readonly kind: 'integer'; readonly least: number; readonly most: number; readonly orStar: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'ipv4' }
  | { readonly kind: 'length'; readonly least: number; readonly most: number }
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly words: Message; readonly usual?: readonly Choice[] }
  /** `others`: these are what is usual, and others of that type are possible. */
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly others?: ValueType };

export interface Choice {
  readonly value: string;
  readonly doc?: Message;
  /** It may still stand there, and must go. */
  readonly retired?: boolean;
}

const most = 2_147_483_647;

export const text: ValueType = { kind: 'text' };
export const name: ValueType = { kind: 'name' };
export const identifier: ValueType = { kind: 'identifier' };
export const boolean: ValueType = { kind: 'boolean' };
export const ipv4: ValueType = { kind: 'ipv4' };
export const filled: ValueType = { kind: 'length', least: 1, most: 256 };
export const count: ValueType = { kind: 'integer', least: 0, most, orStar: false };
export const positive: ValueType = integer(1);
export const port: ValueType = integer(1, 65_535);
export const portOrAny: ValueType = { kind: 'integer', least: 1, most: 65_535, orStar: true };

export function integer(least: number, upTo = most): ValueType {
  return { kind: 'integer', least, most: upTo, orStar: false };
}

export function choice(...values: readonly string[]): ValueType {
  return { kind: 'choice', choices: values.map((value) => ({ value })) };
}

export function choices(values: readonly Choice[], others?: ValueType): ValueType {
  return { kind: 'choice', choices: values, ...present('others', others) };
}

/** What can be chosen from, where the values are few. */
export function choicesOf(type: ValueType): readonly Choice[] {
  switch (type.kind) {
    case 'choice':
      return type.choices;
    case 'pattern':
      return type.usual ?? [];
    case 'boolean':
      return [{ value: 'true' }, { value: 'false' }];
    default:
      return [];
  }
}

/** A letter or underscore first, no dot or space last; of the same schemas. */
const identifierPattern = /^[A-Za-z_](?:[^\\/:*?"<>|`'^]*[^\\/:*?"<>|`'^.\s])?$/;

/** Every part 0 to 255. */
const ipv4Pattern = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/**
 * What the value should be instead, as the end of "… must be"; undefined where it is right. `value` is decoded; XML
 * Schema's numbers and truth values may have white space around them.
 */
export function valueProblem(type: ValueType, value: string): Message | undefined {
  switch (type.kind) {
    case 'text':
      return undefined;
    case 'name':
      return value.trim() === '' ? message('a name, and is empty') : undefined;
    case 'identifier':
      return identifierPattern.test(value)
        ? undefined
        : message('a name: first a letter or _, none of ^ \\ / : * ? " < > | ` \', at the end no dot or space');
    case 'integer':
      return wantedInteger(type, value.trim());
    case 'boolean':
      return /^(?:true|false|1|0)$/.test(value.trim()) ? undefined : message('true or false');
    case 'ipv4':
      return ipv4Pattern.test(value) ? undefined : message('an IPv4 address, such as 10.0.0.4');
    case 'length':
      return wantedLength(type, value);
    case 'pattern':
      return type.pattern.test(value) ? undefined : type.words;
    case 'choice':
      return wantedChoice(type, value);
  }
}

function wantedInteger(
  { least, most: upTo, orStar }: Extract<ValueType, { kind: 'integer' }>,
  value: string,
): Message | undefined {
  const number = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if ((number >= least && number <= upTo) || (orStar && value === '*')) {
    return undefined;
  }
  if (upTo === most) {
    return message('a whole number, {0} or more', least);
  }
  return orStar
    ? message('a whole number from {0} to {1}, or *', least, upTo)
    : message('a whole number from {0} to {1}', least, upTo);
}

function wantedLength(
  { least, most: upTo }: Extract<ValueType, { kind: 'length' }>,
  { length }: string,
): Message | undefined {
  if (length < least) {
    return message('filled in, and is empty');
  }
  return length > upTo ? message('at most {0} characters long, and has {1}', upTo, length) : undefined;
}

function wantedChoice(
  { choices: offered, others }: Extract<ValueType, { kind: 'choice' }>,
  value: string,
): Message | undefined {
  const values = offered.map((one) => one.value);
  if (values.includes(value)) {
    return undefined;
  }
  if (others !== undefined) {
    return valueProblem(others, value);
  }
  return values.length === 1 ? message('exactly {0}', values.join()) : message('one of {0}', values.join(', '));
}

/** `2015-04.2.6` and its kin. Every SDK accepts its own only, so that no more than the form is certain. */
export const schemaVersion: ValueType = {
  kind: 'pattern',
  pattern: /^(?:unspecified|\d{4}-\d{2}\.\d+\.\d+)$/,
  words: message('a version such as 2015-04.2.6'),
  usual: [{ value: '2015-04.2.6', doc: message('Azure SDK 2.6 to 2.9') }],
};
