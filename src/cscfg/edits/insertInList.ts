import { childrenNamed, type XmlElement } from '../../xml/tree';
import type { TextEdit } from '../text/span';
import { elementLike, emptyElement, type AttributeValues } from './emptyElement';
import { insertListed, listPredecessor } from './insertElement';
import { isTyped, isWhole, prefixOf, quoteNear } from './layout';

/** A kind of element that stands in a list of its own, by their local names. */
export interface ListKind {
  readonly list: string;
  readonly element: string;
  /** What a new list goes behind, the best place first; behind the last child where there is none of them. */
  readonly behind: readonly string[];
}

/** The lists of a role: in a configuration Visual Studio has them in this order, in a definition in any. */
export const lists = {
  settings: { list: 'ConfigurationSettings', element: 'Setting', behind: ['Instances', 'Endpoints', 'Sites'] },
  certificates: { list: 'Certificates', element: 'Certificate', behind: ['ConfigurationSettings', 'Endpoints'] },
} as const satisfies Readonly<Record<string, ListKind>>;

/**
 * Adds an empty element with these attributes to the owner's list, as its last one and written as the one before it;
 * the list is created where there is none. Indentation, quotes, prefix and line ends are those of the place. No edit
 * where the tags that it would go into are not finished: first they must be typed.
 */
export function insertInList(
  text: string,
  owner: XmlElement,
  kind: ListKind,
  values: AttributeValues,
  list: XmlElement | undefined = childrenNamed(owner, kind.list)[0],
): readonly TextEdit[] {
  const container = list ?? owner;
  if (!isTyped(text, container)) {
    return [];
  }
  const last = list && childrenNamed(list, kind.element).findLast(isWhole);
  const written =
    (last && elementLike(text, last, values)) ??
    emptyElement(`${prefixOf(container)}${kind.element}`, values, quoteNear(container));
  const place = { owner, name: kind.list, list, last, predecessor: listPredecessor(owner, kind.behind) };
  return insertListed(text, place, [written]);
}
