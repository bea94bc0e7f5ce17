import { attributeOf, walk, type XmlElement } from '../syntax/xmlElement';
import type { CertificateEntry, Role, ServiceConfiguration, Setting } from './serviceConfiguration';

/**
 * Reads what the elements say of the service. Half-typed text nests things where they do not belong (a `Certificate`
 * whose tag is not finished takes the next one in as its child): each is found at whatever depth below its owner.
 */
export function readModel(roots: readonly XmlElement[]): ServiceConfiguration {
  const element = below(roots, 'ServiceConfiguration').next().value ?? undefined;
  return {
    ...present('element', element),
    ...present('serviceName', element && attributeOf(element, 'serviceName')),
    ...present('osFamily', element && attributeOf(element, 'osFamily')),
    ...present('osVersion', element && attributeOf(element, 'osVersion')),
    ...present('schemaVersion', element && attributeOf(element, 'schemaVersion')),
    roles: element === undefined ? [] : [...below(element.children, 'Role')].map(readRole),
  };
}

function readRole(element: XmlElement): Role {
  const certificateLists = [...within(element, 'Certificates')];
  const settingLists = [...within(element, 'ConfigurationSettings')];
  const instances = within(element, 'Instances').next().value ?? undefined;
  return {
    element,
    ...present('name', attributeOf(element, 'name')),
    ...present('vmName', attributeOf(element, 'vmName')),
    ...present('instances', instances && { element: instances, ...present('count', attributeOf(instances, 'count')) }),
    ...present('settingsElement', settingLists[0]),
    settings: settingLists.flatMap((list) => [...within(list, 'Setting')]).map(readSetting),
    ...present('certificatesElement', certificateLists[0]),
    certificates: certificateLists.flatMap((list) => [...within(list, 'Certificate')]).map(readCertificate),
  };
}

function readSetting(element: XmlElement): Setting {
  return {
    element,
    ...present('name', attributeOf(element, 'name')),
    ...present('value', attributeOf(element, 'value')),
  };
}

function readCertificate(element: XmlElement): CertificateEntry {
  return {
    element,
    ...present('name', attributeOf(element, 'name')),
    ...present('thumbprint', attributeOf(element, 'thumbprint')),
    ...present('thumbprintAlgorithm', attributeOf(element, 'thumbprintAlgorithm')),
    ...present('sourceLocation', attributeOf(element, 'sourceLocation')),
  };
}

/** The elements of that name below `owner` that belong to no nearer element of the owner's kind, in document order. */
function within(owner: XmlElement, localName: string): Generator<XmlElement, undefined> {
  return below(owner.children, localName, owner.localName);
}

function* below(
  elements: readonly XmlElement[],
  localName: string,
  barrier?: string,
): Generator<XmlElement, undefined> {
  for (const element of walk(elements, (one) => one.localName !== barrier)) {
    if (element.localName === localName) {
      yield element;
    }
  }
}

/** `{ key: value }`, or nothing: absent is absent, not undefined. */
function present<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
