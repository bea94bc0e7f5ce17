import { childTypes, type ElementType } from '../../../src/cscfg/schema/types';

/** The type and all types that can occur in it, each once. */
export function everyType(root: ElementType): readonly ElementType[] {
  const found = new Set<ElementType>([root]);
  for (const type of found) {
    childTypes(type).forEach((child) => found.add(child.type));
  }
  return [...found];
}
