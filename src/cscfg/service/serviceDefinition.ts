import type { XmlAttribute, XmlElement } from '../../xml/tree';

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
