import { below, within } from '../syntax/below';
import { attributeOf, type XmlElement } from '../syntax/xmlElement';
import { present } from '../text/present';
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
