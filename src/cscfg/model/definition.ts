import { present } from '../../text/objects';
import { attributeOf, below, firstBelow, walk, type XmlAttribute, type XmlElement } from '../../xml/tree';

/** What a .csdef says, each thing with the syntax it was read from. Built from any text, however broken. */
export interface ServiceDefinition {
  /** The first `ServiceDefinition` element; absent in text that is no service definition. */
  readonly element?: XmlElement;
  readonly name?: XmlAttribute;
  readonly roles: readonly DefinedRole[];
}

export type RoleKind = 'web' | 'worker' | 'virtualMachine';

export interface DefinedRole {
  readonly element: XmlElement;
  readonly kind: RoleKind;
  readonly name?: XmlAttribute;
  /** The first `ConfigurationSettings` element of the role. */
  readonly settingsElement?: XmlElement;
  /** Those of every `ConfigurationSettings` element, in document order; the same holds for what follows. */
  readonly settings: readonly DefinedSetting[];
  readonly certificatesElement?: XmlElement;
  readonly certificates: readonly DefinedCertificate[];
  readonly endpoints: readonly DefinedEndpoint[];
  readonly imports: readonly ModuleImport[];
}

export interface DefinedSetting {
  readonly element: XmlElement;
  readonly name?: XmlAttribute;
}

export interface DefinedCertificate {
  readonly element: XmlElement;
  readonly name?: XmlAttribute;
  readonly storeLocation?: XmlAttribute;
  readonly storeName?: XmlAttribute;
}

export interface DefinedEndpoint {
  readonly element: XmlElement;
  readonly name?: XmlAttribute;
  readonly protocol?: XmlAttribute;
  /** The name of the role's certificate that the endpoint is bound to. */
  readonly certificate?: XmlAttribute;
  /** The name of the configuration's internal load balancer that the endpoint is behind. */
  readonly loadBalancer?: XmlAttribute;
}

/** An `Import`, which adds the settings, certificates and endpoints of a plugin of the platform to the role. */
export interface ModuleImport {
  readonly element: XmlElement;
  readonly moduleName?: XmlAttribute;
}

const kinds: Readonly<Record<string, RoleKind>> = {
  WebRole: 'web',
  WorkerRole: 'worker',
  VirtualMachineRole: 'virtualMachine',
};

const endpoints: ReadonlySet<string> = new Set(['InputEndpoint', 'InternalEndpoint', 'InstanceInputEndpoint']);

/**
 * Reads what the elements say of the service, however deep half-typed text has nested them. Schema of the file:
 * https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-file
 */
export function readDefinition(roots: readonly XmlElement[]): ServiceDefinition {
  const element = firstBelow(roots, 'ServiceDefinition');
  return {
    ...present('element', element),
    ...present('name', element && attributeOf(element, 'name')),
    roles: element === undefined ? [] : [...walk(element.children)].flatMap(readRole),
  };
}

/** Whether it is a role's element in a service definition. */
export function isDefinedRole(element: XmlElement): boolean {
  return kindOf(element) !== undefined;
}

function kindOf({ localName }: XmlElement): RoleKind | undefined {
  return Object.hasOwn(kinds, localName) ? kinds[localName] : undefined;
}

function readRole(element: XmlElement): readonly DefinedRole[] {
  const kind = kindOf(element);
  if (kind === undefined) {
    return [];
  }
  const settingLists = inRole(element, 'ConfigurationSettings');
  const certificateLists = inRole(element, 'Certificates');
  return [
    {
      element,
      kind,
      ...present('name', attributeOf(element, 'name')),
      ...present('settingsElement', settingLists[0]),
      settings: settingLists.flatMap((list) => inRole(list, 'Setting')).map(readSetting),
      ...present('certificatesElement', certificateLists[0]),
      certificates: certificateLists.flatMap((list) => inRole(list, 'Certificate')).map(readCertificate),
      endpoints: [...walk(element.children, (one) => !isDefinedRole(one))]
        .filter(({ localName }) => endpoints.has(localName))
        .map(readEndpoint),
      imports: inRole(element, 'Import').map(readImport),
    },
  ];
}

/** Below `owner`, but not in a role that stands inside of it only because its own end is not typed yet. */
function inRole(owner: XmlElement, localName: string): readonly XmlElement[] {
  return below(owner.children, localName, isDefinedRole);
}

function readSetting(element: XmlElement): DefinedSetting {
  return { element, ...present('name', attributeOf(element, 'name')) };
}

function readCertificate(element: XmlElement): DefinedCertificate {
  return {
    element,
    ...present('name', attributeOf(element, 'name')),
    ...present('storeLocation', attributeOf(element, 'storeLocation')),
    ...present('storeName', attributeOf(element, 'storeName')),
  };
}

function readEndpoint(element: XmlElement): DefinedEndpoint {
  return {
    element,
    ...present('name', attributeOf(element, 'name')),
    ...present('protocol', attributeOf(element, 'protocol')),
    ...present('certificate', attributeOf(element, 'certificate')),
    ...present('loadBalancer', attributeOf(element, 'loadBalancer')),
  };
}

function readImport(element: XmlElement): ModuleImport {
  return { element, ...present('moduleName', attributeOf(element, 'moduleName')) };
}
