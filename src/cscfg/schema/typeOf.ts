import type { XmlElement } from '../../xml/tree';
import { serviceConfiguration } from './configuration/serviceConfiguration';
import { serviceDefinition } from './definition/serviceDefinition';
import { isInOtherNamespace } from './namespace';
import { attributeType, childType, type ElementType } from './types';
import { choicesOf } from './values';

export const rootTypes: readonly ElementType[] = [serviceConfiguration, serviceDefinition];

export function rootType(localName: string): ElementType | undefined {
  return rootTypes.find(({ name }) => name === localName);
}

/** Undefined for an unknown element, one in the wrong place, and everything inside them. */
export function typeOf(element: XmlElement): ElementType | undefined {
  return pathOf(element).reduce<ElementType | undefined>(
    (type, { localName }, depth) => (depth === 0 ? rootType(localName) : type && childType(type, localName)?.type),
    undefined,
  );
}

/** Deeper than any element of the schemas. */
const deepest = 50;

function pathOf(element: XmlElement): readonly XmlElement[] {
  const path: XmlElement[] = [];
  for (let one: XmlElement | undefined = element; one !== undefined && path.length < deepest; one = one.parent) {
    path.unshift(one);
  }
  return path;
}

/** In another namespace than its parent and the schema, so the schema does not apply. */
export function isForeign(element: XmlElement, parent: XmlElement): boolean {
  return isInOtherNamespace(element, parent, schemaNamespace);
}

export function schemaNamespace({ localName }: XmlElement): string | undefined {
  const type = rootType(localName);
  const value = type && attributeType(type, 'xmlns')?.value;
  return value && choicesOf(value)[0]?.value;
}

/** The types that can contain an element with this name, in the schema of `root`. */
export function parentsOf(root: ElementType, localName: string): readonly ElementType[] {
  const found: ElementType[] = [];
  const seen = new Set<ElementType>();
  const visit = (type: ElementType): void => {
    if (seen.has(type)) {
      return;
    }
    seen.add(type);
    if (childType(type, localName) !== undefined) {
      found.push(type);
    }
    type.groups.flat().forEach((child) => {
      visit(child.type);
    });
  };
  visit(root);
  return found;
}
