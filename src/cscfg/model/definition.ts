import { present } from '../../text/objects';
import { attributeOf, below, firstBelow, walk, type XmlAttribute, type XmlElement } from '../../xml/tree';

/** Each part with the syntax that it was read from. Built from any text. */
export interface ServiceDefinition {
  /** Absent if the text is not a service definition. */
  readonly element?: XmlElement;
  readonly name?: XmlAttribute;
  readonly roles: readonly DefinedRole[];
}

export type RoleKind = 'web' | 'worker' | 'virtualMachine';

export interface DefinedRole {
  readonly element: XmlElement;
  readonly kind: RoleKind;
  readonly name?: XmlAttribute;
  readonly settingsElement?: XmlElement;
  /** Of every `ConfigurationSettings` element, in document order; the same applies to the other lists. */
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
  readonly certificate?: XmlAttribute;
  /** The name of an internal load balancer in the configuration. */
  readonly loadBalancer?: XmlAttribute;
}

/** An `Import`, which adds settings, certificates and endpoints of a plugin to the role. */
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
 * Finds elements at any depth, because of half-typed text. Schema of the file:
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

/** Below `owner`, but not in another role, which is inside it only because `owner` is not closed yet. */
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
