import { setAttribute } from '../../edits/attributes';
import { emptyElement } from '../../edits/emptyElement';
import { prefixOf, quoteNear } from '../../edits/layout';
import type { CscfgDocument } from '../../document';
import { insertChild } from '../../schema/edits/insertChild';
import { attributeType, childType, type AttributeType, type ElementType } from '../../schema/elementType';
import { typeOf } from '../../schema/typeOf';
import { choicesOf } from '../../schema/valueType';
import type { XmlElement } from '../../../xml/tree';
import { message } from '../../text/message';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule, TextFix } from '../rule';
import { flawsOfKind } from './flawProblems';

export const schemaMissing: Rule = {
  code: 'schema-missing',
  severity: 'error',
  summary: 'An element lacks an attribute or an element that it must have',
  remedy: 'Add it, where its value is plain',
  reference: references.configuration,
  check: flawsOfKind('schema-missing'),
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

/** One for each value that it can have, where those are few; none where somebody has to know it. */
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
    yield textFix(message('Add {0}="{1}"', attribute.name, value), [edit], { preferred: index === 0 });
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
    const written = emptyElement(`${prefixOf(parent)}${name}`, Object.fromEntries(values), quoteNear(parent));
    const edits = insertChild(text, parent, parentType, name, [written]);
    yield textFix(message('Add {0}', written), edits, { preferred: true });
  }
}

function plainValues({ usual, value }: AttributeType): readonly string[] {
  if (usual !== undefined) {
    return [usual];
  }
  return value.kind === 'choice' && value.others === undefined ? choicesOf(value).map((one) => one.value) : [];
}
