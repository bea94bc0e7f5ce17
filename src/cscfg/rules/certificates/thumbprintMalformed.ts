import { setAttribute } from '../../edits/attributes';
import { message, type Message } from '../../text/message';
import { classifyThumbprint, type LooksLike } from '../../thumbprint';
import { codePointName } from '../../text/codePointName';
import { attributeSpan, ofEntries } from '../entryProblems';
import { candidateFixes, namedBy } from '../candidates';
import { chooseFix, textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';

export const thumbprintMalformed: Rule = {
  code: 'thumbprint-malformed',
  severity: 'error',
  summary: 'A thumbprint is not 40 hexadecimal digits',
  remedy: 'Convert, or choose from Key Vault',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry) => {
    const text = classifyThumbprint(entry.thumbprint?.value ?? '');
    return text.kind !== 'malformed'
      ? undefined
      : { span: attributeSpan(entry, entry.thumbprint), message: words(text.looksLike) };
  }),
  *fixes({ entry }, document, context) {
    const text = classifyThumbprint(entry?.thumbprint?.value ?? '');
    if (entry === undefined || text.kind !== 'malformed') {
      return;
    }
    const { looksLike } = text;
    // A certificate's name may be a text that could be converted by chance.
    if ('thumbprint' in looksLike && namedBy(entry, context) === undefined) {
      const edit = setAttribute(document.text, entry.element, 'thumbprint', looksLike.thumbprint);
      yield textFix(message('Convert to {0}', looksLike.thumbprint), [edit], { preferred: true });
    } else {
      yield* candidateFixes(document, entry, context);
    }
    yield chooseFix(entry);
  },
};

function words(looksLike: LooksLike): Message {
  switch (looksLike.kind) {
    case 'sha256':
      return message('This is a SHA-256, and a thumbprint is a SHA-1. Choose the certificate from Key Vault.');
    case 'x5t':
      return message('This is Key Vault’s x5t, the thumbprint in base64. Convert it to hexadecimal digits.');
    case 'embedded':
      return message('There is more than a thumbprint in this value. Keep its 40 digits only.');
    case 'digits':
      return message('A thumbprint has 40 hexadecimal digits, and this has {0}. Copy it again.', looksLike.count);
    case 'letter':
      return message(
        'A thumbprint has hexadecimal digits only, and {0} is none. Copy it again.',
        shown(looksLike.character),
      );
    case 'pem':
      return message('This is the certificate itself, not its thumbprint. Write its 40 hexadecimal digits.');
    case 'guid':
      return message('This is a GUID, not a thumbprint. Write the certificate’s 40 hexadecimal digits.');
    case 'identifier':
      return message(
        'This is the Key Vault address of {0}, not its thumbprint. Choose the certificate from Key Vault.',
        looksLike.identifier.certificate,
      );
    case 'url':
      return message('This is a URL, not a thumbprint. Choose a certificate from Key Vault.');
    case 'other':
      return message('This is no thumbprint: it is not 40 hexadecimal digits. Choose it from Key Vault.');
  }
}

/** With its code point where it may look like a digit and be none. */
function shown(character: string): string {
  return /[ -~]/.test(character) ? `“${character}”` : `“${character}” (${codePointName(character)})`;
}
