import type { CscfgDocument } from '../document';
import { attributeOf, type XmlElement } from '../../xml/tree';
import type { Span } from '../../text/span';
import { isDefinedRole } from '../model/definition';

export type OutlineKind = 'service' | 'role' | 'certificate' | 'setting' | 'endpoint' | 'network' | 'group' | 'other';

/** An element of the outline. */
export interface OutlineItem {
  /** The name, or the element name. Never empty. */
  readonly label: string;
  /** Additional text that identifies the element; can be empty. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  /** What is selected when it is chosen; within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** Attributes that name an element, in order of preference. */
const names = ['name', 'serviceName', 'moduleName', 'roleName', 'role', 'commandLine'];

/** Attributes that describe elements. */
const details: Readonly<Record<string, readonly string[]>> = {
  Instances: ['count'],
  Certificate: ['thumbprint', 'storeName'],
  InputEndpoint: ['protocol', 'port'],
  InternalEndpoint: ['protocol', 'port'],
  DnsServer: ['IPAddress'],
  Rule: ['action', 'remoteSubnet'],
  EndpointAcl: ['endPoint', 'accessControl'],
  LocalStorage: ['sizeInMB'],
};

const kinds: Readonly<Record<string, OutlineKind>> = {
  ServiceConfiguration: 'service',
  ServiceDefinition: 'service',
  Role: 'role',
  Certificate: 'certificate',
  Setting: 'setting',
  InputEndpoint: 'endpoint',
  InternalEndpoint: 'endpoint',
  InstanceInputEndpoint: 'endpoint',
  NetworkConfiguration: 'network',
  VirtualNetworkSite: 'network',
};

/** The maximum depth; deeper text is broken. */
const deepest = 12;

/** The elements of a .cscfg or .csdef as a tree, in document order. An element whose name is not typed yet is left out. */
export function outlineOf({ roots }: CscfgDocument): readonly OutlineItem[] {
  return itemsOf(roots, 0);
}

function itemsOf(elements: readonly XmlElement[], depth: number): readonly OutlineItem[] {
  return depth === deepest
    ? []
    : elements
        .filter(({ localName }) => localName !== '')
        .map((element) => itemOf(element, itemsOf(element.children, depth + 1)));
}

function itemOf(element: XmlElement, children: readonly OutlineItem[]): OutlineItem {
  const { localName, span, nameSpan } = element;
  const name = names.map((one) => attributeOf(element, one)).find((one) => one !== undefined && one.value !== '');
  const shown = (Object.hasOwn(details, localName) ? (details[localName] ?? []) : [])
    .map((one) => attributeOf(element, one)?.value ?? '')
    .filter((one) => one !== '');
  return {
    label: name?.value ?? localName,
    detail: [...(name === undefined || isListed(localName) ? [] : [localName]), ...shown].join(' '),
    kind: kindOf(element),
    span,
    selection: name?.valueSpan ?? nameSpan,
    children,
  };
}

/** Whether the parent list already implies the element name. */
function isListed(localName: string): boolean {
  return localName === 'Setting' || localName === 'Certificate';
}

function kindOf(element: XmlElement): OutlineKind {
  const { localName, children } = element;
  if (isDefinedRole(element)) {
    return 'role';
  }
  return (Object.hasOwn(kinds, localName) ? kinds[localName] : undefined) ?? (children.length > 0 ? 'group' : 'other');
}
