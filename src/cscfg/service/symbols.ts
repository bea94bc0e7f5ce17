import { present } from '../../text/objects';
import { type Span, spanContains } from '../../text/span';
import { attributeOf, walk, type XmlElement } from '../../xml/tree';
import type { CscfgDocument } from '../document';
import { isDefinedRole } from '../model/definition';
import { isSameName } from './names';
import { filesOf, type Service, type ServiceFile } from './service';

/**
 * Roles and the service itself belong to the service; certificates, settings and endpoints to a role; endpoints of the
 * definition refer to the others.
 */
export type SymbolKind =
  'service' | 'role' | 'certificate' | 'setting' | 'endpoint' | 'loadBalancer' | 'loadBalancerProbe' | 'accessControl';

export interface ServiceSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Absent for symbols of the service. */
  readonly role?: string;
}

export interface Occurrence {
  readonly symbol: ServiceSymbol;
  readonly span: Span;
  /** Absent in the text of an element. */
  readonly quote?: '"' | "'";
  /** `definition` declares it, `entry` gives it values (or declares it without a .csdef), `reference` only names it. */
  readonly part: 'definition' | 'entry' | 'reference';
}

export function isSameSymbol(a: ServiceSymbol, b: ServiceSymbol): boolean {
  return a.kind === b.kind && isSameName(a.name, b.name) && isSameName(a.role ?? '', b.role ?? '');
}

export interface Place {
  readonly element: string;
  readonly attribute: string;
  readonly kind: SymbolKind;
  readonly part: Occurrence['part'];
  /** The role around the element, or the one that another attribute of the element names. */
  readonly of?: 'enclosing' | { readonly attribute: string };
  /** If the name is only a part of the value: its first group. */
  readonly pattern?: RegExp;
}

/** Schemas: https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-file, schema-cscfg-file. */
const definitionPlaces: readonly Place[] = [
  { element: 'ServiceDefinition', attribute: 'name', kind: 'service', part: 'definition' },
  ...['WebRole', 'WorkerRole', 'VirtualMachineRole'].map((element): Place => ({
    element,
    attribute: 'name',
    kind: 'role',
    part: 'definition',
  })),
  { element: 'Certificate', attribute: 'name', kind: 'certificate', part: 'definition', of: 'enclosing' },
  { element: 'Setting', attribute: 'name', kind: 'setting', part: 'definition', of: 'enclosing' },
  ...['InputEndpoint', 'InternalEndpoint', 'InstanceInputEndpoint'].map((element): Place => ({
    element,
    attribute: 'name',
    kind: 'endpoint',
    part: 'definition',
    of: 'enclosing',
  })),
  { element: 'InputEndpoint', attribute: 'certificate', kind: 'certificate', part: 'reference', of: 'enclosing' },
  { element: 'InputEndpoint', attribute: 'loadBalancer', kind: 'loadBalancer', part: 'reference' },
  { element: 'InputEndpoint', attribute: 'loadBalancerProbe', kind: 'loadBalancerProbe', part: 'reference' },
  { element: 'LoadBalancerProbe', attribute: 'name', kind: 'loadBalancerProbe', part: 'definition' },
  { element: 'Binding', attribute: 'endpointName', kind: 'endpoint', part: 'reference', of: 'enclosing' },
  { element: 'FromRole', attribute: 'roleName', kind: 'role', part: 'reference' },
  { element: 'RoleEndpoint', attribute: 'roleName', kind: 'role', part: 'reference' },
  {
    element: 'RoleEndpoint',
    attribute: 'endpointName',
    kind: 'endpoint',
    part: 'reference',
    of: { attribute: 'roleName' },
  },
  {
    element: 'RoleInstanceValue',
    attribute: 'xpath',
    kind: 'setting',
    part: 'reference',
    of: 'enclosing',
    pattern: /\/ConfigurationSetting\[\s*@name\s*=\s*["']([^"']+)["']\s*\]/d,
  },
  {
    element: 'RoleInstanceValue',
    attribute: 'xpath',
    kind: 'endpoint',
    part: 'reference',
    of: 'enclosing',
    pattern: /\/Endpoint\[\s*@name\s*=\s*["']([^"']+)["']\s*\]/d,
  },
];

const configurationPlaces: readonly Place[] = [
  { element: 'ServiceConfiguration', attribute: 'serviceName', kind: 'service', part: 'entry' },
  { element: 'Role', attribute: 'name', kind: 'role', part: 'entry' },
  { element: 'Certificate', attribute: 'name', kind: 'certificate', part: 'entry', of: 'enclosing' },
  { element: 'Setting', attribute: 'name', kind: 'setting', part: 'entry', of: 'enclosing' },
  { element: 'InstanceAddress', attribute: 'roleName', kind: 'role', part: 'reference' },
  { element: 'NetworkSecurityGroupRef', attribute: 'roleName', kind: 'role', part: 'reference' },
  { element: 'EndpointAcl', attribute: 'role', kind: 'role', part: 'reference' },
  {
    element: 'EndpointAcl',
    attribute: 'endPoint',
    kind: 'endpoint',
    part: 'reference',
    of: { attribute: 'role' },
  },
  { element: 'EndpointAcl', attribute: 'accessControl', kind: 'accessControl', part: 'reference' },
  { element: 'AccessControl', attribute: 'name', kind: 'accessControl', part: 'definition' },
  { element: 'LoadBalancer', attribute: 'name', kind: 'loadBalancer', part: 'definition' },
];

const places: Readonly<Record<string, ReadonlyMap<string, readonly Place[]>>> = {
  ServiceDefinition: byElement(definitionPlaces),
  ServiceConfiguration: byElement(configurationPlaces),
};

/** By the local names of the elements. `root`: the local name of the root element. */
export function placesIn(root: string): ReadonlyMap<string, readonly Place[]> {
  return (Object.hasOwn(places, root) ? places[root] : undefined) ?? new Map<string, readonly Place[]>();
}

function byElement(all: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const map = new Map<string, Place[]>();
  for (const place of all) {
    map.set(place.element, [...(map.get(place.element) ?? []), place]);
  }
  return map;
}

/** `offset`: UTF-16 units, including both ends of the name. */
export function symbolAt(document: CscfgDocument, offset: number): Occurrence | undefined {
  return occurrencesIn(document).find(({ span }) => spanContains(span, offset));
}

/** In document order. Ignores empty names. */
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

export function occurrencesOf(document: CscfgDocument, symbol: ServiceSymbol): readonly Occurrence[] {
  return occurrencesIn(document).filter((one) => isSameSymbol(one.symbol, symbol));
}

export interface FileOccurrences {
  readonly file: ServiceFile;
  readonly occurrences: readonly Occurrence[];
}

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

/** Undefined without a role. */
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
