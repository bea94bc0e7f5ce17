import type { CscfgDocument } from '../document';
import { attributeOf, type XmlElement } from '../../xml/tree';
import type { Span } from '../../text/span';
import { isDefinedRole } from '../model/definition';

export type OutlineKind = 'service' | 'role' | 'certificate' | 'setting' | 'endpoint' | 'network' | 'group' | 'other';

export interface OutlineItem {
  /** The name, or the element name. Never empty. */
  readonly label: string;
  /** Identifies the element together with the label; can be empty. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** In order of preference. */
const names = ['name', 'serviceName', 'moduleName', 'roleName', 'role', 'commandLine'];

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

/** Deeper text is broken. */
const deepest = 12;

/** In document order, without elements whose names are not typed yet. */
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
