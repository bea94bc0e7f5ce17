import type { CscfgDocument } from '../document';
import { attributeOf, type XmlElement } from '../../xml/tree';
import type { Span } from '../../text/span';
import { isDefinedRole } from '../model/definition';

export type OutlineKind = 'service' | 'role' | 'certificate' | 'setting' | 'endpoint' | 'network' | 'group' | 'other';

/** An element as an outline shows it. */
export interface OutlineItem {
  /** What it is called, or else the name of its element. Never empty. */
  readonly label: string;
  /** What else says which one it is; '' where there is nothing. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  /** What is selected when it is chosen; within `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** Attributes that name an element, the best first. */
const names = ['name', 'serviceName', 'moduleName', 'roleName', 'role', 'commandLine'];

/** Attributes that tell of elements without a name, or more of those with one. */
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

/** How deep an outline goes: deeper texts are broken ones. */
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
  const told = (Object.hasOwn(details, localName) ? (details[localName] ?? []) : [])
    .map((one) => attributeOf(element, one)?.value ?? '')
    .filter((one) => one !== '');
  return {
    label: name?.value ?? localName,
    detail: [...(name === undefined || isListed(localName) ? [] : [localName]), ...told].join(' '),
    kind: kindOf(element),
    span,
    selection: name?.valueSpan ?? nameSpan,
    children,
  };
}

/** Whether the list that the element stands in says already what it is. */
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
