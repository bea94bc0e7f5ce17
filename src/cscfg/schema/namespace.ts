import { prefixOf } from '../../xml/edit';
import { attributeOf, type XmlElement } from '../../xml/tree';
import { transformNamespace } from '../model/transforms';

/** '' if there is none, undefined if the prefix is not declared. */
export function namespaceOf(element: XmlElement): string | undefined {
  const prefix = prefixOf(element);
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  for (let one: XmlElement | undefined = element; one !== undefined; one = one.parent) {
    const declaration = attributeOf(one, name);
    if (declaration !== undefined) {
      return declaration.value;
    }
  }
  return prefix === '' ? '' : undefined;
}

/** Whether the namespace differs from the parent's and from `expected`, that of the schema. */
export function isInOtherNamespace(
  element: XmlElement,
  parent: XmlElement,
  expected: (root: XmlElement) => string | undefined,
): boolean {
  const isPlain = element.name === element.localName && parent.name === parent.localName;
  if (
    isPlain
      ? attributeOf(element, 'xmlns') === undefined
      : prefixOf(element) === prefixOf(parent) && !redeclares(element)
  ) {
    return false;
  }
  const own = namespaceOf(element);
  return own === undefined
    ? prefixOf(element) !== prefixOf(parent)
    : own !== namespaceOf(parent) && own !== expected(rootOf(element));
}

function redeclares({ attributes }: XmlElement): boolean {
  return attributes.some(({ name }) => name.startsWith('xmlns'));
}

function rootOf(element: XmlElement): XmlElement {
  let root = element;
  while (root.parent !== undefined) {
    root = root.parent;
  }
  return root;
}

/** If it differs from the parent's. Undefined if the syntax check reports a prefix, and for transformations. */
export function reportedNamespace(element: XmlElement, parent: XmlElement): string | undefined {
  const namespace = namespaceOf(element);
  return namespaceOf(parent) === undefined || namespace === transformNamespace ? undefined : namespace;
}
