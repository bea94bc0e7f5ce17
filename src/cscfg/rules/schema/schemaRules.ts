import type { Rule } from '../rule';
import { schemaDuplicate } from './duplicate';
import { schemaMissing } from './missing';
import { schemaOrder } from './order';
import { schemaText } from './text';
import { schemaUnknownAttribute } from './unknownAttribute';
import { schemaUnknownElement } from './unknownElement';
import { schemaValue } from './value';

/** What the schema of the file says, apart from what rules of their own say of certificates. */
export const schemaRules: readonly Rule[] = [
  schemaUnknownElement,
  schemaUnknownAttribute,
  schemaMissing,
  schemaValue,
  schemaDuplicate,
  schemaOrder,
  schemaText,
];
