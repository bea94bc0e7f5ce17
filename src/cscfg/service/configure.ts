import type { CscfgDocument } from '../document';
import { insertInList, lists } from '../edits/insertInList';
import { indentUnit, isTyped, prefixOf } from '../edits/layout';
import type { Role } from '../model/serviceConfiguration';
import type { XmlElement } from '../../xml/tree';
import { indentAt } from '../text/lines';
import type { TextEdit } from '../text/span';
import { ElementWriter, insertRole } from './declare';
import { plainlyNamed, type Named } from './names';
import { pluginOf } from './plugins';
import type { DefinedRole } from './serviceDefinition';
import type { WithName } from './compareNames';

/** Edits of a configuration that add what its definition, or another configuration, has. */

export function addSetting({ text }: CscfgDocument, role: Role, name: string, value: string): readonly TextEdit[] {
  return insertInList(text, role.element, lists.settings, { name, value }, role.settingsElement);
}

/** Adds a certificate entry with the attributes that it has in another configuration. */
export function copyCertificate({ text }: CscfgDocument, role: Role, entry: XmlElement): readonly TextEdit[] {
  const values = Object.fromEntries(entry.attributes.map(({ name, value }) => [name, value]));
  return insertInList(text, role.element, lists.certificates, values, role.certificatesElement);
}

/** Adds a declared role with one instance and its settings, which have no values yet. */
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

/** Adds a role as another configuration has it. No edit where the two files' elements have different prefixes. */
export function copyRole(document: CscfgDocument, from: CscfgDocument, role: Role & Named): readonly TextEdit[] {
  const root = document.model.element;
  if (root === undefined || !isTyped(document.text, root) || prefixOf(root) !== prefixOf(role.element)) {
    return [];
  }
  const lines = reindented(from.text, role.element, indentUnit(document.text, root));
  return insertRole(document.text, root, isRole, lines);
}

/** The element's lines without the indentation it has where it stands, each step within it as wide as `unit`. */
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
