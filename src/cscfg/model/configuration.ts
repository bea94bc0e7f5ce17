import { classifyThumbprint, type ThumbprintText } from '../../certificate/thumbprint';
import { present } from '../../text/objects';
import type { Span } from '../../text/span';
import { attributeOf, below, firstBelow, within, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { readNetwork, type Network } from './network';

/** Each part with the syntax that it was read from. Built from any text. */
export interface ServiceConfiguration {
  /** Absent while the text has no `ServiceConfiguration`. */
  readonly element?: XmlElement;
  readonly serviceName?: XmlAttribute;
  readonly osFamily?: XmlAttribute;
  readonly osVersion?: XmlAttribute;
  readonly schemaVersion?: XmlAttribute;
  readonly roles: readonly Role[];
  readonly network: Network | undefined;
}

export interface Role {
  readonly element: XmlElement;
  readonly name: XmlAttribute | undefined;
  readonly vmName: XmlAttribute | undefined;
  readonly instances: { readonly element: XmlElement; readonly count?: XmlAttribute } | undefined;
  readonly settingsElement: XmlElement | undefined;
  readonly settings: readonly Setting[];
  readonly certificatesElement: XmlElement | undefined;
  /** Of every `Certificates` element of the role, in document order. */
  readonly certificates: readonly CertificateEntry[];
}

export interface Setting {
  readonly element: XmlElement;
  readonly name: XmlAttribute | undefined;
  readonly value: XmlAttribute | undefined;
}

export interface CertificateEntry {
  readonly element: XmlElement;
  readonly name: XmlAttribute | undefined;
  readonly thumbprint: XmlAttribute | undefined;
  readonly thumbprintText: ThumbprintText;
  readonly thumbprintAlgorithm: XmlAttribute | undefined;
  /** A path to a certificate file, which occurs in Microsoft's own files instead of a thumbprint. */
  readonly sourceLocation: XmlAttribute | undefined;
}

/** Where a problem with the thumbprint is shown: its value, or else the open tag. */
export function thumbprintSpan(entry: CertificateEntry): Span {
  return entry.thumbprint?.valueSpan ?? entry.element.openTag;
}

/** Finds each part at any depth below its owner: an unfinished `Certificate` contains the next one. */
export function readModel(roots: readonly XmlElement[]): ServiceConfiguration {
  const element = firstBelow(roots, 'ServiceConfiguration');
  return {
    ...present('element', element),
    ...present('serviceName', element && attributeOf(element, 'serviceName')),
    ...present('osFamily', element && attributeOf(element, 'osFamily')),
    ...present('osVersion', element && attributeOf(element, 'osVersion')),
    ...present('schemaVersion', element && attributeOf(element, 'schemaVersion')),
    roles: element === undefined ? [] : below(element.children, 'Role').map(readRole),
    network: element && readNetwork(element),
  };
}

function readRole(element: XmlElement): Role {
  const settingLists = within(element, 'ConfigurationSettings');
  const certificateLists = within(element, 'Certificates');
  return {
    element,
    name: attributeOf(element, 'name'),
    vmName: attributeOf(element, 'vmName'),
    instances: readInstances(element),
    settingsElement: settingLists[0],
    settings: settingLists.flatMap((list) => within(list, 'Setting')).map(readSetting),
    certificatesElement: certificateLists[0],
    certificates: certificateLists.flatMap((list) => within(list, 'Certificate')).map(readCertificate),
  };
}

function readInstances(role: XmlElement): Role['instances'] {
  const element = within(role, 'Instances')[0];
  return element && { element, ...present('count', attributeOf(element, 'count')) };
}

function readSetting(element: XmlElement): Setting {
  return { element, name: attributeOf(element, 'name'), value: attributeOf(element, 'value') };
}

function readCertificate(element: XmlElement): CertificateEntry {
  const thumbprint = attributeOf(element, 'thumbprint');
  return {
    element,
    name: attributeOf(element, 'name'),
    thumbprint,
    thumbprintText: classifyThumbprint(thumbprint?.value ?? ''),
    thumbprintAlgorithm: attributeOf(element, 'thumbprintAlgorithm'),
    sourceLocation: attributeOf(element, 'sourceLocation'),
  };
}
