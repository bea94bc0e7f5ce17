import { present } from '../../text/objects';
import { readXml } from '../../xml/reader';
import { decodeValue } from '../../xml/references';
import { attributeOf, childrenNamed, type XmlElement } from '../../xml/tree';
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
  if (text.length > most.characters) {
    return undefined;
  }
  const { roots, problems } = readXml(text);
  const [project] = roots;
  if (problems.length > 0 || project?.localName !== 'Project') {
    return undefined;
  }
  const properties = literalProperties(text, project);
  const groups = itemGroups(project);
  const items = (type: string): readonly ProjectItem[] =>
    groups.flatMap(({ group, conditional }) =>
      childrenNamed(group, type).flatMap((item) => itemsOf(item, conditional, properties)),
    );
  const [configurations, definitions] = [items('ServiceConfiguration'), items('ServiceDefinition')];
  if (isBeyondMeasure(configurations, definitions)) {
    return undefined;
  }
  return {
    configurations,
    definitions,
    roles: groups
      .flatMap(({ group }) => childrenNamed(group, 'ProjectReference'))
      .flatMap((one) => readRole(text, one)),
  };
}

function isBeyondMeasure(configurations: readonly ProjectItem[], definitions: readonly ProjectItem[]): boolean {
  const items = [...configurations, ...definitions];
  const wildcards = items.filter(({ path }) => /[*?]|\$\(/.test(path));
  return items.length > most.items || definitions.length > most.definitions || wildcards.length > most.wildcards;
}

interface ItemGroup {
  readonly group: XmlElement;
  readonly conditional: boolean;
}

/** Evaluated before a build, including those of `Choose`. */
function itemGroups(project: XmlElement, left: number = most.nestedChoices): readonly ItemGroup[] {
  const branches = (left === 0 ? [] : childrenNamed(project, 'Choose')).flatMap((choose) => [
    ...childrenNamed(choose, 'When'),
    ...childrenNamed(choose, 'Otherwise'),
  ]);
  return [
    ...childrenNamed(project, 'ItemGroup').map((group) => ({ group, conditional: isConditional(group) })),
    ...branches.flatMap((branch) => itemGroups(branch, left - 1).map(({ group }) => ({ group, conditional: true }))),
  ];
}

function itemsOf(
  item: XmlElement,
  conditional: boolean,
  properties: ReadonlyMap<string, string>,
): readonly ProjectItem[] {
  return (attributeOf(item, 'Include')?.value ?? '').split(';').flatMap((include) => {
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
function literalProperties(text: string, project: XmlElement): ReadonlyMap<string, string> {
  const properties = new Map(Object.entries(ownPlace));
  const uncertain = new Set<string>();
  for (const group of childrenNamed(project, 'PropertyGroup')) {
    for (const property of group.children) {
      const name = property.localName;
      const value = literalPath(textOf(text, property), properties);
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

function readRole(text: string, reference: XmlElement): readonly ProjectRole[] {
  const name = textOf(text, childrenNamed(reference, 'RoleName')[0]);
  const type = textOf(text, childrenNamed(reference, 'RoleType')[0]).toLowerCase();
  const kind = Object.hasOwn(roleKinds, type) ? roleKinds[type] : undefined;
  return name === '' ? [] : [{ name, ...present('kind', kind) }];
}

function textOf(text: string, element: XmlElement | undefined): string {
  const written = (element?.textSpans ?? []).map(({ start, end }) => text.slice(start, end)).join('');
  // Every second part is the content of a CDATA section.
  const parts = written.split(/<!\[CDATA\[(.*?)\]\]>/s).map((part, index) => {
    return index % 2 === 1 ? part : decodeValue(part, { start: 0, end: part.length }).value;
  });
  return parts.join('').trim();
}

function isConditional(element: XmlElement): boolean {
  return attributeOf(element, 'Condition') !== undefined;
}

/** Names of properties are case-insensitive. */
function key(name: string): string {
  return name.trim().toLowerCase();
}
