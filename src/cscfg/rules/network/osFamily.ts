import { setAttribute, valueSpanOf } from '../../../xml/edit';
import { isToken } from '../../../certificate/placeholder';
import { familyWords, osFamilies, recommendedFamily, type OsFamily } from '../../schema/osFamilies';
import { joinMessages, message, type Message } from '../../../text/message';
import { textFix } from '../fixes';
import { references, type Rule } from '../rule';
import { isForEmulators } from './deployment';

/** What holds where there is no osFamily, Microsoft's pages do not agree on: nothing is said of that. */
export const osFamily: Rule = {
  code: 'os-family',
  severity: 'warning',
  summary: 'The family of the guest operating system is retired, or unknown',
  remedy: 'Choose one that is alive',
  reference: references.osFamily,
  appliesToTransforms: true,
  *check(document, context) {
    const attribute = document.model.osFamily;
    const value = attribute?.value.trim() ?? '';
    const family = osFamilies.find((one) => one.family === value);
    if (
      attribute?.valueSpan === undefined ||
      value === '' ||
      isToken(value) ||
      isAlive(family) ||
      isForEmulators(document, context)
    ) {
      return;
    }
    const isNewer = /^\d+$/.test(value) && Number(value) > Number(osFamilies[0]?.family);
    yield {
      span: valueSpanOf(attribute),
      message: family === undefined ? message('No osFamily {0} is known. Known are 5, 6 and 7.', value) : words(family),
      // One that Microsoft added since.
      ...(isNewer ? { severity: 'information' } : {}),
    };
  },
  *fixes(_, { text, model }) {
    for (const family of osFamilies.filter(isAlive)) {
      const title = joinMessages(', ', message('Set osFamily="{0}"', family.family), familyWords(family));
      const edits = model.element === undefined ? [] : [setAttribute(text, model.element, 'osFamily', family.family)];
      yield textFix(title, edits, { preferred: family.family === recommendedFamily });
    }
  },
};

function isAlive(family: OsFamily | undefined): boolean {
  return family !== undefined && family.retired === undefined;
}

function words({ family, os, retired = '' }: OsFamily): Message {
  return retired === ''
    ? message('osFamily {0}, {1}, is retired. Choose a newer one.', family, os)
    : message('osFamily {0}, {1}, was retired in {2}. Choose a newer one.', family, os, retired);
}
