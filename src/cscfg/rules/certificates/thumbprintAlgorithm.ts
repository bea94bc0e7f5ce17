import { setAttribute } from '../../edits/attributes';
import { message } from '../../text/message';
import { attributeSpan, causeOf, isBroken, ofEntries } from '../entryProblems';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';

export const thumbprintAlgorithm: Rule = {
  code: 'thumbprint-algorithm',
  severity: 'error',
  summary: 'The thumbprint’s algorithm is not `sha1`',
  remedy: 'Set `sha1`',
  reference: references.schema,
  check: ofEntries((entry) => {
    const { thumbprintAlgorithm: algorithm, thumbprint, sourceLocation } = entry;
    const isElsewhere = sourceLocation !== undefined && thumbprint === undefined;
    return isElsewhere || isBroken(algorithm) || algorithm?.value === 'sha1'
      ? undefined
      : {
          ...causeOf(entry, 'thumbprintAlgorithm'),
          span: attributeSpan(entry, algorithm),
          message:
            algorithm === undefined
              ? message('The thumbprintAlgorithm is missing. Write thumbprintAlgorithm="sha1".')
              : message('The thumbprintAlgorithm must be exactly sha1, not “{0}”.', algorithm.value),
        };
  }),
  *fixes({ entry }, { text }) {
    if (entry !== undefined) {
      const edit = setAttribute(text, entry.element, 'thumbprintAlgorithm', 'sha1', ['thumbprint', 'name']);
      yield textFix(message('Set thumbprintAlgorithm="sha1"'), [edit], { preferred: true, automatic: true });
    }
  },
};
