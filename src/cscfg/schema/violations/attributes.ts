import * as l10n from '@vscode/l10n';
import { prefixOf } from '../../../xml/edit';
import { isToken } from '../../../certificate/placeholder';
import { attributeOf, type XmlAttribute, type XmlElement } from '../../../xml/tree';
import { attributeType, type AttributeType, type ElementType } from '../types';
import { resembling } from '../../../text/misspelling';
import { valueProblem } from '../values';
import type { Violation } from './violation';

/** Only if the open tag is complete. */
export function attributeViolations(element: XmlElement, type: ElementType): readonly Violation[] {
  const unknown: XmlAttribute[] = [];
  const found: Violation[] = [];
  for (const attribute of element.attributes) {
    const known = attributeType(type, attribute.name);
    const violation = known && invalidValue(element, known, attribute);
    if (violation !== undefined) {
      found.push(violation);
    } else if (known === undefined && !type.open && !isForeign(attribute.name)) {
      unknown.push(attribute);
    }
  }
  const missing: AttributeType[] = [];
  for (const attribute of type.attributes) {
    if (isMissing(element, attribute)) {
      missing.push(attribute);
    }
  }
  return unknown.length === 0 && missing.length === 0
    ? found
    : [...found, ...nameViolations(element, type, unknown, missing)];
}

/** The absent attribute that an unknown name misspells. */
export function meantAttribute(element: XmlElement, type: ElementType): (written: string) => AttributeType | undefined {
  const absent = absentAttributes(element, type);
  const names = absent.map(({ name }) => name);
  return (name) => {
    const meant = resembling(name, names);
    return absent.find((one) => one.name === meant);
  };
}

export function absentAttributes({ attributes }: XmlElement, type: ElementType): readonly AttributeType[] {
  const names = new Set(attributes.map(({ name }) => name));
  return type.attributes.filter(({ name }) => !names.has(name));
}

function nameViolations(
  element: XmlElement,
  type: ElementType,
  unknown: readonly XmlAttribute[],
  missing: readonly AttributeType[],
): readonly Violation[] {
  const meantBy = meantAttribute(element, type);
  const misspelt = new Set<AttributeType | undefined>();
  const ofUnknown = unknown.map((attribute): Violation => {
    const { name } = attribute;
    const meant = meantBy(name);
    misspelt.add(meant);
    const violation = { code: 'schema-unknown-attribute', element, attribute } as const;
    if (meant === undefined) {
      const words = l10n.t('Unknown attribute "{0}" on <{1}>.', name, element.name);
      return { ...violation, severity: 'information', message: words };
    }
    const words = l10n.t('Unknown attribute "{0}" on <{1}>. Did you mean "{2}"?', name, element.name, meant.name);
    return {
      ...{ ...violation, message: words, name: meant.name },
      ...(meant.alsoPrinted === name ? { severity: 'warning' } : {}),
    };
  });
  const ofMissing = missing.map((attribute): Violation => {
    const words = l10n.t('Attribute "{1}" is required on <{0}>.', element.name, attribute.name);
    return {
      ...{ code: 'schema-missing', message: words, element, name: attribute.name },
      ...(misspelt.has(attribute) ? { unless: 'schema-unknown-attribute' } : {}),
    };
  });
  return [...ofUnknown, ...ofMissing];
}

function isMissing(element: XmlElement, { name, required, judgedElsewhere }: AttributeType): boolean {
  return (
    required &&
    !judgedElsewhere &&
    attributeOf(element, name) === undefined &&
    (name !== 'xmlns' || prefixOf(element) === '')
  );
}

/** Namespace declarations and attributes of other namespaces. */
function isForeign(name: string): boolean {
  return name === '' || name === 'xmlns' || name.includes(':');
}

/** The namespace of a root element's prefix must be that of the schema. */
export function prefixViolations(root: XmlElement, type: ElementType): readonly Violation[] {
  const attribute = attributeOf(root, `xmlns:${prefixOf(root).slice(0, -1)}`);
  const namespace = attributeType(type, 'xmlns');
  const violation = attribute && namespace && invalidValue(root, namespace, attribute);
  return violation === undefined ? [] : [violation];
}

function invalidValue(element: XmlElement, type: AttributeType, attribute: XmlAttribute): Violation | undefined {
  const { name, value, valueSpan } = attribute;
  if (type.judgedElsewhere || valueSpan === undefined) {
    return undefined;
  }
  const problem = valueProblem(type.value, { attribute: name, element: element.name, value });
  if (problem === undefined || isToken(value)) {
    return undefined;
  }
  return {
    ...{ code: 'schema-value', message: problem, element, attribute, name },
    ...(isOfHttps(element, type) ? { unless: 'endpoint-certificate-unknown' } : {}),
  };
}

function isOfHttps(element: XmlElement, { refersTo }: AttributeType): boolean {
  return refersTo === 'certificate' && attributeOf(element, 'protocol')?.value.toLowerCase() === 'https';
}
