import { codePointName } from '../../text/codePointName';
import { message, type Message } from '../../text/message';
import type { XmlAttribute } from '../../../xml/tree';
import { classifyThumbprint, hiddenIn } from '../../thumbprint';
import { attributeSpan, ofEntries } from '../entryProblems';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';

export const thumbprintHiddenCharacters: Rule = {
  code: 'thumbprint-hidden-characters',
  severity: 'error',
  summary: 'A thumbprint holds characters that cannot be seen',
  remedy: 'Strip them',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry) => {
    const { thumbprint } = entry;
    const hidden = hiddenOf(thumbprint);
    return thumbprint === undefined || hidden.length === 0
      ? undefined
      : { span: attributeSpan(entry, thumbprint), message: words(thumbprint.value, hidden) };
  }),
  *fixes({ entry }) {
    const { thumbprint } = entry ?? {};
    const hidden = hiddenOf(thumbprint);
    if (thumbprint !== undefined && hidden.length > 0) {
      const edits = hidden.map((index) => ({
        start: thumbprint.offsetOf(index),
        end: thumbprint.offsetOf(index + characterAt(thumbprint.value, index).length),
        newText: '',
      }));
      yield textFix(message('Remove the hidden characters'), edits, { preferred: true, automatic: true });
    }
  },
};

function hiddenOf(thumbprint: XmlAttribute | undefined): readonly number[] {
  return hiddenIn(classifyThumbprint(thumbprint?.value ?? ''));
}

function words(value: string, hidden: readonly number[]): Message {
  const codes = new Set(hidden.map((index) => codePointName(characterAt(value, index))));
  return hidden.length === 1
    ? message('The thumbprint holds a character that cannot be seen ({0}). Remove it.', [...codes].join(', '))
    : message(
        'The thumbprint holds {0} characters that cannot be seen ({1}). Remove them.',
        hidden.length,
        [...codes].join(', '),
      );
}

/** Two UTF-16 units long, where it is beyond them. */
function characterAt(value: string, index: number): string {
  return String.fromCodePoint(value.codePointAt(index) ?? 0);
}
