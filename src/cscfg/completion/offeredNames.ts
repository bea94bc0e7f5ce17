import { networkOf } from '../model/network';
import type { AttributeType } from '../schema/elementType';
import { choicesOf } from '../schema/valueType';
import { isPlainName, isSameName, nameKey, type Named } from '../service/names';
import { attributeOf, walk, type XmlElement } from '../../xml/tree';
import type { RoleNames } from './serviceNames';
import type { Surroundings } from '../../xml/cursor';
import { valueOf, type Scope } from './scope';

/** An element whose attribute is to be filled in: what stands around it, and its tag as far as it is typed. */
export interface Owner {
  readonly place: Surroundings;
  readonly name: string;
  readonly tag?: XmlElement;
}

/**
 * The names that the attribute can have, as far as they are known: those that its siblings have already are left out
 * where every one must have its own.
 */
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
      return plain(networkOf(scope.document.model)?.accessControls ?? []);
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

/** … or, where there are no names, the values that the schema has for it: those that must go only if there is no other. */
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

/** What the service definition says of the role that the place is in. */
function roleAround({ place }: Owner, { context }: Scope): RoleNames | undefined {
  const role = place.around.findLast(({ localName }) => ['Role', 'WebRole', 'WorkerRole'].includes(localName));
  return role && roleNamed(valueOf(role, 'name') ?? '', context.names.roles);
}

function roleNamed(name: string, all: readonly RoleNames[]): RoleNames | undefined {
  return all.find((one) => isSameName(one.name, name));
}

/** Those of the role that another attribute of the same element names; of all roles while it names none. */
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

/** The values, by `nameKey`, that the attribute has in the siblings of the same name. */
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
