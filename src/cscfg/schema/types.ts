import { present } from '../../text/objects';
import type { ValueType } from './values';

export interface Source {
  readonly name: string;
  readonly url?: string;
}

const pages = 'https://learn.microsoft.com/azure/cloud-services-extended-support/';

function page(name: string): Source {
  return { name, url: pages + name };
}

export const sources = {
  configuration: page('schema-cscfg-file'),
  role: page('schema-cscfg-role'),
  network: page('schema-cscfg-networkconfiguration'),
  definition: page('schema-csdef-file'),
  webRole: page('schema-csdef-webrole'),
  workerRole: page('schema-csdef-workerrole'),
  probe: page('schema-csdef-loadbalancerprobe'),
  traffic: page('schema-csdef-networktrafficrules'),
  /** Not in the documentation. */
  sdkConfiguration: { name: 'ServiceConfigurationSchema.xsd, Azure SDK 2.4' },
  sdkDefinition: { name: 'ServiceDefinitionSchema.xsd, Azure SDK 2.4' },
  /** XML Document Transform, for transformation files. */
  transform: {
    name: 'Web.config Transformation Syntax',
    url: 'https://learn.microsoft.com/previous-versions/aspnet/dd465326(v=vs.110)',
  },
  /** Only in samples from Microsoft. */
  samples: { name: 'azure-powershell, cloud-services-extended-support' },
} as const satisfies Readonly<Record<string, Source>>;

/** The platform's rules as data, for checking, completion and documentation. */
export interface ElementType {
  readonly name: string;
  readonly doc: string;
  readonly source: Source;
  readonly attributes: readonly AttributeType[];
  /** Groups occur in this order; the children of one group in any order. */
  readonly groups: readonly (readonly ChildType[])[];
  /** Exactly one of these children must occur. */
  readonly exactlyOneOf?: readonly string[];
  /** The content is undocumented: the element occurs only in Microsoft's own files. */
  readonly open: boolean;
}

export interface ChildType {
  readonly type: ElementType;
  /** Minimum and maximum number in the parent. */
  readonly least: 0 | 1;
  readonly most: number;
  readonly severityIfMissing?: 'warning';
  /** Whether a new parent gets this child even if it is optional. */
  readonly isUsual: boolean;
  /** Its value must be unique; the platform compares case-insensitively. */
  readonly key?: string;
}

export interface AttributeType {
  readonly name: string;
  readonly doc: string;
  readonly value: ValueType;
  readonly required: boolean;
  readonly fallback?: string;
  /** The most common value, used when the attribute is added. */
  readonly usual?: string;
  readonly sample: string;
  /** What the value refers to; known names are offered. */
  readonly refersTo?: Reference;
  /** Another spelling in Microsoft's documentation. */
  readonly alsoPrinted?: string;
  readonly judgedElsewhere: boolean;
}

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

type Extras = Partial<
  Pick<AttributeType, 'refersTo' | 'fallback' | 'usual' | 'alsoPrinted' | 'judgedElsewhere' | 'sample'>
>;

export interface Parts {
  readonly attributes?: readonly AttributeType[];
  /** See `ElementType`. */
  readonly groups?: readonly (readonly ChildType[])[];
  readonly exactlyOneOf?: readonly string[];
  readonly open?: boolean;
}

export function element(name: string, doc: string, source: Source, parts: Parts = {}): ElementType {
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

export function required(name: string, value: ValueType, doc: string, extras: Extras = {}): AttributeType {
  return attribute(name, value, doc, true, extras);
}

export function optional(name: string, value: ValueType, doc: string, extras: Extras = {}): AttributeType {
  return attribute(name, value, doc, false, extras);
}

function attribute(name: string, value: ValueType, doc: string, isRequired: boolean, extras: Extras): AttributeType {
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

/** Required by the schema, although files without it have been deployed. */
export function expected(type: ElementType): ChildType {
  return { ...one(type), severityIfMissing: 'warning' };
}

export function maybe(type: ElementType): ChildType {
  return { type, least: 0, most: 1, isUsual: false };
}

/** Any number of children with different values of the attribute `key`. */
export function many(
  type: ElementType,
  key?: string,
  { least = 0, most = Infinity }: Partial<Pick<ChildType, 'least' | 'most'>> = {},
): ChildType {
  return { type, least, most, isUsual: least > 0, ...(key === undefined ? {} : { key }) };
}

/** Optional, but nearly always present. */
export function usually(child: ChildType): ChildType {
  return { ...child, isUsual: true };
}

/** Each child is a group, so the order is fixed. */
export function inOrder(...children: readonly ChildType[]): readonly (readonly ChildType[])[] {
  return children.map((child) => [child]);
}

export function inAnyOrder(...children: readonly ChildType[]): readonly (readonly ChildType[])[] {
  return [children];
}
