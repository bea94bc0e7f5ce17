import { setAttribute } from '../../edits/attributes';
import { isTransformDocument } from '../../schema/transform';
import { message, type Message } from '../../text/message';
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
  appliesToTransforms: true,
  check: ofEntries((entry, _role, document) => {
    const { thumbprintAlgorithm: algorithm, thumbprint, sourceLocation } = entry;
    const isElsewhere = sourceLocation !== undefined && (thumbprint?.value ?? '').trim() === '';
    const isLeftOut = algorithm === undefined && isTransformDocument(document);
    return isElsewhere || isLeftOut || isBroken(algorithm) || algorithm?.value === 'sha1'
      ? undefined
      : {
          ...causeOf(entry, 'thumbprintAlgorithm'),
          span: attributeSpan(entry, algorithm),
          message: words(algorithm?.value),
        };
  }),
  *fixes({ entry }, { text }) {
    if (entry !== undefined) {
      const edit = setAttribute(text, entry.element, 'thumbprintAlgorithm', 'sha1', ['thumbprint', 'name']);
      yield textFix(message('Set thumbprintAlgorithm="sha1"'), [edit], { preferred: true, automatic: true });
    }
  },
};

function words(algorithm: string | undefined): Message {
  switch (algorithm) {
    case undefined:
      return message('The thumbprintAlgorithm is missing. Write thumbprintAlgorithm="sha1".');
    case '':
      return message('The thumbprintAlgorithm is empty. Write thumbprintAlgorithm="sha1".');
    default:
      return message('The thumbprintAlgorithm must be exactly sha1, not “{0}”.', algorithm);
  }
}
