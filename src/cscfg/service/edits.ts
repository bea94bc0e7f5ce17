import { indentAt } from '../../text/lines';
import type { TextEdit } from '../../text/span';
import {
  type AttributeValues,
  indentUnit,
  insertAfter,
  insertBefore,
  insertFirst,
  isTyped,
  isWhole,
  prefixOf,
} from '../../xml/edit';
import { attributeOf, type XmlElement } from '../../xml/tree';
import { insertInList, lists } from '../certificateEdits';
import { ElementWriter } from '../elementWriter';
import type { CscfgDocument } from '../document';
import type { Role } from '../model/configuration';
import { type DefinedRole, isDefinedRole } from '../model/definition';
import { pluginOf } from '../model/plugins';
import { type Named, plainlyNamed, type WithName } from './names';

/** By the address that the service gives the file. */
export interface FileEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** Edits of a service definition that declare what a configuration has. */

/** A store of certificates on the virtual machines of a role. */
export interface CertificateStore {
  readonly location: string;
  readonly name: string;
}

/** The computer's personal store, where the certificates of endpoints must be. */
export const personalStore: CertificateStore = { location: 'LocalMachine', name: 'My' };

export function declareCertificate(document: CscfgDocument, role: DefinedRole, name: string): readonly TextEdit[] {
  return declareCertificates(document, role, [name], personalStore);
}

/** Declares certificates that are installed into the store. */
export function declareCertificates(
  { text }: CscfgDocument,
  { element, certificates, certificatesElement }: DefinedRole,
  names: readonly string[],
  store: CertificateStore,
): readonly TextEdit[] {
  const last = certificates.at(-1)?.element;
  const values = names.map((name) => certificateValues(name, last, store));
  return insertInList(text, element, lists.certificates, values, certificatesElement);
}

export function declareSetting({ text }: CscfgDocument, role: DefinedRole, name: string): readonly TextEdit[] {
  return insertInList(text, role.element, lists.settings, [{ name }], role.settingsElement);
}

/** With the settings and certificates of the configuration; a web role with a site on port 80. */
export function declareRole(
  { text, definition }: CscfgDocument,
  role: Role & { readonly name: { readonly value: string } },
  kind: 'web' | 'worker',
): readonly TextEdit[] {
  const root = definition.element;
  if (root === undefined || !isTyped(text, root)) {
    return [];
  }
  const sibling = definition.roles.at(-1)?.element;
  const write = new ElementWriter(text, root);
  const vmsize = sibling && attributeOf(sibling, 'vmsize')?.value;
  const values = { name: role.name.value, ...(vmsize === undefined ? {} : { vmsize }) };
  const lines = write.block(kind === 'web' ? 'WebRole' : 'WorkerRole', values, [
    ...(kind === 'web' ? site(write) : []),
    ...write.list(
      lists.settings.list,
      ownNames(role.settings).map((name) => write.empty('Setting', { name })),
    ),
    ...write.list(
      lists.certificates.list,
      ownNames(role.certificates).map((name) => write.empty('Certificate', certificateValues(name, undefined))),
    ),
  ]);
  return insertRole(text, root, isDefinedRole, lines);
}

/** After the last role, or before the other children of the root. */
export function insertRole(
  text: string,
  root: XmlElement,
  isRole: (element: XmlElement) => boolean,
  lines: readonly string[],
): readonly TextEdit[] {
  const last = root.children.findLast((child) => isRole(child) && isWhole(child));
  const next = root.children.find(isWhole);
  if (last !== undefined) {
    return [insertAfter(text, last, lines)];
  }
  return next === undefined ? insertFirst(text, root, lines) : [insertBefore(text, next, lines)];
}

function site(write: ElementWriter): readonly string[] {
  const binding = write.empty('Binding', { name: 'Endpoint1', endpointName: 'Endpoint1' });
  const endpoint = write.empty('InputEndpoint', { name: 'Endpoint1', protocol: 'http', port: '80' });
  return [
    ...write.block('Sites', {}, write.block('Site', { name: 'Web' }, write.block('Bindings', {}, [binding]))),
    ...write.block('Endpoints', {}, [endpoint]),
  ];
}

/** Where the certificate before states the permission level that everyone has anyway, so does this one. */
function certificateValues(
  name: string,
  before: XmlElement | undefined,
  store: CertificateStore = personalStore,
): AttributeValues {
  const level = before && attributeOf(before, 'permissionLevel');
  return {
    name,
    storeLocation: store.location,
    storeName: store.name,
    ...(level === undefined ? {} : { permissionLevel: 'limitedOrElevated' }),
  };
}

/** Without those that plugins add, which are not declared. */
function ownNames(items: readonly Named[]): readonly string[] {
  return plainlyNamed(items)
    .map(({ name }) => name.value)
    .filter((name) => pluginOf(name) === undefined);
}

/** Edits of a configuration that add what its definition, or another configuration, has. */

export function addSetting({ text }: CscfgDocument, role: Role, name: string, value: string): readonly TextEdit[] {
  return insertInList(text, role.element, lists.settings, [{ name, value }], role.settingsElement);
}

/** With the attributes that it has in another configuration. */
export function copyCertificate({ text }: CscfgDocument, role: Role, entry: XmlElement): readonly TextEdit[] {
  const values = Object.fromEntries(entry.attributes.map(({ name, value }) => [name, value]));
  return insertInList(text, role.element, lists.certificates, [values], role.certificatesElement);
}

/** With one instance and its settings, which have no values yet. */
export function addRole(
  { text, model }: CscfgDocument,
  { name, settings }: WithName<DefinedRole>,
): readonly TextEdit[] {
  const root = model.element;
  if (root === undefined || !isTyped(text, root)) {
    return [];
  }
  const write = new ElementWriter(text, root);
  const names = plainlyNamed(settings)
    .map((setting) => setting.name.value)
    .filter((setting) => pluginOf(setting) === undefined);
  const lines = write.block('Role', { name: name.value }, [
    write.empty('Instances', { count: '1' }),
    ...write.list(
      lists.settings.list,
      names.map((setting) => write.empty('Setting', { name: setting, value: '' })),
    ),
  ]);
  return insertRole(text, root, isRole, lines);
}

/** As in another configuration. No edit if the elements have different prefixes. */
export function copyRole(document: CscfgDocument, from: CscfgDocument, role: Role & Named): readonly TextEdit[] {
  const root = document.model.element;
  if (root === undefined || !isTyped(document.text, root) || prefixOf(root) !== prefixOf(role.element)) {
    return [];
  }
  const lines = reindented(from.text, role.element, indentUnit(document.text, root));
  return insertRole(document.text, root, isRole, lines);
}

/** The lines without the element's indentation, each step in it as wide as `unit`. */
function reindented(text: string, element: XmlElement, unit: string): readonly string[] {
  const own = indentAt(text, element.span.start);
  const step = indentUnit(text, element);
  return text
    .slice(element.span.start, element.span.end)
    .split(/\r\n|\r|\n/)
    .map((line, index) => (index > 0 && line.startsWith(own) ? line.slice(own.length) : line))
    .map((line) => {
      const steps = leadingSteps(line, step);
      return unit.repeat(steps) + line.slice(steps * step.length);
    });
}

function leadingSteps(line: string, step: string): number {
  let steps = 0;
  while (line.startsWith(step, steps * step.length)) {
    steps++;
  }
  return steps;
}

function isRole({ localName }: XmlElement): boolean {
  return localName === 'Role';
}
