import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { byName, nameKey, type Named } from '../../service/names';
import { isImplicit } from '../../model/plugins';
import { isDefinedRole, type DefinedRole } from '../../model/definition';
import { attributeOf, walk, type XmlElement } from '../../../xml/tree';
import { hasMisspelt } from '../schema/missing';
import { plain, referrer, type Referrer } from './referrer';

export function* definitionReferrers({ definition, syntaxProblems }: CscfgDocument): Generator<Referrer> {
  const { element: root, roles } = definition;
  if (root === undefined || syntaxProblems.length > 0) {
    return;
  }
  const known: Known = {
    roles: plain(roles),
    byName: byName(roles),
    probes: plain([...walk([root])].filter(({ localName }) => localName === 'LoadBalancerProbe').map(named)),
    endpointsOf: oncePerRole((role) => plain(role.endpoints)),
    settingsOf: oncePerRole((role) => plain(role.settings)),
    root,
  };
  for (const role of roles) {
    for (const element of walk(role.element.children, (one) => !isDefinedRole(one))) {
      yield* ofRole(element, role, known);
    }
  }
  for (const element of walk(root.children, (one) => !isDefinedRole(one))) {
    yield* ofTraffic(element, known);
  }
}

interface Known {
  readonly roles: Referrer['known'];
  readonly byName: ReadonlyMap<string, DefinedRole>;
  readonly probes: Referrer['known'];
  readonly endpointsOf: (role: DefinedRole) => Referrer['known'];
  readonly settingsOf: (role: DefinedRole) => Referrer['known'];
  readonly root: XmlElement;
}

/** Many references can have the same role. */
function oncePerRole(find: (role: DefinedRole) => Referrer['known']): (role: DefinedRole) => Referrer['known'] {
  const found = new Map<DefinedRole, Referrer['known']>();
  return (role) => {
    if (!found.has(role)) {
      found.set(role, find(role));
    }
    return found.get(role);
  };
}

function named(element: XmlElement): Named {
  const name = attributeOf(element, 'name');
  return name === undefined ? {} : { name };
}

function* ofRole(element: XmlElement, role: DefinedRole, known: Known): Generator<Referrer> {
  const { probes, root } = known;
  switch (element.localName) {
    case 'Binding':
      yield* endpointReferrers(element, role, known);
      break;
    case 'InputEndpoint':
      for (const one of referrer(element, 'loadBalancerProbe', probes, (probe) =>
        l10n.t('There is no LoadBalancerProbe named "{0}". Declare it, or use a declared one.', probe),
      )) {
        yield { ...one, cause: () => misspelt(root, 'LoadBalancerProbes', ['LoadBalancerProbe']) };
      }
      break;
    case 'RoleInstanceValue':
      yield* xpathReferrers(element, role, known);
      break;
  }
}

function* ofTraffic(element: XmlElement, known: Known): Generator<Referrer> {
  const isEndpoint = element.localName === 'RoleEndpoint';
  if (!isEndpoint && element.localName !== 'FromRole') {
    return;
  }
  for (const one of referrer(element, 'roleName', known.roles, (role) =>
    l10n.t('There is no role named "{0}". Declare it, or use a declared one.', role),
  )) {
    yield { ...one, cause: () => misspelt(known.root, '', ['WebRole', 'WorkerRole']) };
  }
  const role = known.byName.get(nameKey(attributeOf(element, 'roleName')?.value ?? ''));
  if (isEndpoint && role !== undefined) {
    yield* endpointReferrers(element, role, known);
  }
}

function* endpointReferrers(element: XmlElement, role: DefinedRole, known: Known): Generator<Referrer> {
  const written = attributeOf(element, 'endpointName')?.value ?? '';
  for (const one of referrer(element, 'endpointName', endpointsFor(written, role, known), (name) =>
    noEndpoint(name, role),
  )) {
    yield { ...one, cause: () => misspeltEndpoint(role) };
  }
}

/** Undefined if a module adds the endpoint. */
function endpointsFor(name: string, role: DefinedRole, { endpointsOf }: Known): Referrer['known'] {
  return isImplicit(name, role) ? undefined : endpointsOf(role);
}

const settingStep = /\/ConfigurationSetting\[\s*@name\s*=\s*["']([^"']+)["']\s*\]/d;
const endpointStep = /\/Endpoint\[\s*@name\s*=\s*["']([^"']+)["']\s*\]/d;

function* xpathReferrers(element: XmlElement, role: DefinedRole, known: Known): Generator<Referrer> {
  const attribute = attributeOf(element, 'xpath');
  const value = attribute?.value ?? '';
  if (attribute?.valueSpan === undefined || !/^\s*\/RoleEnvironment\/CurrentInstance\//i.test(value)) {
    return;
  }
  for (const step of [settingStep, endpointStep]) {
    const [from, to] = step.exec(value)?.indices?.[1] ?? [0, 0];
    const written = value.slice(from, to);
    if (written !== '') {
      const isSetting = step === settingStep;
      yield {
        ...{ element, attribute, written },
        span: { start: attribute.offsetOf(from), end: attribute.offsetOf(to) },
        known: isSetting ? settingsFor(written, role, known) : endpointsFor(written, role, known),
        problem: isSetting ? noSetting(written, role) : noEndpoint(written, role),
        cause: () =>
          isSetting ? misspelt(role.element, 'ConfigurationSettings', ['Setting']) : misspeltEndpoint(role),
      };
    }
  }
}

function settingsFor(name: string, role: DefinedRole, { settingsOf }: Known): Referrer['known'] {
  return isImplicit(name, role) ? undefined : settingsOf(role);
}

function noEndpoint(name: string, role: DefinedRole) {
  return l10n.t(
    'Role "{1}" has no endpoint named "{0}". Declare it, or use a declared one.',
    name,
    role.name?.value ?? '',
  );
}

function noSetting(name: string, role: DefinedRole) {
  return l10n.t(
    'Role "{1}" has no setting named "{0}". Declare it, or use a declared one.',
    name,
    role.name?.value ?? '',
  );
}

function misspeltEndpoint({ element }: DefinedRole): string | undefined {
  return misspelt(element, 'Endpoints', ['InputEndpoint', 'InternalEndpoint', 'InstanceInputEndpoint']);
}

/** The rule that reports a misspelled list or item. An empty `list` means that the parent is the list. */
function misspelt(parent: XmlElement, list: string, items: readonly string[]): string | undefined {
  const lists = list === '' ? [parent] : parent.children.filter(({ localName }) => localName === list);
  return hasMisspelt(parent, list) || lists.some((one) => items.some((item) => hasMisspelt(one, item)))
    ? 'schema-unknown-element'
    : undefined;
}
