import type { CscfgDocument } from '../../document';
import { isTyped, isWhole } from '../../edits/layout';
import { removeElement } from '../../edits/removeElement';
import type { Role } from '../../model/serviceConfiguration';
import { pluginOf, retiredPlugins } from '../../service/plugins';
import { filesOf } from '../../service/service';
import type { DefinedRole } from '../../service/serviceDefinition';
import type { WrittenElement } from '../../syntax/writtenElement';
import { walk, type XmlAttribute, type XmlElement } from '../../syntax/xmlElement';
import { message, type Message } from '../../text/message';
import type { TextEdit } from '../../text/span';
import { references } from '../references';
import type { Rule } from '../rule';
import { nameSpan } from './agreement';
import { fixEverywhere } from './serviceFix';

interface Retired {
  readonly code: string;
  readonly plugins: readonly string[];
  readonly summary: string;
  readonly problem: (name: string) => Message;
  readonly title: Message;
}

const retired: readonly Retired[] = [
  {
    code: 'remote-access-plugin',
    plugins: retiredPlugins.remoteAccess,
    summary: 'What belongs to the plugin for remote desktop connections is still there',
    problem: (name) =>
      message('{0} belongs to the remote access plugin, which must go: remove all of its parts.', name),
    title: message('Remove all parts of the remote access plugin'),
  },
  {
    code: 'diagnostics-plugin',
    plugins: retiredPlugins.diagnostics,
    summary: 'What belongs to the diagnostics plugin is still there',
    problem: (name) => message('{0} belongs to the diagnostics plugin, which must go: remove all of its parts.', name),
    title: message('Remove all parts of the diagnostics plugin'),
  },
];

/** What must be removed before a service is deployed to the extended support, in either of its files. */
export const retiredPluginRules: readonly Rule[] = retired.map(({ code, plugins, summary, problem, title }) => ({
  code,
  severity: 'warning',
  summary,
  remedy: 'Remove all of its parts',
  reference: references.prerequisites,
  *check(document) {
    for (const { element, attribute } of partsOf(document, plugins)) {
      if (isTyped(document.text, element)) {
        yield { span: nameSpan(element, attribute), message: problem(attribute.value), tag: 'deprecated' };
      }
    }
  },
  *fixes(_finding, document, { service }) {
    const others = service === undefined ? [] : filesOf(service).filter(({ file }) => file !== service.self);
    const elsewhere = others.map(({ file, document: other }) => ({ file, edits: removals(other, plugins) }));
    yield* fixEverywhere(title, removals(document, plugins), elsewhere, { preferred: true });
  },
}));

interface PluginPart {
  readonly element: XmlElement;
  readonly attribute: XmlAttribute;
}

/** The imports, settings and certificates of the plugins. */
function partsOf({ model, definition }: CscfgDocument, plugins: readonly string[]): readonly PluginPart[] {
  const named = [...model.roles, ...definition.roles]
    .filter(namesPlugins)
    .flatMap(({ settings, certificates }) => [...settings, ...certificates])
    .flatMap(({ element, name }) =>
      name !== undefined && plugins.includes(pluginOf(name.value) ?? '') ? [{ element, attribute: name }] : [],
    );
  const imports = definition.roles
    .flatMap((role) => role.imports)
    .flatMap(({ element, moduleName }) =>
      moduleName !== undefined && plugins.includes(moduleName.value.toLowerCase())
        ? [{ element, attribute: moduleName }]
        : [],
    );
  return [...named, ...imports];
}

const known = new WeakMap<WrittenElement, boolean>();

/** Whether a setting or certificate of the role is a plugin's; looked for once while the role is written as it is. */
function namesPlugins(role: Role | DefinedRole): boolean {
  const { written } = role.element;
  const found =
    known.get(written) ??
    [...role.settings, ...role.certificates].some(({ name }) => pluginOf(name?.value ?? '') !== undefined);
  known.set(written, found);
  return found;
}

/** Takes the parts out, and lists that nothing else is in. */
function removals(document: CscfgDocument, plugins: readonly string[]): readonly TextEdit[] {
  const { text } = document;
  const parts = new Set(
    partsOf(document, plugins)
      .map(({ element }) => element)
      .filter(isWhole),
  );
  const lists = new Set([...parts].flatMap(({ parent }) => parent ?? []));
  const emptied = [...lists].filter((list) => isWhole(list) && holdsNothingBut(list, parts, text));
  const inEmptied = new Set(walk(emptied));
  return [...emptied, ...[...parts].filter((part) => !inEmptied.has(part))].map((one) => removeElement(text, one));
}

function holdsNothingBut({ openTag, closeTag, children }: XmlElement, parts: ReadonlySet<XmlElement>, text: string) {
  let from = openTag.end;
  let between = '';
  for (const child of children) {
    between += text.slice(from, child.span.start);
    from = child.span.end;
  }
  between += text.slice(from, closeTag?.start ?? from);
  return between.trim() === '' && children.every((child) => parts.has(child));
}
