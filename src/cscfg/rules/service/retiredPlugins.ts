import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { isTyped, isWhole, removeElement } from '../../../xml/edit';
import type { Role } from '../../model/configuration';
import { pluginOf, retiredPlugins } from '../../model/plugins';
import { filesOf } from '../../service/service';
import type { DefinedRole } from '../../model/definition';
import { type XmlElement, walk, type XmlAttribute } from '../../../xml/tree';
import type { TextEdit } from '../../../text/span';
import { references, type Rule } from '../rule';
import { nameSpan } from './agreement';
import { fixEverywhere } from './serviceFix';

interface Retired {
  readonly code: string;
  readonly plugins: readonly string[];
  readonly summary: string;
  readonly problem: (role: string, parts: number) => string;
  readonly title: string;
}

const retired: readonly Retired[] = [
  {
    code: 'remote-access-plugin',
    plugins: retiredPlugins.remoteAccess,
    summary: 'A role still uses the remote access plugin',
    problem: (role, parts) =>
      parts === 1
        ? l10n.t('Role "{0}" has 1 part of the remote access plugin, which must be removed.', role)
        : l10n.t('Role "{0}" has {1} parts of the remote access plugin, which must be removed.', role, parts),
    title: l10n.t('Remove all parts of the remote access plugin'),
  },
  {
    code: 'diagnostics-plugin',
    plugins: retiredPlugins.diagnostics,
    summary: 'A role still uses the diagnostics plugin',
    problem: (role, parts) =>
      parts === 1
        ? l10n.t('Role "{0}" has 1 part of the diagnostics plugin, which must be removed.', role)
        : l10n.t('Role "{0}" has {1} parts of the diagnostics plugin, which must be removed.', role, parts),
    title: l10n.t('Remove all parts of the diagnostics plugin'),
  },
];

/** Must be removed from both files before a deployment to Cloud Services (extended support). */
export const retiredPluginRules: readonly Rule[] = retired.map(({ code, plugins, summary, problem, title }) => ({
  code,
  severity: 'warning',
  summary,
  remedy: 'Remove all of its parts',
  reference: references.prerequisites,
  *check(document) {
    for (const role of [...document.model.roles, ...document.definition.roles]) {
      const parts = partsOf(role, plugins).filter(({ element }) => isTyped(document.text, element));
      const [first] = parts;
      if (first !== undefined) {
        yield {
          span: nameSpan(first.element, first.attribute),
          message: problem(role.name?.value ?? '', parts.length),
          related: parts.map(({ element, attribute }) => ({
            span: nameSpan(element, attribute),
            message: l10n.t('"{0}" is part of the plugin', attribute.value),
          })),
          tag: 'deprecated',
        };
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

function partsOf(role: Role | DefinedRole, plugins: readonly string[]): readonly PluginPart[] {
  const named = namesPlugins(role) ? [...role.settings, ...role.certificates] : [];
  const imports = 'imports' in role ? role.imports : [];
  return [
    ...named.flatMap(({ element, name }) =>
      name !== undefined && plugins.includes(pluginOf(name.value) ?? '') ? [{ element, attribute: name }] : [],
    ),
    ...imports.flatMap(({ element, moduleName }) =>
      moduleName !== undefined && plugins.includes(moduleName.value.toLowerCase())
        ? [{ element, attribute: moduleName }]
        : [],
    ),
  ].sort((a, b) => a.element.span.start - b.element.span.start);
}

/** The rule that requires the removal of this name; other rules must not require its addition. */
export function retiredPluginRule(name: string): string | undefined {
  const plugin = pluginOf(name);
  return plugin === undefined ? undefined : retired.find(({ plugins }) => plugins.includes(plugin))?.code;
}

function namesPlugins({ settings, certificates }: Role | DefinedRole): boolean {
  return [settings, certificates].some((list) => list.some(({ name }) => pluginOf(name?.value ?? '') !== undefined));
}

function removals(document: CscfgDocument, plugins: readonly string[]): readonly TextEdit[] {
  const { text } = document;
  const parts = new Set(
    [...document.model.roles, ...document.definition.roles]
      .flatMap((role) => partsOf(role, plugins))
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
