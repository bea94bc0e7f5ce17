import type { CscfgDocument } from '../../document';
import { findNamed, type Named } from '../../service/names';
import { isImplicit } from '../../model/plugins';
import { isDefinedRole, type DefinedRole } from '../../model/definition';
import { attributeOf, walk, type XmlElement } from '../../../xml/tree';
import { message } from '../../../text/message';
import { hasMisspelt } from '../schema/missing';
import { plain, referrer, type Referrer } from './referrer';

/** The references to endpoints, settings, probes and roles in a well-formed service definition. */
export function* definitionReferrers({ definition, syntaxProblems }: CscfgDocument): Generator<Referrer> {
  const { element: root, roles } = definition;
  if (root === undefined || syntaxProblems.length > 0) {
    return;
  }
  const known: Known = {
    roles: plain(roles),
    probes: plain([...walk([root])].filter(({ localName }) => localName === 'LoadBalancerProbe').map(named)),
    root,
  };
  for (const role of roles) {
    for (const element of walk(role.element.children, (one) => !isDefinedRole(one))) {
      yield* ofRole(element, role, known);
    }
  }
  for (const element of walk(root.children, (one) => !isDefinedRole(one))) {
    yield* ofTraffic(element, roles, known);
  }
}

interface Known {
  readonly roles: Referrer['known'];
  readonly probes: Referrer['known'];
  readonly root: XmlElement;
}

function named(element: XmlElement): Named {
  const name = attributeOf(element, 'name');
  return name === undefined ? {} : { name };
}

function* ofRole(element: XmlElement, role: DefinedRole, { probes, root }: Known): Generator<Referrer> {
  switch (element.localName) {
    case 'Binding':
      yield* endpointReferrers(element, role);
      break;
    case 'InputEndpoint':
      for (const one of referrer(element, 'loadBalancerProbe', probes, (probe) =>
        message('There is no LoadBalancerProbe named "{0}". Declare it, or use a declared one.', probe),
      )) {
        yield { ...one, cause: () => misspelt(root, 'LoadBalancerProbes', ['LoadBalancerProbe']) };
      }
      break;
    case 'RoleInstanceValue':
      yield* xpathReferrers(element, role);
      break;
  }
}

function* ofTraffic(element: XmlElement, roles: readonly DefinedRole[], known: Known): Generator<Referrer> {
  const isEndpoint = element.localName === 'RoleEndpoint';
  if (!isEndpoint && element.localName !== 'FromRole') {
    return;
  }
  for (const one of referrer(element, 'roleName', known.roles, (role) =>
    message('There is no role named "{0}". Declare it, or use a declared one.', role),
  )) {
    yield { ...one, cause: () => misspelt(known.root, '', ['WebRole', 'WorkerRole']) };
  }
  const role = findNamed(roles, attributeOf(element, 'roleName')?.value ?? '');
  if (isEndpoint && role !== undefined) {
    yield* endpointReferrers(element, role);
  }
}

function* endpointReferrers(element: XmlElement, role: DefinedRole): Generator<Referrer> {
  const written = attributeOf(element, 'endpointName')?.value ?? '';
  for (const one of referrer(element, 'endpointName', endpointsFor(written, role), (name) => noEndpoint(name, role))) {
    yield { ...one, cause: () => misspeltEndpoint(role) };
  }
}

/** Undefined if a module adds the endpoint. */
function endpointsFor(name: string, role: DefinedRole): Referrer['known'] {
  return isImplicit(name, role) ? undefined : plain(role.endpoints);
}

const settingStep = /\/ConfigurationSetting\[\s*@name\s*=\s*["']([^"']+)["']\s*\]/d;
const endpointStep = /\/Endpoint\[\s*@name\s*=\s*["']([^"']+)["']\s*\]/d;

/** The settings and endpoints of the role that the XPath selects by name. */
function* xpathReferrers(element: XmlElement, role: DefinedRole): Generator<Referrer> {
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
        known: isSetting ? settingsFor(written, role) : endpointsFor(written, role),
        problem: isSetting ? noSetting(written, role) : noEndpoint(written, role),
        cause: () =>
          isSetting ? misspelt(role.element, 'ConfigurationSettings', ['Setting']) : misspeltEndpoint(role),
      };
    }
  }
}

function settingsFor(name: string, role: DefinedRole): Referrer['known'] {
  return isImplicit(name, role) ? undefined : plain(role.settings);
}

function noEndpoint(name: string, role: DefinedRole) {
  return message(
    'Role "{1}" has no endpoint named "{0}". Declare it, or use a declared one.',
    name,
    role.name?.value ?? '',
  );
}

function noSetting(name: string, role: DefinedRole) {
  return message(
    'Role "{1}" has no setting named "{0}". Declare it, or use a declared one.',
    name,
    role.name?.value ?? '',
  );
}

function misspeltEndpoint({ element }: DefinedRole): string | undefined {
  return misspelt(element, 'Endpoints', ['InputEndpoint', 'InternalEndpoint', 'InstanceInputEndpoint']);
}

/** The rule that reports a misspelled list or item in the parent. An empty `list` means that the parent is the list. */
function misspelt(parent: XmlElement, list: string, items: readonly string[]): string | undefined {
  const lists = list === '' ? [parent] : parent.children.filter(({ localName }) => localName === list);
  return hasMisspelt(parent, list) || lists.some((one) => items.some((item) => hasMisspelt(one, item)))
    ? 'schema-unknown-element'
    : undefined;
}
