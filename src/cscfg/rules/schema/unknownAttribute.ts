import { removeAttribute } from '../../schema/edits/removeAttribute';
import { message } from '../../text/message';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { flawsOfKind } from './flawProblems';

/**
 * What is misspelt is an error, for the right one is missing. What resembles nothing may be newer than the schemas that
 * Microsoft has published.
 */
export const schemaUnknownAttribute: Rule = {
  code: 'schema-unknown-attribute',
  severity: 'error',
  summary: 'An attribute is misspelt, or unknown (then information)',
  remedy: 'Write it as it is meant, or remove it',
  reference: references.configuration,
  check: flawsOfKind('schema-unknown-attribute'),
  *fixes({ element, name, span }, { text }) {
    const attribute = element?.attributes.find(({ nameSpan }) => nameSpan.start === span.start);
    if (attribute === undefined) {
      return;
    }
    if (name === undefined) {
      yield textFix(message('Remove {0}', attribute.name), [removeAttribute(text, attribute)]);
    } else {
      yield textFix(message('Write {0}', name), [{ ...attribute.nameSpan, newText: name }], {
        preferred: true,
        reveals: true,
      });
    }
  },
};
