import type { Message } from '../../text/message';
import { present } from '../../text/objects';
import type { ValueType } from './values';

/** Where a fact of the schema is stated. */
export interface Source {
  readonly name: string;
  readonly url?: string;
}

const pages = 'https://learn.microsoft.com/azure/cloud-services-extended-support/';

function page(name: string): Source {
  return { name, url: pages + name };
}

/** Microsoft's pages and schemas, by what they state. */
export const sources = {
  configuration: page('schema-cscfg-file'),
  role: page('schema-cscfg-role'),
  network: page('schema-cscfg-networkconfiguration'),
  definition: page('schema-csdef-file'),
  webRole: page('schema-csdef-webrole'),
  workerRole: page('schema-csdef-workerrole'),
  probe: page('schema-csdef-loadbalancerprobe'),
  traffic: page('schema-csdef-networktrafficrules'),
  /** Stated by the schema that came with the SDK, and by no page. */
  sdkConfiguration: { name: 'ServiceConfigurationSchema.xsd, Azure SDK 2.4' },
  sdkDefinition: { name: 'ServiceDefinitionSchema.xsd, Azure SDK 2.4' },
  /** XML Document Transform, of which a service file can be a part. */
  transform: {
    name: 'Web.config Transformation Syntax',
    url: 'https://learn.microsoft.com/previous-versions/aspnet/dd465326(v=vs.110)',
  },
  /** Seen in Microsoft's own files only. */
  samples: { name: 'azure-powershell, cloud-services-extended-support' },
} as const satisfies Readonly<Record<string, Source>>;

/** What the schema says of an element: the platform's rules as data, for checking, completing and explaining alike. */
export interface ElementType {
  readonly name: string;
  /** What it is for, in a sentence. */
  readonly doc: Message;
  readonly source: Source;
  readonly attributes: readonly AttributeType[];
  /** In the order they must stand in; those of one group stand in any order among themselves. */
  readonly groups: readonly (readonly ChildType[])[];
  /** The names of children of which it has exactly one. */
  readonly exactlyOneOf?: readonly string[];
  /** Nothing is known of what is inside: it is seen in Microsoft's own files and in no published schema. */
  readonly open: boolean;
}

export interface ChildType {
  readonly type: ElementType;
  /** How often it must, and may, stand in its parent. */
  readonly least: 0 | 1;
  readonly most: number;
  /** Where that it is missing is less sure than for others. */
  readonly severityIfMissing?: 'warning';
  /** Whether a new parent gets one along, though it need not have it. */
  readonly isUsual: boolean;
  /** The attribute whose value no two of them may share, by the platform's comparison regardless of case. */
  readonly key?: string;
}

export interface AttributeType {
  readonly name: string;
  readonly doc: Message;
  readonly value: ValueType;
  readonly required: boolean;
  /** What holds where it is absent. */
  readonly fallback?: string;
  /** What is right more often than not where it is missing. */
  readonly usual?: string;
  /** A value to begin with, which the schema accepts. */
  readonly sample: string;
  /** What it names; the names are offered where they are known. */
  readonly refersTo?: Reference;
  /** Another spelling, which Microsoft's own pages print. */
  readonly alsoPrinted?: string;
  /** Rules of its own judge it. */
  readonly judgedElsewhere: boolean;
}

/** What an attribute can name. */
export type Reference =
  | 'service'
  | 'role'
  | 'ownRole'
  | 'setting'
  | 'certificate'
  | 'thumbprint'
  | 'accessControl'
  | 'endpoint'
  | 'roleEndpoint'
  | 'loadBalancer'
  | 'probe'
  | 'subnet';

interface Children {
  readonly all: readonly ChildType[];
  readonly byName: ReadonlyMap<string, ChildType>;
}

const known = new WeakMap<ElementType, Children>();

function childrenOf(parent: ElementType): Children {
  let children = known.get(parent);
  if (children === undefined) {
    const all = parent.groups.flat();
    children = { all, byName: new Map(all.map((child) => [child.type.name, child])) };
    known.set(parent, children);
  }
  return children;
}

export function childTypes(parent: ElementType): readonly ChildType[] {
  return childrenOf(parent).all;
}

export function childType(parent: ElementType, localName: string): ChildType | undefined {
  return childrenOf(parent).byName.get(localName);
}

export function attributeType({ attributes }: ElementType, name: string): AttributeType | undefined {
  for (const attribute of attributes) {
    if (attribute.name === name) {
      return attribute;
    }
  }
  return undefined;
}

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
