import { setAttribute } from '../../edits/attributes';
import { attributeType } from '../../schema/elementType';
import { resembling } from '../../schema/resembling';
import { typeOf } from '../../schema/typeOf';
import { choicesOf } from '../../schema/valueType';
import { attributeOf } from '../../../xml/tree';
import { message } from '../../text/message';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { flawsOfKind } from './flawProblems';

export const schemaValue: Rule = {
  code: 'schema-value',
  severity: 'error',
  summary: 'A value is not of the kind that the attribute takes',
  remedy: 'Choose a right one, where those are few',
  reference: references.configuration,
  check: flawsOfKind('schema-value'),
  *fixes({ element, name }, { text }) {
    const type = element && typeOf(element);
    const attribute = type && name !== undefined ? attributeType(type, name) : undefined;
    if (element === undefined || attribute === undefined) {
      return;
    }
    const values = attribute.value.kind === 'pattern' ? [] : choicesOf(attribute.value).map(({ value }) => value);
    const meant = resembling(attributeOf(element, attribute.name)?.value.trim() ?? '', values);
    // Which of two is meant, nobody can tell for certain; where there is but one, it is.
    const preferred = meant ?? (values.length === 1 ? values[0] : undefined);
    for (const value of [...values].sort((a, b) => Number(b === preferred) - Number(a === preferred))) {
      const edit = setAttribute(text, element, attribute.name, value);
      yield textFix(message('Write {0}="{1}"', attribute.name, value), [edit], { preferred: value === preferred });
    }
  },
};
