import type { Span } from '../text/span';
import type { XmlAttribute, XmlElement } from '../../xml/tree';

/** What a .cscfg says, each thing with the syntax it was read from. Built from any text, however broken. */
export interface ServiceConfiguration {
  /** The first `ServiceConfiguration` element; absent while the text has none. */
  readonly element?: XmlElement;
  readonly serviceName?: XmlAttribute;
  readonly osFamily?: XmlAttribute;
  readonly osVersion?: XmlAttribute;
  readonly schemaVersion?: XmlAttribute;
  readonly roles: readonly Role[];
}

export interface Role {
  readonly element: XmlElement;
  readonly name?: XmlAttribute;
  readonly vmName?: XmlAttribute;
  readonly instances: { readonly element: XmlElement; readonly count?: XmlAttribute } | undefined;
  readonly settingsElement: XmlElement | undefined;
  readonly settings: readonly Setting[];
  /** The first `Certificates` element of the role. */
  readonly certificatesElement: XmlElement | undefined;
  /** Those of every `Certificates` element of the role, in document order. */
  readonly certificates: readonly CertificateEntry[];
}

export interface Setting {
  readonly element: XmlElement;
  readonly name?: XmlAttribute | undefined;
  readonly value?: XmlAttribute | undefined;
}

export interface CertificateEntry {
  readonly element: XmlElement;
  readonly name?: XmlAttribute | undefined;
  readonly thumbprint?: XmlAttribute | undefined;
  readonly thumbprintAlgorithm?: XmlAttribute | undefined;
  /** A path to a certificate file, seen in Microsoft's own files in place of a thumbprint. */
  readonly sourceLocation?: XmlAttribute | undefined;
}

/** Where a problem with the entry's thumbprint is shown: its value, or the element's open tag where there is none. */
export function thumbprintSpan(entry: CertificateEntry): Span {
  return entry.thumbprint?.valueSpan ?? entry.element.openTag;
}
