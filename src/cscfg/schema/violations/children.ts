import * as l10n from '@vscode/l10n';
import { isTyped } from '../../../xml/edit';
import { isToken } from '../../../certificate/placeholder';
import { attributeOf, type XmlElement } from '../../../xml/tree';
import { present } from '../../../text/objects';
import { childType, childTypes, type ChildType, type ElementType } from '../types';
import { resembling } from '../../../certificate/similarity';
import { reportedNamespace } from '../namespace';
import { isForeign, parentsOf } from '../typeOf';
import type { Violation } from './violation';

/** The indexes of an element's children by their local names; only those that are typed to the end of a tag. */
type Indexes = ReadonlyMap<string, readonly number[]>;

/** What is wrong with which children an element has, and in which order. It must be whole: all of its tags are there. */
export function childViolations(
  element: XmlElement,
  type: ElementType,
  root: ElementType,
  text: string,
): readonly Violation[] {
  if (element.children.length === 0 && type.groups.length === 0) {
    return [];
  }
  const unknown = unknownChildren(element, type, root, text);
  const misspelt = new Set(unknown.map(({ name }) => name));
  const indexes = indexesOf(element, text);
  const flaws = [...unknown];
  for (const child of childTypes(type)) {
    const own = indexes.get(child.type.name) ?? none;
    flaws.push(...missingChild(element, child, misspelt.has(child.type.name)));
    if (own.length > 1) {
      tooMany(element, child, own).forEach((flaw) => flaws.push(flaw));
      sameKeys(element, child, own).forEach((flaw) => flaws.push(flaw));
    }
  }
  alternatives(element, type, indexes, misspelt).forEach((flaw) => flaws.push(flaw));
  disorder(type, indexes).forEach((flaw) => flaws.push(flaw));
  return flaws;
}

const none: readonly number[] = [];

function indexesOf(element: XmlElement, text: string): Indexes {
  const indexes = new Map<string, number[]>();
  element.children.forEach((child, index) => {
    if (isTyped(text, child) && !isForeign(child, element)) {
      const own = indexes.get(child.localName);
      if (own === undefined) {
        indexes.set(child.localName, [index]);
      } else {
        own.push(index);
      }
    }
  });
  return indexes;
}

const noFlaws: readonly Violation[] = [];

function unknownChildren(
  element: XmlElement,
  type: ElementType,
  root: ElementType,
  text: string,
): readonly Violation[] {
  return element.children.flatMap((child, index): readonly Violation[] => {
    const { localName } = child;
    const isKnown = childType(type, localName) !== undefined;
    if (localName === '' || !isTyped(text, child)) {
      return noFlaws;
    }
    if (isForeign(child, element)) {
      return otherNamespace(child, element, index, isKnown);
    }
    if (isKnown) {
      return noFlaws;
    }
    const flaw = { code: 'schema-unknown-element', path: [index] } as const;
    const [parent] = parentsOf(root, localName);
    if (parent !== undefined) {
      return [
        {
          ...flaw,
          message: l10n.t(
            'Element <{0}> is not allowed in <{2}>. It belongs in <{1}>.',
            localName,
            parent.name,
            type.name,
          ),
        },
      ];
    }
    const meant = resembling(
      localName,
      childTypes(type).map((one) => one.type.name),
    );
    return meant === undefined
      ? [
          {
            ...flaw,
            severity: 'warning',
            message: l10n.t('Element <{0}> is not allowed in <{1}>.', localName, type.name),
          },
        ]
      : [
          {
            ...flaw,
            name: meant,
            message: l10n.t('Element <{0}> is not allowed in <{1}>. Did you mean <{2}>?', localName, type.name, meant),
          },
        ];
  });
}

/** Of a child in another namespace. It is less sure that a name which the schema does not have is a mistake. */
function otherNamespace(child: XmlElement, parent: XmlElement, index: number, isKnown: boolean): readonly Violation[] {
  const namespace = reportedNamespace(child, parent);
  if (namespace === undefined) {
    return noFlaws;
  }
  const attribute = child.attributes.findIndex(({ name }) => name === 'xmlns');
  const isDeclared = child.name === child.localName && attribute >= 0;
  return [
    {
      ...{ code: 'schema-unknown-element', path: [index] },
      ...(isDeclared ? { attribute } : {}),
      ...(isKnown ? {} : { severity: 'warning' }),
      message: namespaceMessage(child.name, parent.name, namespace, isDeclared),
    },
  ];
}

function namespaceMessage(name: string, parent: string, namespace: string, isDeclared: boolean): string {
  if (namespace === '') {
    return isDeclared
      ? l10n.t('Element <{0}> is in no namespace and is not allowed in <{1}>. Remove xmlns="".', name, parent)
      : l10n.t('Element <{0}> is in no namespace and is not allowed in <{1}>. Write its prefix.', name, parent);
  }
  return isDeclared
    ? l10n.t(
        'Element <{0}> is in another namespace and is not allowed in <{1}>. Remove xmlns="{2}".',
        name,
        parent,
        namespace,
      )
    : l10n.t('Element <{0}> is in another namespace, "{2}", and is not allowed in <{1}>.', name, parent, namespace);
}

/** Of children of which there must be exactly one: none, or others than the first. */
function alternatives(
  element: XmlElement,
  { exactlyOneOf = [] }: ElementType,
  indexes: Indexes,
  misspelt: ReadonlySet<string | undefined>,
): readonly Violation[] {
  if (exactlyOneOf.length === 0) {
    return noFlaws;
  }
  const found = exactlyOneOf
    .flatMap((name) => (indexes.get(name) ?? []).slice(0, 1).map((index) => ({ name, index })))
    .sort((a, b) => a.index - b.index);
  const [first, ...others] = found;
  const names = exactlyOneOf.map((name) => `<${name}>`).join(', ');
  if (first !== undefined) {
    const words = l10n.t('Element <{0}> can contain only one of {1}.', element.name, names);
    return others.map(({ name, index }) => ({
      ...{ code: 'schema-duplicate', message: words, path: [index], other: [first.index], name },
    }));
  }
  const isThere = element.children.some(({ localName }) => exactlyOneOf.includes(localName));
  return exactlyOneOf.length === 0 || isThere
    ? []
    : [
        {
          code: 'schema-missing',
          message: l10n.t('Element <{0}> must contain {1}.', element.name, names.replaceAll('>, <', '> or <')),
          path: [],
          ...(exactlyOneOf.some((name) => misspelt.has(name)) ? { unless: 'schema-unknown-element' } : {}),
        },
      ];
}

function missingChild(
  element: XmlElement,
  { type, least, severityIfMissing }: ChildType,
  isMisspelt: boolean,
): readonly Violation[] {
  if (least === 0 || element.children.some(({ localName }) => localName === type.name)) {
    return [];
  }
  const words = l10n.t('Element <{1}> is required in <{0}>.', element.name, type.name);
  return [
    {
      ...{ code: 'schema-missing', message: words, path: [], name: type.name },
      ...present('severity', severityIfMissing),
      ...(isMisspelt ? { unless: 'schema-unknown-element' } : {}),
    },
  ];
}

function tooMany(element: XmlElement, { type, most }: ChildType, indexes: readonly number[]): readonly Violation[] {
  const other = indexes[most - 1];
  return other === undefined
    ? []
    : indexes.slice(most).map((index) => ({
        code: 'schema-duplicate',
        message:
          most === 1
            ? l10n.t('Element <{1}> is allowed only once in <{0}>.', element.name, type.name)
            : l10n.t('Element <{2}> is allowed at most {1} times in <{0}>.', element.name, most, type.name),
        path: [index],
        other: [other],
      }));
}

/** Compares names as the platform does. Ignores tokens, because they are not the final names. */
function sameKeys(element: XmlElement, { type, key }: ChildType, indexes: readonly number[]): readonly Violation[] {
  if (key === undefined || indexes.length < 2) {
    return [];
  }
  const first = new Map<string, number>();
  const flaws: Violation[] = [];
  for (const index of indexes) {
    const child = element.children[index];
    const written = child === undefined ? undefined : attributeOf(child, key);
    const value = written?.value.trim() ?? '';
    if (child === undefined || written === undefined || value === '') {
      continue;
    }
    const name = value.toLowerCase();
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, index);
      continue;
    }
    if (isToken(value)) {
      continue;
    }
    const words = l10n.t('Another <{0}> in <{1}> already has {2}="{3}".', type.name, element.name, key, value);
    const attribute = child.attributes.indexOf(written);
    flaws.push({ code: 'schema-duplicate', message: words, path: [index], attribute, other: [other] });
  }
  return flaws;
}

/** The first child that must come before its predecessor. */
function disorder(type: ElementType, indexes: Indexes): readonly Violation[] {
  if (isInOrder(type, indexes)) {
    return [];
  }
  const placed = [...indexes]
    .flatMap(([name, own]) => own.map((index) => ({ name, index, group: groupOf(type, name) ?? NaN })))
    .filter(({ group }) => !Number.isNaN(group))
    .sort((a, b) => a.index - b.index);
  const at = placed.findIndex(({ group }, index) => group < (placed[index - 1]?.group ?? 0));
  const [other, child] = [placed[at - 1], placed[at]];
  return child === undefined || other === undefined
    ? []
    : [
        {
          code: 'schema-order',
          message: l10n.t('Element <{0}> must come before <{1}> in <{2}>.', child.name, other.name, type.name),
          path: [child.index],
          other: [other.index],
        },
      ];
}

function isInOrder({ groups }: ElementType, indexes: Indexes): boolean {
  let before = -1;
  for (const group of groups) {
    let end = before;
    for (const { type } of group) {
      const own = type.open ? undefined : indexes.get(type.name);
      if (own !== undefined) {
        if ((own[0] ?? Infinity) < before) {
          return false;
        }
        end = Math.max(end, own.at(-1) ?? -1);
      }
    }
    before = end;
  }
  return true;
}

/** The place in the order of its parent's children; undefined if the element is unknown. */
export function groupOf({ groups }: ElementType, localName: string): number | undefined {
  const group = groups.findIndex((children) => children.some(({ type }) => type.name === localName && !type.open));
  return group < 0 ? undefined : group;
}
