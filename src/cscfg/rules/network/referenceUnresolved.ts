import type { CscfgDocument } from '../../document';
import { isTyped } from '../../edits/layout';
import { removeElement } from '../../edits/removeElement';
import { readNetwork, type Network } from '../../model/readNetwork';
import { resembling } from '../../schema/resembling';
import { findNamed, isPlainName, isSameName, type Named } from '../../service/names';
import type { ServiceDefinition } from '../../service/serviceDefinition';
import { attributeOf, walk, type XmlAttribute, type XmlElement } from '../../syntax/xmlElement';
import { message, type Message } from '../../text/message';
import { escapeAttribute } from '../../edits/escape';
import { valueSpanOf } from '../elementSpans';
import { textFix } from '../fixes';
import { references } from '../references';
import type { CheckContext, Rule } from '../rule';

/** Something that names another one. */
interface Referrer {
  readonly element: XmlElement;
  readonly attribute: XmlAttribute;
  /** The names that are there; undefined where they are not known. */
  readonly known: readonly string[] | undefined;
  readonly message: Message;
}

export const referenceUnresolved: Rule = {
  code: 'reference-unresolved',
  severity: 'error',
  summary: 'A part of the network names a role, an endpoint or a list of rules that there is not',
  remedy: 'Write the likely name, or remove it',
  reference: references.network,
  *check(document, context) {
    for (const referrer of referrers(document, context)) {
      const { element, attribute, known, message: words } = referrer;
      if (isTyped(document.text, element) && isPlainName(attribute) && known?.some(same(attribute)) === false) {
        yield { span: valueSpanOf(attribute), message: words, element, name: attribute.name };
      }
    }
  },
  *fixes({ element, name }, document, context) {
    const referrer = referrers(document, context).find((one) => one.element === element && one.attribute.name === name);
    if (element === undefined || referrer?.attribute.valueSpan === undefined) {
      return;
    }
    const { known = [], attribute } = referrer;
    const meant = resembling(attribute.value, known);
    for (const one of [...known].sort((a, b) => Number(b === meant) - Number(a === meant)).slice(0, 3)) {
      const edit = { ...referrer.attribute.valueSpan, newText: escapeAttribute(one, attribute.quote) };
      yield textFix(message('Write {0}="{1}"', attribute.name, one), [edit], { preferred: one === meant });
    }
    yield textFix(message('Remove this <{0}>', element.name), [removeElement(document.text, element)]);
  },
};

function same({ value }: XmlAttribute): (name: string) => boolean {
  return (name) => isSameName(name, value);
}

function referrers({ model }: CscfgDocument, { service }: CheckContext): readonly Referrer[] {
  const network = readNetwork(model);
  const definition = service?.definition?.document.definition;
  return network === undefined
    ? []
    : [...walk([network.element])].flatMap((element): readonly Referrer[] => {
        switch (element.localName) {
          case 'InstanceAddress':
          case 'NetworkSecurityGroupRef':
            return roleReferrer(element, 'roleName', model.roles);
          case 'EndpointAcl':
            return [
              ...roleReferrer(element, 'role', model.roles),
              ...aclReferrer(element, network),
              ...endpointReferrer(element, definition),
            ];
          default:
            return [];
        }
      });
}

function roleReferrer(element: XmlElement, name: string, roles: readonly Named[]): readonly Referrer[] {
  const attribute = attributeOf(element, name);
  return attribute === undefined
    ? []
    : [
        {
          element,
          attribute,
          known: namesOf(roles),
          message: message('There is no role {0} in this file.', attribute.value),
        },
      ];
}

function aclReferrer(element: XmlElement, { accessControls }: Network): readonly Referrer[] {
  const attribute = attributeOf(element, 'accessControl');
  return attribute === undefined
    ? []
    : [
        {
          ...{ element, attribute, known: namesOf(accessControls) },
          message: message('There is no AccessControl {0} in this file.', attribute.value),
        },
      ];
}

/** Of a role that the service definition has. */
function endpointReferrer(element: XmlElement, definition: ServiceDefinition | undefined): readonly Referrer[] {
  const role = attributeOf(element, 'role');
  const attribute = attributeOf(element, 'endPoint');
  const defined = role && findNamed(definition?.roles ?? [], role.value);
  return attribute === undefined || defined === undefined
    ? []
    : [
        {
          ...{ element, attribute, known: namesOf(defined.endpoints) },
          message: message(
            'The role {0} has no endpoint {1} in the service definition.',
            role?.value ?? '',
            attribute.value,
          ),
        },
      ];
}

function namesOf(items: readonly Named[]): readonly string[] {
  return items.flatMap(({ name }) => (isPlainName(name) ? [name.value] : []));
}
