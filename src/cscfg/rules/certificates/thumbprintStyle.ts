import { setAttribute } from '../../edits/attributes';
import { message } from '../../text/message';
import { classifyThumbprint } from '../../thumbprint';
import { attributeSpan, ofEntries } from '../entryProblems';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';

export const thumbprintStyle: Rule = {
  code: 'thumbprint-style',
  severity: 'information',
  summary: 'A thumbprint is right but for spaces, colons, dashes or lower case',
  remedy: 'Write it as 40 upper-case digits',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry) =>
    classifyThumbprint(entry.thumbprint?.value ?? '').kind !== 'style'
      ? undefined
      : {
          span: attributeSpan(entry, entry.thumbprint),
          message: message('The thumbprint is right, but not written as 40 upper-case digits without spaces.'),
        },
  ),
  *fixes({ entry }, { text }) {
    const found = classifyThumbprint(entry?.thumbprint?.value ?? '');
    if (entry !== undefined && found.kind === 'style') {
      const edit = setAttribute(text, entry.element, 'thumbprint', found.thumbprint);
      yield textFix(message('Write {0}', found.thumbprint), [edit], { preferred: true, automatic: true });
    }
  },
};
