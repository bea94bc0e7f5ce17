import * as l10n from '@vscode/l10n';
import { present } from '../../text/objects';
import type { Place, Surroundings } from '../../xml/cursor';
import { escapeAttribute } from '../../xml/edit';
import { attributeOf, walk, type XmlElement } from '../../xml/tree';
import { rootType } from '../schema/typeOf';
import { attributeType, type AttributeType, childType, type ElementType } from '../schema/types';
import { choicesOf, valueProblem, type ValueType } from '../schema/values';
import { isPlainName, isSameName, type Named, nameKey } from '../service/names';
import { choiceOf, type Completion, literal, placeholder, type RoleNames } from './completion';
import { type Scope, valueOf } from './scope';
import { listedThumbprintItems, thumbprintItems } from './thumbprints';
import { transformAttributes, transformItems } from './transforms';

/** An element whose attribute is edited: its surroundings, and its tag if that is typed. */
export interface Owner {
  readonly place: Surroundings;
  readonly name: string;
  readonly tag?: XmlElement;
}

/** Names that the attribute can have, without those of siblings if the names must differ. */
export function offeredNames({ name, refersTo }: AttributeType, owner: Owner, scope: Scope): readonly string[] {
  const { names } = scope.context;
  switch (refersTo) {
    case 'service':
      return names.service === undefined ? [] : [names.service];
    case 'ownRole':
      return unused(
        names.roles.map((role) => role.name),
        name,
        owner,
      );
    case 'role':
      return owner.name === 'InstanceAddress' ? unused(roles(scope), name, owner) : roles(scope);
    case 'setting':
      return unused(roleAround(owner, scope)?.settings ?? [], name, owner);
    case 'certificate': {
      const declared = roleAround(owner, scope)?.certificates ?? [];
      return owner.name === 'Certificate' ? unused(declared, name, owner) : declared;
    }
    case 'endpoint':
      return roleAround(owner, scope)?.endpoints ?? [];
    case 'roleEndpoint':
      return endpointsOfNamed(owner, scope);
    case 'accessControl':
      return plain(scope.document.model.network?.accessControls ?? []);
    case 'loadBalancer':
      return owner.name === 'LoadBalancer' ? unused(names.loadBalancers, name, owner) : names.loadBalancers;
    case 'probe':
      return inFile(scope, 'LoadBalancerProbe');
    case 'subnet':
      return [...new Set(inFile(scope, 'Subnet'))];
    default:
      return [];
  }
}

/** The names, or else the values in the schema; values that must be replaced only if there are no others. */
export function offeredValues(attribute: AttributeType, owner: Owner, scope: Scope): readonly string[] {
  const names = offeredNames(attribute, owner, scope);
  if (names.length > 0) {
    return names;
  }
  const choices = choicesOf(attribute.value);
  const alive = choices.filter(({ retired }) => retired !== true);
  return (alive.length > 0 ? alive : choices).map(({ value }) => value);
}

function roles({ document, context }: Scope): readonly string[] {
  const here = plain(document.model.roles);
  return here.length > 0 ? here : context.names.roles.map(({ name }) => name);
}

function roleAround({ place }: Owner, { context }: Scope): RoleNames | undefined {
  const role = place.around.findLast(({ localName }) => ['Role', 'WebRole', 'WorkerRole'].includes(localName));
  return role && roleNamed(valueOf(role, 'name') ?? '', context.names.roles);
}

function roleNamed(name: string, all: readonly RoleNames[]): RoleNames | undefined {
  return all.find((one) => isSameName(one.name, name));
}

/** Of the role that another attribute of the element names, or of all roles without it. */
function endpointsOfNamed({ tag }: Owner, { context }: Scope): readonly string[] {
  const name = tag && (valueOf(tag, 'role') ?? valueOf(tag, 'roleName'));
  const all = context.names.roles;
  const named = name === undefined ? undefined : roleNamed(name, all);
  return named?.endpoints ?? [...new Set(all.flatMap(({ endpoints }) => endpoints))];
}

function unused(names: readonly string[], attribute: string, owner: Owner): readonly string[] {
  const used = usedBySiblings(owner, attribute);
  return names.filter((one) => !used.has(nameKey(one)));
}

/** By `nameKey`; only siblings with the same element name. */
export function usedBySiblings({ place, name }: Owner, attribute: string): ReadonlySet<string> {
  const siblings = [...place.before, ...place.behind].filter(({ localName }) => localName === name);
  return new Set(siblings.map((one) => nameKey(valueOf(one, attribute) ?? '')));
}

function inFile({ document }: Scope, localName: string): readonly string[] {
  return [...walk(document.roots)]
    .filter((element) => element.localName === localName)
    .flatMap((element) => attributeOf(element, 'name')?.value ?? [])
    .filter((name) => name !== '');
}

function plain(items: readonly Named[]): readonly string[] {
  return items.flatMap(({ name }) => (isPlainName(name) ? [name.value] : []));
}

/** `name="…"` as a snippet with known values or a sample; a thumbprint is empty, to be chosen from the vault. */
export function attributeSnippet(attribute: AttributeType, owner: Owner, scope: Scope, number: number): string {
  const { name, refersTo } = attribute;
  const escaped = (value: string) => escapeAttribute(value, scope.quote);
  const values = offeredValues(attribute, owner, scope);
  const tabstop =
    refersTo === 'thumbprint'
      ? placeholder(number, '')
      : attribute.value.kind === 'choice' && attribute.value.others === undefined && values.length === 1
        ? literal(escaped(values[0] ?? ''))
        : values.length > 0
          ? choiceOf(number, usualFirst(values, attribute).map(escaped))
          : placeholder(number, escaped(unusedSample(attribute, owner)));
  return `${name}=${scope.quote}${tabstop}${scope.quote}`;
}

function usualFirst(values: readonly string[], { sample }: AttributeType): readonly string[] {
  return [...values].sort((a, b) => Number(b === sample) - Number(a === sample));
}

/** If a sibling has the value already, a number is appended or increased. */
const countable: readonly ValueType['kind'][] = ['name', 'identifier', 'pattern', 'integer'];

function unusedSample({ name, sample, value }: AttributeType, owner: Owner): string {
  const used = usedBySiblings(owner, name);
  let unused = sample;
  for (let number = 2; countable.includes(value.kind) && used.has(nameKey(unused)); number++) {
    unused = /^\d+$/.test(sample) ? String(Number(sample) + number - 1) : `${sample}${String(number)}`;
  }
  return valueProblem(value, { attribute: '', element: '', value: unused }) === undefined ? unused : sample;
}

/** The attributes that are written with a new element, in the order of the schema. */
export function initialAttributes({ attributes }: ElementType): readonly AttributeType[] {
  return attributes.filter(({ required, name }) => required || name === 'moduleName');
}

type AttributePlace = Extract<Place, { readonly kind: 'attribute' }>;

export function attributeItems(place: AttributePlace, scope: Scope): readonly Completion[] {
  const { tag, attribute: present } = place;
  const type = typeOfTag(tag, scope);
  const isOpen = ({ name }: AttributeType): boolean =>
    name === present?.name || !tag.attributes.some((one) => one.name === name);
  const transforms = transformAttributes(place)
    .filter(isOpen)
    .filter(({ name }) => present?.equals === undefined || present.name === name)
    .map((attribute) => item(attribute, place, scope));
  if (type === undefined) {
    return transforms;
  }
  const own = type.attributes
    .filter(isOpen)
    .filter((attribute) => attribute.required || !attribute.judgedElsewhere)
    .filter(({ name }) => name !== 'xmlns' || scope.prefix === '')
    .sort((a, b) => Number(b.required) - Number(a.required))
    .filter((attribute) => present?.equals === undefined || isSafeRenaming(type, present.name, attribute))
    .map((attribute) => item(attribute, place, scope));
  return [...own, ...transforms];
}

export function typeOfTag({ localName }: XmlElement, { parent, types }: Scope): ElementType | undefined {
  return parent === undefined
    ? types.length === 0
      ? rootType(localName)
      : undefined
    : childType(parent, localName)?.type;
}

/** Whether an attribute with a value can be renamed to it: an unknown one, in place of a missing one. */
function isSafeRenaming(type: ElementType, written: string, { name, value }: AttributeType): boolean {
  return name === written || (attributeType(type, written) === undefined && ['text', 'name'].includes(value.kind));
}

function item(attribute: AttributeType, place: AttributePlace, scope: Scope): Completion {
  const { name, doc, required, fallback } = attribute;
  const detail = required ? l10n.t('required') : fallback === undefined ? undefined : l10n.t('default: {0}', fallback);
  const hasValue = place.attribute?.equals !== undefined;
  const newText = hasValue ? name : spaced(attributeSnippet(attribute, ownerOf(place), scope, 1), place, scope);
  return {
    ...{ label: name, kind: 'attribute', doc, edit: { ...place.span, newText }, isSnippet: !hasValue },
    ...(detail === undefined ? {} : { detail }),
    ...(attribute.refersTo === 'thumbprint' && !hasValue ? { asksAgain: true } : {}),
  };
}

function ownerOf(place: AttributePlace) {
  return { place, name: place.tag.localName, tag: place.tag };
}

function spaced(written: string, { span }: AttributePlace, { text }: Scope): string {
  const before = /\s/.test(text.charAt(span.start - 1)) ? '' : ' ';
  const after = /^(?:[\s/>]|$)/.test(text.slice(span.end, span.end + 1)) ? '' : ' ';
  return `${before}${written}${after}`;
}

type ValuePlace = Extract<Place, { readonly kind: 'value' }>;

export function valueItems(place: ValuePlace, scope: Scope): readonly Completion[] {
  const type = typeOfTag(place.tag, scope);
  const isNamed = ({ name }: AttributeType): boolean => name === place.attribute.name;
  const transform = transformAttributes(place).find(isNamed);
  const attribute = transform ?? type?.attributes.find(isNamed);
  // VS Code does not replace text across a line end.
  if (attribute === undefined || /[\r\n]/.test(scope.text.slice(place.span.start, place.span.end))) {
    return [];
  }
  const edit = (value: string) => ({ ...place.span, newText: written(value, place, scope) });
  if (attribute.refersTo === 'thumbprint') {
    const text = place.attribute.value;
    return thumbprintItems({ entry: valueOf(place.tag, 'name') ?? '', text }, scope.context, edit);
  }
  if (place.tag.localName === 'Setting' && attribute.name === 'value') {
    return listedThumbprintItems(place, scope, edit);
  }
  if (transform !== undefined) {
    return transformItems(transform, place, (value) => written(value, place, scope));
  }
  const names = offeredNames(attribute, { place, name: place.tag.localName, tag: place.tag }, scope);
  return [
    ...names.map((name): Completion => ({ label: name, kind: 'name', edit: edit(name), isSnippet: false })),
    ...choicesOf(attribute.value).map(({ value, doc, retired = false }) => ({
      ...{ label: value, kind: 'value' as const, edit: edit(value), isSnippet: false },
      ...present('detail', doc ?? (value === attribute.fallback ? l10n.t('default') : undefined)),
      ...(retired ? { isDiscouraged: true } : {}),
    })),
  ];
}

function written(value: string, { attribute }: ValuePlace, { quote }: Scope): string {
  const own = attribute.quote;
  return own === undefined ? `${quote}${escapeAttribute(value, quote)}${quote}` : escapeAttribute(value, own);
}
