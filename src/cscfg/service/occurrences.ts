import type { CscfgDocument } from '../document';
import { attributeOf, walk, type XmlElement } from '../../xml/tree';
import { present } from '../text/present';
import { spanContains } from '../text/span';
import { placesIn, type Place } from './places';
import { isDefinedRole } from './readDefinition';
import { filesOf, type Service, type ServiceFile } from './service';
import { isSameSymbol, type Occurrence, type ServiceSymbol } from './symbol';

/** The symbol whose name is written at `offset` (UTF-16 units; the ends of the name included). */
export function symbolAt(document: CscfgDocument, offset: number): Occurrence | undefined {
  return occurrencesIn(document).find(({ span }) => spanContains(span, offset));
}

/** Every name in the document that stands for something of the service, in document order. Empty names are none. */
export function occurrencesIn(document: CscfgDocument): readonly Occurrence[] {
  const root = document.roots[0];
  if (root === undefined) {
    return [];
  }
  if (root.localName === 'Project') {
    return [...walk(document.roots)].flatMap((element) => projectRole(element, document.text));
  }
  const places = placesIn(root.localName);
  const found = [...walk(document.roots)].flatMap((element) =>
    (places.get(element.localName) ?? []).flatMap((place) => occurrenceAt(element, place)),
  );
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Where the symbol is written in the document. */
export function occurrencesOf(document: CscfgDocument, symbol: ServiceSymbol): readonly Occurrence[] {
  return occurrencesIn(document).filter((one) => isSameSymbol(one.symbol, symbol));
}

export interface FileOccurrences {
  readonly file: ServiceFile;
  readonly occurrences: readonly Occurrence[];
}

/** Where the symbol is written in the files of the service; only those files that have it. */
export function occurrencesInService(service: Service, symbol: ServiceSymbol): readonly FileOccurrences[] {
  return filesOf(service)
    .map((file) => ({ file, occurrences: occurrencesOf(file.document, symbol) }))
    .filter(({ occurrences }) => occurrences.length > 0);
}

function occurrenceAt(element: XmlElement, place: Place): readonly Occurrence[] {
  const { kind, part, of, pattern } = place;
  const attribute = attributeOf(element, place.attribute);
  const role = of && roleOf(element, of);
  if (attribute?.valueSpan === undefined || (of !== undefined && role === undefined)) {
    return [];
  }
  const [from, to] =
    pattern === undefined ? [0, attribute.value.length] : (pattern.exec(attribute.value)?.indices?.[1] ?? [0, 0]);
  const name = attribute.value.slice(from, to);
  return name === ''
    ? []
    : [
        {
          symbol: { kind, name, ...present('role', role) },
          span: { start: attribute.offsetOf(from), end: attribute.offsetOf(to) },
          ...present('quote', attribute.quote),
          part,
        },
      ];
}

/** The name of the role that the element belongs to; undefined where it has none. */
function roleOf(element: XmlElement, of: NonNullable<Place['of']>): string | undefined {
  if (of !== 'enclosing') {
    return attributeOf(element, of.attribute)?.value;
  }
  let role = element.parent;
  while (role !== undefined && role.localName !== 'Role' && !isDefinedRole(role)) {
    role = role.parent;
  }
  return role && attributeOf(role, 'name')?.value;
}

/** `<RoleName>` of a project reference in a .ccproj: the role that the referenced project is built for. */
function projectRole({ localName, openTag, closeTag, children }: XmlElement, text: string): readonly Occurrence[] {
  if (localName !== 'RoleName' || closeTag === undefined || children.length > 0) {
    return [];
  }
  const written = text.slice(openTag.end, closeTag.start);
  const name = written.trim();
  const start = openTag.end + written.indexOf(name);
  return /^[^<>&]+$/.test(name)
    ? [{ symbol: { kind: 'role', name }, span: { start, end: start + name.length }, part: 'reference' }]
    : [];
}
