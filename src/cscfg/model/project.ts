import { Parser } from 'xml2js';
import { present } from '../../text/objects';
import type { RoleKind } from './definition';

/** What a Visual Studio project (.ccproj) says about the files of the service. */
export interface CloudServiceProject {
  readonly configurations: readonly ProjectItem[];
  /** Usually one; several if conditions choose among them. */
  readonly definitions: readonly ProjectItem[];
  readonly roles: readonly ProjectRole[];
}

export interface ProjectItem {
  /** From the project's folder, with MSBuild's wildcards and `$(TargetProfile)`, the packaged configuration. */
  readonly path: string;
  /** It has a condition, which is not evaluated. */
  readonly conditional: boolean;
}

export interface ProjectRole {
  readonly name: string;
  readonly kind?: RoleKind;
}

/** As xml2js reads it: attributes, text, and children by name. */
export interface MsbuildElement {
  readonly $?: Readonly<Record<string, string>>;
  readonly _?: string;
  readonly [child: string]: unknown;
}

/** Undefined if the text is not well-formed or not a project. */
export function parseMsbuild(text: string): MsbuildElement | undefined {
  let root: unknown;
  try {
    const parser = new Parser({
      async: false,
      explicitCharkey: true,
      tagNameProcessors: [(name) => name.slice(name.indexOf(':') + 1)],
    });
    // Without `async` the callback was called, with or without an error, when this returns.
    parser.parseString(text, (error, result: unknown) => {
      root = error === null ? result : undefined;
    });
  } catch {
    return undefined;
  }
  return isElement(root) && Object.hasOwn(root, 'Project') ? asElement(root['Project']) : undefined;
}

export function childrenOf(element: MsbuildElement, name: string): readonly MsbuildElement[] {
  const children: unknown = Object.hasOwn(element, name) ? element[name] : undefined;
  return Array.isArray(children) ? children.map(asElement) : [];
}

export function namedChildren(element: MsbuildElement): readonly (readonly [name: string, child: MsbuildElement])[] {
  const names = Object.keys(element).filter((name) => name !== '$' && name !== '_');
  return names.flatMap((name) => childrenOf(element, name).map((child) => [name, child] as const));
}

export function textOf(element: MsbuildElement | undefined): string {
  return (element?._ ?? '').trim();
}

export function attribute(element: MsbuildElement, name: string): string | undefined {
  const attributes = element.$ ?? {};
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

/** xml2js returns an empty string for an element without attributes, children and text. */
function asElement(value: unknown): MsbuildElement {
  return isElement(value) ? value : {};
}

function isElement(value: unknown): value is MsbuildElement {
  return typeof value === 'object' && value !== null;
}

/**
 * Limits that no real project reaches. Projects of strangers are read too, and a few hundred characters can expand to
 * gigabytes. Paths are those of Windows, where Visual Studio stops at 260 characters.
 */
const most = {
  characters: 1_000_000,
  items: 10_000,
  definitions: 100,
  wildcards: 20,
  wildcardsInPath: 8,
  nestedChoices: 32,
  pathCharacters: 260,
  valueCharacters: 1_000,
} as const;

const ownPlace: Readonly<Record<string, string>> = {
  msbuildprojectdirectory: '.',
  msbuildthisfiledirectory: './',
  projectdir: './',
};

const roleKinds: Readonly<Record<string, RoleKind>> = { web: 'web', worker: 'worker' };

/** Evaluates only single unconditional properties. Undefined for no project or above a limit. Never throws. */
export function readProject(text: string): CloudServiceProject | undefined {
  const project = text.length > most.characters ? undefined : parseMsbuild(text);
  if (project === undefined) {
    return undefined;
  }
  const properties = literalProperties(project);
  const groups = itemGroups(project);
  const items = (type: string): readonly ProjectItem[] =>
    groups.flatMap(({ group, conditional }) =>
      childrenOf(group, type).flatMap((item) => itemsOf(item, conditional, properties)),
    );
  const [configurations, definitions] = [items('ServiceConfiguration'), items('ServiceDefinition')];
  if (isBeyondMeasure(configurations, definitions)) {
    return undefined;
  }
  return {
    configurations,
    definitions,
    roles: groups.flatMap(({ group }) => childrenOf(group, 'ProjectReference')).flatMap(readRole),
  };
}

function isBeyondMeasure(configurations: readonly ProjectItem[], definitions: readonly ProjectItem[]): boolean {
  const items = [...configurations, ...definitions];
  const wildcards = items.filter(({ path }) => /[*?]|\$\(/.test(path));
  return items.length > most.items || definitions.length > most.definitions || wildcards.length > most.wildcards;
}

interface ItemGroup {
  readonly group: MsbuildElement;
  readonly conditional: boolean;
}

/** Evaluated before a build, including those of `Choose`. */
function itemGroups(project: MsbuildElement, left: number = most.nestedChoices): readonly ItemGroup[] {
  const branches = (left === 0 ? [] : childrenOf(project, 'Choose')).flatMap((choose) => [
    ...childrenOf(choose, 'When'),
    ...childrenOf(choose, 'Otherwise'),
  ]);
  return [
    ...childrenOf(project, 'ItemGroup').map((group) => ({ group, conditional: isConditional(group) })),
    ...branches.flatMap((branch) => itemGroups(branch, left - 1).map(({ group }) => ({ group, conditional: true }))),
  ];
}

function itemsOf(
  item: MsbuildElement,
  conditional: boolean,
  properties: ReadonlyMap<string, string>,
): readonly ProjectItem[] {
  return (attribute(item, 'Include') ?? '').split(';').flatMap((include) => {
    const path = literalPath(include.trim(), properties) ?? '';
    const isTooLong = path.length > most.pathCharacters || path.split(/[*?]+/).length > most.wildcardsInPath + 1;
    return path === '' || isTooLong ? [] : [{ path, conditional: conditional || isConditional(item) }];
  });
}

/** Undefined if a property is unknown. `TargetProfile` stays: it is the name of each packaged configuration. */
function literalPath(include: string, properties: ReadonlyMap<string, string>): string | undefined {
  const known = expanded(include, properties);
  if (known === undefined) {
    return undefined;
  }
  const rest = known.replace(/\$\(TargetProfile\)/gi, '');
  return /[$@%]\(/.test(rest) ? undefined : unescaped(known).replaceAll('\\', '/');
}

/** Undefined if the text becomes longer than a path or name can be. */
function expanded(text: string, properties: ReadonlyMap<string, string>): string | undefined {
  let [result, end] = ['', 0];
  for (const { 0: reference, 1: name = '', index } of text.matchAll(/\$\(([^()]*)\)/g)) {
    result += text.slice(end, index) + (properties.get(key(name)) ?? reference);
    end = index + reference.length;
    if (result.length > most.valueCharacters) {
      return undefined;
    }
  }
  result += text.slice(end);
  return result.length > most.valueCharacters ? undefined : result;
}

/** MSBuild writes its special characters as `%XX`. */
function unescaped(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** Properties with one value in every build: unconditional and made only of known properties. */
function literalProperties(project: MsbuildElement): ReadonlyMap<string, string> {
  const properties = new Map(Object.entries(ownPlace));
  const uncertain = new Set<string>();
  for (const group of childrenOf(project, 'PropertyGroup')) {
    for (const [name, property] of namedChildren(group)) {
      const value = literalPath(textOf(property), properties);
      if (isConditional(group) || isConditional(property) || value === undefined) {
        uncertain.add(key(name));
      } else {
        properties.set(key(name), value);
      }
    }
  }
  [...uncertain, 'targetprofile'].forEach((name) => properties.delete(name));
  return properties;
}

function readRole(reference: MsbuildElement): readonly ProjectRole[] {
  const name = textOf(childrenOf(reference, 'RoleName')[0]);
  const type = textOf(childrenOf(reference, 'RoleType')[0]).toLowerCase();
  const kind = Object.hasOwn(roleKinds, type) ? roleKinds[type] : undefined;
  return name === '' ? [] : [{ name, ...present('kind', kind) }];
}

function isConditional(element: MsbuildElement): boolean {
  return attribute(element, 'Condition') !== undefined;
}

/** Names of properties are case-insensitive. */
function key(name: string): string {
  return name.trim().toLowerCase();
}
