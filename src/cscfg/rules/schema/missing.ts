import * as l10n from '@vscode/l10n';
import { resembling } from '../../../text/misspelling';
import { removeElement, setAttribute } from '../../../xml/edit';
import type { XmlElement } from '../../../xml/tree';
import type { CscfgDocument } from '../../document';
import { ElementWriter } from '../../elementWriter';
import { insertChild, mergeInto } from '../../schema/fixes';
import { isForeign, typeOf } from '../../schema/typeOf';
import { attributeType, type AttributeType, childType, type ElementType } from '../../schema/types';
import { choicesOf } from '../../schema/values';
import { textFix } from '../fixes';
import { type Problem, references, type Rule, type TextFix } from '../rule';
import { violationsOfKind } from './violations';

export const schemaMissing: Rule = {
  code: 'schema-missing',
  severity: 'error',
  summary: 'A required attribute or element is missing',
  remedy: 'Add it if its value is known',
  reference: references.configuration,
  check: violationsOfKind('schema-missing'),
  *fixes({ element, name }, document) {
    const type = element && typeOf(element);
    if (element === undefined || name === undefined || type === undefined) {
      return;
    }
    const attribute = attributeType(type, name);
    const child = childType(type, name);
    if (attribute !== undefined) {
      yield* attributeFixes(document, element, type, attribute);
    } else if (child !== undefined) {
      yield* childFixes(document, element, type, child.type);
    }
  },
};

/** One fix for each possible value, if the values are known. */
function* attributeFixes(
  { text }: CscfgDocument,
  element: XmlElement,
  type: ElementType,
  attribute: AttributeType,
): Generator<TextFix> {
  const values = plainValues(attribute);
  const before = type.attributes.slice(0, type.attributes.indexOf(attribute)).map(({ name }) => name);
  for (const [index, value] of values.entries()) {
    const edit = setAttribute(text, element, attribute.name, value, before.toReversed());
    yield textFix(l10n.t('Add {0}="{1}"', attribute.name, value), [edit], { preferred: index === 0 });
  }
}

function* childFixes(
  { text }: CscfgDocument,
  parent: XmlElement,
  parentType: ElementType,
  { name, attributes, groups }: ElementType,
): Generator<TextFix> {
  const required = attributes.filter((attribute) => attribute.required);
  const needsChildren = groups.flat().some(({ least }) => least > 0);
  const values = required.flatMap((attribute): readonly (readonly [string, string])[] => {
    const [value] = plainValues(attribute);
    return value === undefined ? [] : [[attribute.name, value]];
  });
  if (values.length === required.length && !needsChildren) {
    const written = new ElementWriter(text, parent).empty(name, Object.fromEntries(values));
    const edits = insertChild(text, parent, parentType, name, [written]);
    yield textFix(l10n.t('Add {0}', written), edits, { preferred: true });
  }
}

function plainValues({ usual, value }: AttributeType): readonly string[] {
  if (usual !== undefined) {
    return [usual];
  }
  return value.kind === 'choice' && value.others === undefined ? choicesOf(value).map((one) => one.value) : [];
}

export const schemaDuplicate: Rule = {
  code: 'schema-duplicate',
  severity: 'error',
  summary: 'Element occurs more often than allowed, or two elements have the same name',
  remedy: 'Move its content into the first element, or remove it',
  reference: references.configuration,
  check: violationsOfKind('schema-duplicate'),
  *fixes({ element, name }, { text }) {
    const first = element?.parent?.children.find(({ localName }) => localName === element.localName);
    if (element === undefined || first === undefined) {
      return;
    }
    const isCopied = isCopy(text, element);
    // Elements with the same name cannot be merged, and a copy adds nothing.
    const merged = name === undefined && !isCopied ? mergeInto(text, first, element) : undefined;
    if (merged !== undefined) {
      yield textFix(l10n.t('Move its content into the first <{0}>', first.name), merged, { preferred: true });
    }
    yield textFix(l10n.t('Remove this <{0}>', element.name), [removeElement(text, element)], {
      preferred: isCopied,
    });
  },
};

function isCopy(text: string, element: XmlElement): boolean {
  const written = ({ span }: XmlElement) => text.slice(span.start, span.end).replace(/\s+/g, ' ');
  return element.parent?.children.some((one) => one !== element && written(one) === written(element)) === true;
}

export function hasMisspelt(parent: XmlElement | undefined, localName: string): boolean {
  return (
    parent?.children.some(
      (child) =>
        !isForeign(child, parent) &&
        typeOf(child) === undefined &&
        resembling(child.localName, [localName]) === localName,
    ) === true
  );
}

/** The schema rule already reports a missing child that is only misspelled. */
export function unlessMisspelt(
  ...places: readonly (readonly [parent: XmlElement | undefined, localName: string])[]
): Pick<Problem, 'unless'> {
  return places.some(([parent, localName]) => hasMisspelt(parent, localName))
    ? { unless: 'schema-unknown-element' }
    : {};
}
