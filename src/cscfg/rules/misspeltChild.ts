import { resembling } from '../schema/resembling';
import { isForeign, typeOf } from '../schema/typeOf';
import type { XmlElement } from '../../xml/tree';
import type { Problem } from './rule';

/** Whether the element has a child that the schema does not know, and that is most likely meant to be a `localName`. */
export function hasMisspelt(parent: XmlElement | undefined, localName: string): boolean {
  return (
    parent?.children.some(
      (child) =>
        !isForeign(child, parent) &&
        typeOf(child) === undefined &&
        resembling(child.localName, [localName]) === localName,
    ) === true
  );
}

/** For what is missing in the element, because a child is misspelt: the rule of the schema tells of that. */
export function unlessMisspelt(
  ...places: readonly (readonly [parent: XmlElement | undefined, localName: string])[]
): Pick<Problem, 'unless'> {
  return places.some(([parent, localName]) => hasMisspelt(parent, localName))
    ? { unless: 'schema-unknown-element' }
    : {};
}
