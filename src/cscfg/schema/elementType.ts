import type { Message } from '../text/message';
import type { Source } from './sources';
import type { ValueType } from './valueType';

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
