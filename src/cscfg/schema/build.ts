import type { Message } from '../text/message';
import { present } from '../text/present';
import type { AttributeType, ChildType, ElementType } from './elementType';
import type { Source } from './sources';
import type { ValueType } from './valueType';

/** The words in which the schema's data is written. */

type Extras = Partial<
  Pick<AttributeType, 'refersTo' | 'fallback' | 'usual' | 'alsoPrinted' | 'judgedElsewhere' | 'sample'>
>;

export interface Parts {
  readonly attributes?: readonly AttributeType[];
  /** Groups of children; see `ElementType`. */
  readonly groups?: readonly (readonly ChildType[])[];
  readonly exactlyOneOf?: readonly string[];
  readonly open?: boolean;
}

export function element(name: string, doc: Message, source: Source, parts: Parts = {}): ElementType {
  return {
    name,
    doc,
    source,
    attributes: parts.attributes ?? [],
    groups: parts.groups ?? [],
    ...present('exactlyOneOf', parts.exactlyOneOf),
    open: parts.open ?? false,
  };
}

export function required(name: string, value: ValueType, doc: Message, extras: Extras = {}): AttributeType {
  return attribute(name, value, doc, true, extras);
}

export function optional(name: string, value: ValueType, doc: Message, extras: Extras = {}): AttributeType {
  return attribute(name, value, doc, false, extras);
}

function attribute(name: string, value: ValueType, doc: Message, isRequired: boolean, extras: Extras): AttributeType {
  const sample = extras.sample ?? extras.usual ?? extras.fallback ?? sampleOf(value, name);
  return { name, doc, value, required: isRequired, judgedElsewhere: false, ...extras, sample };
}

function sampleOf(value: ValueType, name: string): string {
  switch (value.kind) {
    case 'integer':
      return String(Math.max(value.least, 1));
    case 'boolean':
      return 'true';
    case 'ipv4':
      return '10.0.0.4';
    case 'choice':
      return value.choices[0]?.value ?? '';
    case 'text':
      return '';
    default:
      return name;
  }
}

export function one(type: ElementType): ChildType {
  return { type, least: 1, most: 1, isUsual: true };
}

/** The schema asks for it, and files without it have been deployed. */
export function expected(type: ElementType): ChildType {
  return { ...one(type), severityIfMissing: 'warning' };
}

export function maybe(type: ElementType): ChildType {
  return { type, least: 0, most: 1, isUsual: false };
}

/** Any number of them, no two with the same value of the attribute `key`. */
export function many(
  type: ElementType,
  key?: string,
  { least = 0, most = Infinity }: Partial<Pick<ChildType, 'least' | 'most'>> = {},
): ChildType {
  return { type, least, most, isUsual: least > 0, ...(key === undefined ? {} : { key }) };
}

/** Need not stand there, and nearly always does. */
export function usually(child: ChildType): ChildType {
  return { ...child, isUsual: true };
}

/** Each child a group of its own: in just this order. */
export function inOrder(...children: readonly ChildType[]): readonly (readonly ChildType[])[] {
  return children.map((child) => [child]);
}

export function inAnyOrder(...children: readonly ChildType[]): readonly (readonly ChildType[])[] {
  return [children];
}
