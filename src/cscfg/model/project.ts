import { Parser } from 'xml2js';
import { present } from '../../text/objects';
import type { RoleKind } from './definition';

/** What a Visual Studio cloud service project (.ccproj) says of the service's files. */
export interface CloudServiceProject {
  readonly configurations: readonly ProjectItem[];
  /** Usually one; several where conditions choose among them. */
  readonly definitions: readonly ProjectItem[];
  readonly roles: readonly ProjectRole[];
}

export interface ProjectItem {
  /**
   * From the project's folder, with `/`. May hold MSBuild's wildcards `*`, `?` and `**`, and `$(TargetProfile)`,
   * which stands for the name of the configuration that is packaged.
   */
  readonly path: string;
  /** Whether a condition decides if it counts, which is not evaluated. */
  readonly conditional: boolean;
}

export interface ProjectRole {
  readonly name: string;
  readonly kind?: RoleKind;
}

/** An element as xml2js reads it: its attributes, its text, and its children by their names. */
export interface MsbuildElement {
  readonly $?: Readonly<Record<string, string>>;
  readonly _?: string;
  readonly [child: string]: unknown;
}

/** The root element of an MSBuild project; undefined where the text is no well-formed XML or no project. */
export function parseMsbuild(text: string): MsbuildElement | undefined {
  let root: unknown;
  try {
    const parser = new Parser({
      async: false,
      explicitCharkey: true,
      tagNameProcessors: [(name) => name.slice(name.indexOf(':') + 1)],
    });
    // Without `async` the callback has been called, with an error or without, when this returns.
    parser.parseString(text, (error, result: unknown) => {
      root = error === null ? result : undefined;
    });
  } catch {
    return undefined;
  }
  return isElement(root) && Object.hasOwn(root, 'Project') ? asElement(root['Project']) : undefined;
}

/** The children of that name, in document order. */
export function childrenOf(element: MsbuildElement, name: string): readonly MsbuildElement[] {
  const children: unknown = Object.hasOwn(element, name) ? element[name] : undefined;
  return Array.isArray(children) ? children.map(asElement) : [];
}

/** The children with their names, those of one name together. */
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

/** An element without attributes, children and text is an empty string to xml2js. */
function asElement(value: unknown): MsbuildElement {
  return isElement(value) ? value : {};
}

function isElement(value: unknown): value is MsbuildElement {
  return typeof value === 'object' && value !== null;
}

/**
 * What no project of real life comes near. The project of a stranger is read as well: a few hundred characters can
 * expand to gigabytes. Paths are those of Windows, where Visual Studio stops at 260 characters.
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

/** What MSBuild itself knows of the project's own place. */
const ownPlace: Readonly<Record<string, string>> = {
  msbuildprojectdirectory: '.',
  msbuildthisfiledirectory: './',
  projectdir: './',
};

const roleKinds: Readonly<Record<string, RoleKind>> = { web: 'web', worker: 'worker' };

/**
 * Reads a .ccproj. Of MSBuild no more is evaluated than can be taken literally: properties that the project gives one
 * value without a condition. An item whose path needs more is left out. Undefined where the text is no project, or one
 * beyond all measure. Never throws.
 */
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

/** The item groups that are evaluated before anything is built, those of `Choose` included. */
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

/**
 * The path with its properties filled in; undefined where it holds something that is not known. Only `TargetProfile`
 * stays: each configuration is packaged with its own name as this property.
 */
function literalPath(include: string, properties: ReadonlyMap<string, string>): string | undefined {
  const known = expanded(include, properties);
  if (known === undefined) {
    return undefined;
  }
  const rest = known.replace(/\$\(TargetProfile\)/gi, '');
  return /[$@%]\(/.test(rest) ? undefined : unescaped(known).replaceAll('\\', '/');
}

/** The text with the values of known properties; undefined where that is longer than a path or name can be. */
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

/** MSBuild writes characters that mean something to it as `%XX`. */
function unescaped(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** The properties with one value, whatever is built: neither conditional nor made of others that are not known. */
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

/** Properties are named regardless of case. */
function key(name: string): string {
  return name.trim().toLowerCase();
}
