import * as l10n from '@vscode/l10n';
import { resembling } from '../../../text/misspelling';
import { isToken } from '../../../certificate/placeholder';
import { present } from '../../../text/objects';
import { isTyped } from '../../../xml/edit';
import { attributeOf, type XmlElement } from '../../../xml/tree';
import { reportedNamespace } from '../namespace';
import { isForeign, parentsOf } from '../typeOf';
import { childType, childTypes, type ChildType, type ElementType } from '../types';
import type { Violation } from './violation';

/** By type, in document order; only with complete open tags. */
type Children = ReadonlyMap<ChildType, readonly XmlElement[]>;

const none: readonly XmlElement[] = [];

/** Which children an element has, and in which order. All tags of the element must be complete. */
export function childViolations(
  element: XmlElement,
  type: ElementType,
  root: ElementType,
  text: string,
): readonly Violation[] {
  const found: Violation[] = [];
  const report = (violation: Violation): void => {
    found.push(violation);
  };
  const children = new Map<ChildType, XmlElement[]>();
  let [last, disorder]: [XmlElement | undefined, Violation | undefined] = [undefined, undefined];
  for (const child of element.children) {
    if (child.localName === '' || !isTyped(text, child)) {
      continue;
    }
    const own = childType(type, child.localName);
    const same = own && children.get(own);
    if (isForeign(child, element)) {
      otherNamespace(child, element, own !== undefined).forEach(report);
    } else if (own === undefined) {
      report(unknownChild(child, type, root));
    } else {
      if (same === undefined) {
        children.set(own, [child]);
      } else {
        same.push(child);
      }
      if (!own.type.open) {
        disorder ??= last && last.localName !== child.localName ? orderViolation(type, last, child) : undefined;
        last = child;
      }
    }
  }
  if (disorder !== undefined) {
    report(disorder);
  }
  const misspelt = found.length === 0 ? noNames : new Set(found.map(({ name }) => name));
  for (const child of childTypes(type)) {
    const same = children.get(child) ?? none;
    if (same.length === 0) {
      missingChild(element, child, misspelt).forEach(report);
    } else if (same.length > 1) {
      tooMany(element, child, same).forEach(report);
      sameKeys(element, child, same).forEach(report);
    }
  }
  alternatives(element, type, children, misspelt).forEach(report);
  return found;
}

type Names = ReadonlySet<string | undefined>;

const noNames: Names = new Set();

const noViolations: readonly Violation[] = [];

function unknownChild(element: XmlElement, type: ElementType, root: ElementType): Violation {
  const { localName } = element;
  const violation = { code: 'schema-unknown-element', element } as const;
  const [parent] = parentsOf(root, localName);
  if (parent !== undefined) {
    const words = l10n.t(
      'Element <{0}> is not allowed in <{2}>. It belongs in <{1}>.',
      localName,
      parent.name,
      type.name,
    );
    return { ...violation, message: words };
  }
  const meant = resembling(
    localName,
    childTypes(type).map((one) => one.type.name),
  );
  if (meant === undefined) {
    const words = l10n.t('Element <{0}> is not allowed in <{1}>.', localName, type.name);
    return { ...violation, severity: 'warning', message: words };
  }
  const words = l10n.t('Element <{0}> is not allowed in <{1}>. Did you mean <{2}>?', localName, type.name, meant);
  return { ...violation, name: meant, message: words };
}

/** A child in another namespace. An unknown name is then less certainly a mistake. */
function otherNamespace(element: XmlElement, parent: XmlElement, isKnown: boolean): readonly Violation[] {
  const namespace = reportedNamespace(element, parent);
  if (namespace === undefined) {
    return noViolations;
  }
  const declaration = element.name === element.localName ? attributeOf(element, 'xmlns') : undefined;
  return [
    {
      code: 'schema-unknown-element',
      element,
      ...present('attribute', declaration),
      ...(isKnown ? {} : { severity: 'warning' }),
      message: namespaceMessage(element.name, parent.name, namespace, declaration !== undefined),
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

/** Of these children there must be exactly one. */
function alternatives(
  element: XmlElement,
  type: ElementType,
  children: Children,
  misspelt: Names,
): readonly Violation[] {
  const { exactlyOneOf } = type;
  if (exactlyOneOf === undefined) {
    return noViolations;
  }
  const names = exactlyOneOf.map((name) => `<${name}>`).join(', ');
  const [first, ...others] = [...children]
    .flatMap(([own, same]) => (exactlyOneOf.includes(own.type.name) ? same.slice(0, 1) : []))
    .sort((a, b) => a.span.start - b.span.start);
  if (first !== undefined) {
    const words = l10n.t('Element <{0}> can contain only one of {1}.', element.name, names);
    return others.map((one) => ({
      code: 'schema-duplicate',
      message: words,
      element: one,
      other: first,
      name: one.localName,
    }));
  }
  if (element.children.some(({ localName }) => exactlyOneOf.includes(localName))) {
    return noViolations;
  }
  return [
    {
      code: 'schema-missing',
      message: l10n.t('Element <{0}> must contain {1}.', element.name, names.replaceAll('>, <', '> or <')),
      element,
      ...(exactlyOneOf.some((name) => misspelt.has(name)) ? { unless: 'schema-unknown-element' } : {}),
    },
  ];
}

function missingChild(
  element: XmlElement,
  { type: { name }, least, severityIfMissing }: ChildType,
  misspelt: Names,
): readonly Violation[] {
  if (least === 0 || element.children.some(({ localName }) => localName === name)) {
    return noViolations;
  }
  return [
    {
      code: 'schema-missing',
      message: l10n.t('Element <{1}> is required in <{0}>.', element.name, name),
      element,
      name,
      ...present('severity', severityIfMissing),
      ...(misspelt.has(name) ? { unless: 'schema-unknown-element' } : {}),
    },
  ];
}

function tooMany(parent: XmlElement, { type, most }: ChildType, same: readonly XmlElement[]): readonly Violation[] {
  const other = same[most - 1];
  if (other === undefined) {
    return noViolations;
  }
  const words =
    most === 1
      ? l10n.t('Element <{1}> is allowed only once in <{0}>.', parent.name, type.name)
      : l10n.t('Element <{2}> is allowed at most {1} times in <{0}>.', parent.name, most, type.name);
  return same.slice(most).map((element) => ({ code: 'schema-duplicate', message: words, element, other }));
}

/** Compares names as the platform does. Ignores tokens, because they are not the final names. */
function sameKeys(parent: XmlElement, { type, key }: ChildType, same: readonly XmlElement[]): readonly Violation[] {
  if (key === undefined) {
    return noViolations;
  }
  const first = new Map<string, XmlElement>();
  const found: Violation[] = [];
  for (const element of same) {
    const attribute = attributeOf(element, key);
    const value = attribute?.value.trim() ?? '';
    if (attribute === undefined || value === '') {
      continue;
    }
    const name = value.toLowerCase();
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, element);
    } else if (!isToken(value)) {
      const words = l10n.t('Another <{0}> in <{1}> already has {2}="{3}".', type.name, parent.name, key, value);
      found.push({ code: 'schema-duplicate', message: words, element, attribute, other });
    }
  }
  return found;
}

/** Of a child that must come before its predecessor. */
function orderViolation(type: ElementType, other: XmlElement, element: XmlElement): Violation | undefined {
  const [before, own] = [groupOf(type, other.localName), groupOf(type, element.localName)];
  return before === undefined || own === undefined || before <= own
    ? undefined
    : {
        code: 'schema-order',
        message: l10n.t(
          'Element <{0}> must come before <{1}> in <{2}>.',
          element.localName,
          other.localName,
          type.name,
        ),
        element,
        other,
      };
}

/** The place in the order of the children; undefined if the element is unknown. */
export function groupOf({ groups }: ElementType, localName: string): number | undefined {
  const group = groups.findIndex((children) => children.some(({ type }) => type.name === localName && !type.open));
  return group < 0 ? undefined : group;
}
