import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../document';
import { walk, type XmlAttribute, type XmlElement } from '../../xml/tree';
import { spanContains, type Span } from '../../text/span';
import { attributeType, childTypes, type AttributeType, type ElementType, sources, type Source } from './types';
import { functionOf, transformAttributesIn } from '../model/transforms';
import { typeOf } from './typeOf';
import { choicesOf, type ValueType } from './values';

export interface Explanation {
  readonly span: Span;
  /** The XML notation: `<Role>`, `osFamily`, `osFamily="7"`. */
  readonly title: string;
  readonly lines: readonly string[];
  readonly source: Source;
}

/** Explains the element, attribute or value at `offset` (UTF-16 units) if the schema knows it. */
export function explain(document: CscfgDocument, offset: number): Explanation | undefined {
  const element = elementAt(document, offset);
  const attribute = element?.attributes.find(({ span }) => spanContains(span, offset));
  const transform =
    attribute && transformAttributesIn(document.roots[0]?.attributes ?? []).find(({ name }) => name === attribute.name);
  if (attribute !== undefined && transform !== undefined) {
    return explainAttribute(attribute, transform, sources.transform, offset, functionOf(attribute.value));
  }
  const type = element && typeOf(element);
  if (element === undefined || type === undefined) {
    return undefined;
  }
  if (attribute === undefined) {
    return explainElement(element, type, offset);
  }
  const known = attributeType(type, attribute.name);
  return known && explainAttribute(attribute, known, type.source, offset);
}

function elementAt({ roots }: CscfgDocument, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  for (const element of walk(roots, ({ span }) => spanContains(span, offset))) {
    const tags = [element.openTag, element.closeTag];
    if (tags.some((tag) => tag !== undefined && tag.start < offset && offset < tag.end)) {
      found = element;
    }
  }
  return found;
}

function explainElement(element: XmlElement, type: ElementType, offset: number): Explanation | undefined {
  const closer = element.closeTag && { start: element.closeTag.start + 2, end: element.closeTag.end - 1 };
  const span = [element.nameSpan, closer].find((one) => one !== undefined && spanContains(one, offset));
  return span && { span, title: `<${type.name}>`, lines: [type.doc, ...parts(type)], source: type.source };
}

function parts(type: ElementType): readonly string[] {
  const attributes = type.attributes.map(({ name, required }) => (required ? name : `${name}?`));
  const children = childTypes(type).map((child) => `<${child.type.name}>`);
  return [
    ...(attributes.length === 0 ? [] : [l10n.t('Attributes: {0}', attributes.join(', '))]),
    ...(children.length === 0 ? [] : [l10n.t('Elements: {0}', children.join(', '))]),
  ];
}

function explainAttribute(
  { name, value, nameSpan, valueSpan }: XmlAttribute,
  attribute: AttributeType,
  source: Source,
  offset: number,
  chosen = value,
): Explanation | undefined {
  const choice = choicesOf(attribute.value).find((one) => one.value === chosen);
  if (spanContains(nameSpan, offset)) {
    return { span: nameSpan, title: name, lines: [attribute.doc, ...facts(attribute)], source };
  }
  return valueSpan !== undefined && choice?.doc !== undefined && spanContains(valueSpan, offset)
    ? { span: valueSpan, title: `${name}="${value}"`, lines: [choice.doc], source }
    : undefined;
}

function facts({ required, fallback, value }: AttributeType): readonly string[] {
  const use = required
    ? l10n.t('Required')
    : fallback === undefined
      ? l10n.t('Optional')
      : l10n.t('Optional. Default: {0}', fallback);
  const kind = kindOf(value);
  return [kind === undefined ? use : l10n.t('{0}. {1}', use, kind)];
}

function kindOf(value: ValueType): string | undefined {
  switch (value.kind) {
    case 'choice':
    case 'boolean': {
      const values = choicesOf(value).map((one) => one.value);
      const isOpen = value.kind === 'choice' && value.others !== undefined;
      return isOpen ? l10n.t('Examples: {0}', values.join(', ')) : l10n.t('Values: {0}', values.join(', '));
    }
    case 'integer':
      return l10n.t('Whole number of at least {0}', value.least);
    case 'ipv4':
      return l10n.t('IPv4 address');
    default:
      return undefined;
  }
}
