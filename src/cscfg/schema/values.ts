import * as l10n from '@vscode/l10n';
import { present } from '../../text/objects';

export type ValueType =
  | { readonly kind: 'text' }
  | { readonly kind: 'name' }
  /** `NamedElementNameString` of the SDK schemas. */
  | { readonly kind: 'identifier' }
  | { readonly kind: 'integer'; readonly least: number; readonly most: number; readonly orStar: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'ipv4' }
  | { readonly kind: 'length'; readonly least: number; readonly most: number }
  | {
      readonly kind: 'pattern';
      readonly pattern: RegExp;
      readonly problem: (place: ValuePlace) => string;
      readonly usual?: readonly Choice[];
    }
  /** `others`: the type of values that are not listed. */
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly others?: ValueType };

export interface ValuePlace {
  readonly attribute: string;
  readonly element: string;
  readonly value: string;
}

export interface Choice {
  readonly value: string;
  readonly doc?: string;
  /** Still occurs but must be removed. */
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

/** Starts with a letter or underscore and does not end with a dot or space. */
const identifierPattern = /^[A-Za-z_](?:[^\\/:*?"<>|`'^]*[^\\/:*?"<>|`'^.\s])?$/;

const ipv4Pattern = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** Undefined for a valid value. The value is decoded; numbers and Booleans can have white space around them. */
export function valueProblem(type: ValueType, place: ValuePlace): string | undefined {
  const { attribute, element, value } = place;
  switch (type.kind) {
    case 'text':
      return undefined;
    case 'name':
      return value.trim() === '' ? emptyMessage(place) : undefined;
    case 'identifier':
      return identifierPattern.test(value) ? undefined : identifierMessage(place);
    case 'integer':
      return integerProblem(type, place);
    case 'boolean':
      return /^(?:true|false|1|0)$/.test(value.trim())
        ? undefined
        : l10n.t('Attribute "{0}" on <{1}> must be true or false, not "{2}".', attribute, element, value);
    case 'ipv4':
      return ipv4Pattern.test(value)
        ? undefined
        : l10n.t(
            'Attribute "{0}" on <{1}> must be an IPv4 address, such as 10.0.0.4, not "{2}".',
            attribute,
            element,
            value,
          );
    case 'length':
      return lengthProblem(type, place);
    case 'pattern':
      return type.pattern.test(value) ? undefined : type.problem(place);
    case 'choice':
      return choiceProblem(type, place);
  }
}

function emptyMessage({ attribute, element }: ValuePlace): string {
  return l10n.t('Attribute "{0}" on <{1}> must not be empty.', attribute, element);
}

function identifierMessage(place: ValuePlace): string {
  const { attribute, element, value } = place;
  return value === ''
    ? emptyMessage(place)
    : l10n.t(
        'Attribute "{0}" on <{1}> has the invalid value "{2}". A name starts with a letter or underscore, does not end with a dot or space, and does not contain ^ \\ / : * ? " < > | ` \'.',
        attribute,
        element,
        value,
      );
}

function integerProblem(
  { least, most: upTo, orStar }: Extract<ValueType, { kind: 'integer' }>,
  { attribute, element, value }: ValuePlace,
): string | undefined {
  const digits = value.trim();
  const number = /^[+-]?\d+$/.test(digits) ? Number(digits) : NaN;
  if ((number >= least && number <= upTo) || (orStar && digits === '*')) {
    return undefined;
  }
  if (upTo === most) {
    return l10n.t(
      'Attribute "{0}" on <{1}> must be a whole number of at least {3}, not "{2}".',
      attribute,
      element,
      value,
      least,
    );
  }
  return orStar
    ? l10n.t(
        'Attribute "{0}" on <{1}> must be a whole number from {3} to {4} or *, not "{2}".',
        attribute,
        element,
        value,
        least,
        upTo,
      )
    : l10n.t(
        'Attribute "{0}" on <{1}> must be a whole number from {3} to {4}, not "{2}".',
        attribute,
        element,
        value,
        least,
        upTo,
      );
}

function lengthProblem(
  { least, most: upTo }: Extract<ValueType, { kind: 'length' }>,
  place: ValuePlace,
): string | undefined {
  const { attribute, element, value } = place;
  if (value.length < least) {
    return emptyMessage(place);
  }
  return value.length > upTo
    ? l10n.t(
        'Attribute "{0}" on <{1}> can have at most {2} characters, but has {3}.',
        attribute,
        element,
        upTo,
        value.length,
      )
    : undefined;
}

function choiceProblem(
  { choices: offered, others }: Extract<ValueType, { kind: 'choice' }>,
  place: ValuePlace,
): string | undefined {
  const { attribute, element, value } = place;
  const values = offered.map((one) => one.value);
  if (values.includes(value)) {
    return undefined;
  }
  if (others !== undefined) {
    return valueProblem(others, place);
  }
  return values.length === 1
    ? l10n.t('Attribute "{0}" on <{1}> must be "{3}", not "{2}".', attribute, element, value, values.join())
    : l10n.t('Attribute "{0}" on <{1}> must be one of {3}, not "{2}".', attribute, element, value, values.join(', '));
}

/** Such as `2015-04.2.6`. Each SDK accepts only its own version, so only the format can be checked. */
export const schemaVersion: ValueType = {
  kind: 'pattern',
  pattern: /^(?:unspecified|\d{4}-\d{2}\.\d+\.\d+)$/,
  problem: ({ attribute, element, value }) =>
    l10n.t('Attribute "{0}" on <{1}> must be a version such as 2015-04.2.6, not "{2}".', attribute, element, value),
  usual: [{ value: '2015-04.2.6', doc: l10n.t('Azure SDK 2.6 to 2.9') }],
};
