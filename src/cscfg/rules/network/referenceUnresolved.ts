import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { isTyped, removeElement, escapeAttribute } from '../../../xml/edit';
import { resembling } from '../../../text/misspelling';
import { byName, isPlainName, nameKey, type Named } from '../../service/names';
import { isImplicit } from '../../model/plugins';
import type { DefinedRole, ServiceDefinition } from '../../model/definition';
import { type XmlElement, attributeOf, walk } from '../../../xml/tree';
import { once, present } from '../../../text/objects';
import { textFix } from '../fixes';
import { hasMisspelt } from '../schema/missing';
import { references, type CheckContext, type Rule } from '../rule';
import { agreementOf, compareRoles } from '../service/agreement';
import { definitionReferrers } from './definitionReferrers';
import { balancerFixes, missingBalancers } from './neededBalancers';
import { plain, referrer, type Referrer } from './referrer';

export const referenceUnresolved: Rule = {
  code: 'reference-unresolved',
  severity: 'error',
  summary: 'A name refers to something that does not exist, or a load balancer is missing',
  remedy: 'Correct the name, add what is missing, or remove the reference',
  reference: references.network,
  *check(document, context) {
    for (const { element, attribute, written, span, known, problem, cause } of unlessResolved(document, context)) {
      const isUnresolved = known?.has(nameKey(written)) === false;
      if (isUnresolved && isTyped(document.text, element) && isPlainName(attribute)) {
        yield {
          ...{ span, message: problem, element, name: attribute.name },
          ...present('unless', cause?.()),
        };
      }
    }
    yield* missingBalancers(document, context);
  },
  *fixes(finding, document, context) {
    const { element, name } = finding;
    const found = [...referrers(document, context)].find(
      (one) => one.element === element && one.attribute.name === name && one.span.start === finding.span.start,
    );
    if (element === undefined || found?.attribute.valueSpan === undefined) {
      yield* balancerFixes(finding, document, context);
      return;
    }
    const { attribute } = found;
    const known = namesOf(found.known);
    const meant = resembling(found.written.slice(0, 200), known);
    for (const one of [...known].sort((a, b) => Number(b === meant) - Number(a === meant)).slice(0, 3)) {
      const edit = { ...found.span, newText: escapeAttribute(one, attribute.quote) };
      const isPart = found.written !== attribute.value;
      const title = isPart ? l10n.t('Replace with "{0}"', one) : l10n.t('Set {0}="{1}"', attribute.name, one);
      yield textFix(title, [edit], { preferred: one === meant });
    }
    if (isRemovable(element, attribute.name)) {
      yield textFix(l10n.t('Remove this <{0}>', element.name), [removeElement(document.text, element)]);
    }
  },
};

/** An element that the schema requires, or that has other content, is not removable. */
function isRemovable({ localName, parent }: XmlElement, attribute: string): boolean {
  const isAlone = parent?.children.filter((child) => child.localName === localName).length === 1;
  return (
    !['loadBalancerProbe', 'xpath'].includes(attribute) && !(['Binding', 'RoleEndpoint'].includes(localName) && isAlone)
  );
}

/** Skips the search if the network refers only to roles and all of them exist. */
function unlessResolved(document: CscfgDocument, context: CheckContext): Iterable<Referrer> {
  if (document.definition.element !== undefined) {
    return definitionReferrers(document);
  }
  const network = document.model.network;
  const named = network && rolesAlone(network.element);
  const roles = named && plain(document.model.roles);
  return named?.every((role) => roles?.has(role)) === true ? [] : referrers(document, context);
}

/** By `nameKey`; undefined if the network also refers to other things. */
function rolesAlone(network: XmlElement): readonly string[] | undefined {
  const named = [...walk([network])];
  return named.some(({ localName }) => localName === 'EndpointAcl')
    ? undefined
    : named.flatMap((element) => {
        const name = attributeOf(element, 'roleName');
        return isPlainName(name) ? [nameKey(name.value)] : [];
      });
}

function* referrers(document: CscfgDocument, context: CheckContext): Generator<Referrer> {
  yield* definitionReferrers(document);
  const network = document.model.network;
  if (network === undefined) {
    return;
  }
  const roles = plain(document.model.roles);
  const accessControls = plain(network.accessControls);
  const endpoints = endpointsOf(context.service?.definition?.document.definition);
  const whyNoRole = once(() => reasonsForNoRole(document, context));
  for (const element of walk([network.element])) {
    const { localName } = element;
    if (localName === 'InstanceAddress' || localName === 'NetworkSecurityGroupRef' || localName === 'EndpointAcl') {
      const name = localName === 'EndpointAcl' ? 'role' : 'roleName';
      for (const one of referrer(element, name, roles, (role) =>
        l10n.t('There is no role named "{0}" in this file.', role),
      )) {
        yield { ...one, cause: () => whyNoRole()(one.attribute.value) };
      }
    }
    if (localName === 'EndpointAcl') {
      yield* referrer(element, 'accessControl', accessControls, (value) =>
        l10n.t('There is no AccessControl named "{0}" in this file.', value),
      );
      yield* endpointReferrer(element, endpoints);
    }
  }
}

/** The rule that reports why a role name does not exist. */
function reasonsForNoRole(document: CscfgDocument, context: CheckContext): (name: string) => string | undefined {
  if (hasMisspelt(document.model.element, 'Role')) {
    return () => 'schema-unknown-element';
  }
  const agreement = agreementOf(document, context);
  const { meant, missing } = agreement === undefined ? {} : compareRoles(document, agreement);
  const [ofMeant, ofMissing] = [byName([...(meant?.values() ?? [])]), byName(missing ?? [])];
  return (name) =>
    ofMeant.has(nameKey(name)) ? 'role-undeclared' : ofMissing.has(nameKey(name)) ? 'role-missing' : undefined;
}

interface RoleEndpoints {
  readonly role: DefinedRole;
  readonly endpoints: ReadonlyMap<string, Named> | undefined;
}

function endpointsOf(definition: ServiceDefinition | undefined): (role: string) => RoleEndpoints | undefined {
  const roles = byName(definition?.roles ?? []);
  const known = new Map<DefinedRole, RoleEndpoints>();
  return (name) => {
    const role = roles.get(nameKey(name));
    const found = role && (known.get(role) ?? { role, endpoints: plain(role.endpoints) });
    if (found !== undefined) {
      known.set(found.role, found);
    }
    return found;
  };
}

function* endpointReferrer(
  element: XmlElement,
  endpointsIn: (role: string) => RoleEndpoints | undefined,
): Generator<Referrer> {
  const role = attributeOf(element, 'role')?.value ?? '';
  const found = endpointsIn(role);
  const endpoint = attributeOf(element, 'endPoint')?.value ?? '';
  const isPlugins = found !== undefined && isImplicit(endpoint, found.role);
  yield* referrer(element, 'endPoint', isPlugins ? undefined : found?.endpoints, (value) =>
    l10n.t('Role "{0}" has no endpoint named "{1}" in the service definition.', role, value),
  );
}

function namesOf(items: ReadonlyMap<string, Named> = new Map()): readonly string[] {
  return [...items.values()].flatMap(({ name }) => name?.value ?? []);
}
