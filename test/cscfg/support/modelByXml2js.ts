import type { ServiceConfiguration } from '../../../src/cscfg/model/configuration';
import type { XmlAttribute } from '../../../src/xml/tree';
import { readByXml2js, type Read } from './secondOpinion';

/** What a service configuration says, without places: for comparing two readings of it. */
export interface Plain {
  readonly service: Values;
  readonly roles: readonly {
    readonly role: Values;
    readonly count: string | undefined;
    readonly settings: readonly Values[];
    readonly certificates: readonly Values[];
  }[];
}

type Values = Readonly<Record<string, string | undefined>>;

const ofService = ['serviceName', 'osFamily', 'osVersion', 'schemaVersion'] as const;
const ofRole = ['name', 'vmName'] as const;
const ofSetting = ['name', 'value'] as const;
const ofCertificate = ['name', 'thumbprint', 'thumbprintAlgorithm', 'sourceLocation'] as const;

/** Our model of a text. */
export function plain(model: ServiceConfiguration): Plain {
  return {
    service: values(model, ofService),
    roles: model.roles.map((role) => ({
      role: values(role, ofRole),
      count: role.instances?.count?.value,
      settings: role.settings.map((setting) => values(setting, ofSetting)),
      certificates: role.certificates.map((entry) => values(entry, ofCertificate)),
    })),
  };
}

/** The same of a well-formed text, as xml2js reads it. */
export function plainByXml2js(text: string): Plain {
  const root = readByXml2js(text);
  const roles = localName(root) === 'ServiceConfiguration' ? named(root, 'Role') : [];
  return {
    service: localName(root) === 'ServiceConfiguration' ? read(root, ofService) : read(undefined, ofService),
    roles: roles.map((role) => ({
      role: read(role, ofRole),
      count: named(role, 'Instances')[0]?.attributes['count'],
      settings: named(role, 'ConfigurationSettings').flatMap((list) =>
        named(list, 'Setting').map((setting) => read(setting, ofSetting)),
      ),
      certificates: named(role, 'Certificates').flatMap((list) =>
        named(list, 'Certificate').map((entry) => read(entry, ofCertificate)),
      ),
    })),
  };
}

function values<Name extends string>(
  from: Readonly<Partial<Record<Name, XmlAttribute | undefined>>>,
  names: readonly Name[],
): Values {
  return Object.fromEntries(names.map((name) => [name, from[name]?.value]));
}

function read(element: Read | undefined, names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, element?.attributes[name]]));
}

function named({ children }: Read, name: string): readonly Read[] {
  return children.filter((child) => localName(child) === name);
}

function localName({ name }: Read): string {
  return name.slice(name.indexOf(':') + 1);
}
