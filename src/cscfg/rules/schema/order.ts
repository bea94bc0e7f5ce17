import { reorderChildren } from '../../schema/edits/reorderChildren';
import { typeOf } from '../../schema/typeOf';
import { message } from '../../text/message';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { flawsOfKind } from './flawProblems';

/** A warning: Microsoft's own pages print samples that the schema refuses for their order. */
export const schemaOrder: Rule = {
  code: 'schema-order',
  severity: 'warning',
  summary: 'Elements are not in the order that the schema gives them',
  remedy: 'Put them in order',
  reference: references.network,
  check: flawsOfKind('schema-order'),
  *fixes({ element }, { text }) {
    const parent = element?.parent;
    const type = parent && typeOf(parent);
    if (parent !== undefined && type !== undefined) {
      const edits = reorderChildren(text, parent, type);
      yield textFix(message('Put the elements of <{0}> in order', parent.name), edits, { preferred: true });
    }
  },
};
