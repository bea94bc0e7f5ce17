import * as l10n from '@vscode/l10n';
import { prefixOf } from '../../../xml/edit';
import { isToken } from '../../../certificate/placeholder';
import { attributeOf, type XmlAttribute, type XmlElement } from '../../../xml/tree';
import { attributeType, type AttributeType, type ElementType } from '../types';
import { resembling } from '../../../certificate/similarity';
import { valueProblem } from '../values';
import type { Violation } from './violation';

/** The attribute violations of an element whose open tag is complete. */
export function attributeViolations(element: XmlElement, type: ElementType): readonly Violation[] {
  if (isFlawless(element, type)) {
    return [];
  }
  const unknown = type.open ? [] : unknownAttributes(element, type);
  const misspelt = new Set(unknown.map(({ name }) => name));
  return [
    ...unknown,
    ...type.attributes
      .filter((attribute) => isMissing(element, attribute))
      .map(({ name }) => missing(element, name, misspelt.has(name))),
    ...element.attributes.flatMap((attribute, index) => valueFlaw(element, type, attribute, index)),
  ];
}

/** Whether no attribute is unknown, missing, or invalid. True for nearly every element, so it allocates nothing. */
function isFlawless(element: XmlElement, type: ElementType): boolean {
  for (const { name, value, valueSpan } of element.attributes) {
    const attribute = attributeType(type, name);
    if (attribute === undefined) {
      if (!type.open && !isForeign(name)) {
        return false;
      }
      continue;
    }
    if (
      !attribute.judgedElsewhere &&
      valueSpan !== undefined &&
      valueProblem(attribute.value, { attribute: name, element: '', value }) !== undefined &&
      !isToken(value)
    ) {
      return false;
    }
  }
  for (const { name, required } of type.attributes) {
    if (required && attributeOf(element, name) === undefined) {
      return false;
    }
  }
  return true;
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

function unknownAttributes(element: XmlElement, type: ElementType): readonly Violation[] {
  const meantBy = meantAttribute(element, type);
  return element.attributes.flatMap(({ name }, index): readonly Violation[] => {
    if (isForeign(name) || attributeType(type, name) !== undefined) {
      return [];
    }
    const meant = meantBy(name);
    const flaw = { code: 'schema-unknown-attribute', path: [], attribute: index } as const;
    if (meant === undefined) {
      const words = l10n.t('Unknown attribute "{0}" on <{1}>.', name, element.name);
      return [{ ...flaw, severity: 'information', message: words }];
    }
    const words = l10n.t('Unknown attribute "{0}" on <{1}>. Did you mean "{2}"?', name, element.name, meant.name);
    return [
      { ...flaw, message: words, name: meant.name, ...(meant.alsoPrinted === name ? { severity: 'warning' } : {}) },
    ];
  });
}

/** Namespace declarations and attributes of other namespaces. */
function isForeign(name: string): boolean {
  return name === '' || name === 'xmlns' || name.includes(':');
}

function isMissing(element: XmlElement, { name, required, judgedElsewhere }: AttributeType): boolean {
  if (!required || judgedElsewhere || element.attributes.some((attribute) => attribute.name === name)) {
    return false;
  }
  return name !== 'xmlns' || prefixOf(element) === '';
}

function missing(element: XmlElement, name: string, isMisspelt: boolean): Violation {
  const words = l10n.t('Attribute "{1}" is required on <{0}>.', element.name, name);
  return {
    ...{ code: 'schema-missing', message: words, path: [], name },
    ...(isMisspelt ? { unless: 'schema-unknown-attribute' } : {}),
  };
}

/** Of a root element with a prefix: the namespace of the prefix must be that of the schema. */
export function prefixViolations(root: XmlElement, type: ElementType): readonly Violation[] {
  const name = `xmlns:${prefixOf(root).slice(0, -1)}`;
  const attribute = root.attributes.findIndex((one) => one.name === name);
  const { value = '', valueSpan } = root.attributes[attribute] ?? {};
  const namespace = attributeType(type, 'xmlns');
  const problem =
    namespace && valueSpan && !isToken(value)
      ? valueProblem(namespace.value, { attribute: name, element: root.name, value })
      : undefined;
  return problem === undefined ? [] : [{ code: 'schema-value', message: problem, path: [], attribute, name }];
}

function valueFlaw(
  element: XmlElement,
  type: ElementType,
  { name, value, valueSpan }: XmlAttribute,
  index: number,
): readonly Violation[] {
  const attribute = attributeType(type, name);
  if (attribute === undefined || attribute.judgedElsewhere || valueSpan === undefined || isToken(value)) {
    return [];
  }
  const message = valueProblem(attribute.value, { attribute: name, element: element.name, value });
  if (message === undefined) {
    return [];
  }
  return [
    {
      ...{ code: 'schema-value', message, path: [], attribute: index, name },
      ...(isOfHttps(element, attribute) ? { unless: 'endpoint-certificate-unknown' } : {}),
    },
  ];
}

function isOfHttps(element: XmlElement, { refersTo }: AttributeType): boolean {
  return refersTo === 'certificate' && attributeOf(element, 'protocol')?.value.toLowerCase() === 'https';
}
