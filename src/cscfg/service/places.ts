import type { Occurrence, SymbolKind } from './symbol';

/** An attribute that holds a symbol's name. */
export interface Place {
  /** The local name of its element. */
  readonly element: string;
  readonly attribute: string;
  readonly kind: SymbolKind;
  readonly part: Occurrence['part'];
  /** Whose it is: of the role around the element, or of the one that another attribute of the element names. */
  readonly of?: 'enclosing' | { readonly attribute: string };
  /** Where the name is only a part of the value: its first group. */
  readonly pattern?: RegExp;
}

/** Schemas: https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-file and schema-cscfg-file. */
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

/** The places of names in a document with that root element (its local name), by the local names of their elements. */
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
