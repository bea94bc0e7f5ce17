import type { CertificateEntry } from '../../model/serviceConfiguration';
import { message } from '../../text/message';
import { classifyThumbprint } from '../../thumbprint';
import { attributeSpan, ofEntries } from '../entryProblems';
import { candidateFixes, namedBy } from '../candidates';
import { chooseFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';

export const thumbprintPlaceholder: Rule = {
  code: 'thumbprint-placeholder',
  severity: 'information',
  summary: 'A placeholder stands where a thumbprint should',
  remedy: 'Choose from Key Vault',
  reference: references.keyVault,
  appliesToTransforms: true,
  check: ofEntries((entry, _role, { text }) =>
    classifyThumbprint(entry.thumbprint?.value ?? '').kind !== 'placeholder'
      ? undefined
      : {
          ...(isUnescaped(entry, text) ? { unless: 'xml-syntax' } : {}),
          span: attributeSpan(entry, entry.thumbprint),
          message: message('A placeholder: it is not looked up in Key Vault. Something must fill it in.'),
        },
  ),
  *fixes({ entry }, document, context) {
    if (entry !== undefined) {
      // A certificate's name may read like a placeholder, such as `my-web`.
      if (namedBy(entry, context) !== undefined) {
        yield* candidateFixes(document, entry, context);
      }
      yield chooseFix(entry);
    }
  },
};

/** `<thumbprint>` as it stands is no XML, and reported as a placeholder there. */
function isUnescaped({ thumbprint }: CertificateEntry, text: string): boolean {
  return thumbprint?.valueSpan !== undefined && text.startsWith('<', thumbprint.valueSpan.start);
}
