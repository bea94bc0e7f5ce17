import * as l10n from '@vscode/l10n';
import { hiddenIn, type LooksLike } from '../../../certificate/thumbprint';
import { codePointName } from '../../../text/codePointName';
import { setAttribute } from '../../../xml/edit';
import type { CertificateEntry } from '../../model/configuration';
import { isTransformDocument } from '../../model/transforms';
import { attributeSpan, causeOf, isBroken, ofEntries } from '../entries';
import { candidateFixes, chooseFix, namedBy, textFix } from '../fixes';
import { references, type Rule } from '../rule';

export const thumbprintMissing: Rule = {
  code: 'thumbprint-missing',
  severity: 'error',
  summary: 'A certificate has no thumbprint',
  remedy: 'Choose from Key Vault',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry, _role, document) => {
    const { thumbprint, sourceLocation, name } = entry;
    const isLeftOut = thumbprint === undefined && isTransformDocument(document);
    if (isLeftOut || isBroken(thumbprint) || sourceLocation !== undefined) {
      return undefined;
    }
    return entry.thumbprintText.kind !== 'missing'
      ? undefined
      : {
          ...causeOf(entry, 'thumbprint'),
          span: attributeSpan(entry, thumbprint),
          message:
            name === undefined || name.value.trim() === ''
              ? l10n.t('The certificate has no thumbprint. Choose one from Key Vault.')
              : l10n.t('Certificate "{0}" has no thumbprint. Choose one from Key Vault.', name.value),
        };
  }),
  *fixes({ entry }, document, context) {
    if (entry !== undefined) {
      yield* candidateFixes(document, entry, context);
      yield chooseFix(entry.element);
    }
  },
};

export const thumbprintMalformed: Rule = {
  code: 'thumbprint-malformed',
  severity: 'error',
  summary: 'A thumbprint is not 40 hexadecimal digits',
  remedy: 'Convert it, or choose a certificate from Key Vault',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry) => {
    const text = entry.thumbprintText;
    return text.kind !== 'malformed'
      ? undefined
      : { span: attributeSpan(entry, entry.thumbprint), message: malformedMessage(text.looksLike) };
  }),
  *fixes({ entry }, document, context) {
    const text = entry?.thumbprintText;
    if (entry === undefined || text?.kind !== 'malformed') {
      return;
    }
    const { looksLike } = text;
    // The name of a certificate can look like a convertible value by chance.
    if ('thumbprint' in looksLike && namedBy(entry, context) === undefined) {
      const edit = setAttribute(document.text, entry.element, 'thumbprint', looksLike.thumbprint);
      yield textFix(l10n.t('Convert to {0}', looksLike.thumbprint), [edit], { preferred: true });
    } else {
      yield* candidateFixes(document, entry, context);
    }
    yield chooseFix(entry.element);
  },
};

function malformedMessage(looksLike: LooksLike): string {
  switch (looksLike.kind) {
    case 'sha256':
      return l10n.t('This is a SHA-256 hash, but a thumbprint is a SHA-1 hash. Choose the certificate from Key Vault.');
    case 'x5t':
      return l10n.t(
        'This is the x5t value from Key Vault, which is the thumbprint in base64. Convert it to hexadecimal digits.',
      );
    case 'embedded':
      return l10n.t('This value contains more than a thumbprint. Keep only the 40 hexadecimal digits.');
    case 'digits':
      return l10n.t(
        'A thumbprint has 40 hexadecimal digits, but this value has {0}. Copy the thumbprint again.',
        looksLike.count,
      );
    case 'letter':
      return l10n.t(
        'A thumbprint has only hexadecimal digits, but this value contains {0}. Copy the thumbprint again.',
        shown(looksLike.character),
      );
    case 'pem':
      return l10n.t(
        'This is the certificate itself, not its thumbprint. Use the 40 hexadecimal digits of the thumbprint.',
      );
    case 'guid':
      return l10n.t('This is a GUID, not a thumbprint. Use the 40 hexadecimal digits of the thumbprint.');
    case 'identifier':
      return l10n.t(
        'This is the Key Vault identifier of {0}, not its thumbprint. Choose the certificate from Key Vault.',
        looksLike.identifier.certificate,
      );
    case 'url':
      return l10n.t('This is a URL, not a thumbprint. Choose a certificate from Key Vault.');
    case 'other':
      return l10n.t('This is not a thumbprint of 40 hexadecimal digits. Choose a certificate from Key Vault.');
  }
}

/** With the code point if the character looks like a digit. */
function shown(character: string): string {
  return /[ -~]/.test(character) ? `"${character}"` : `"${character}" (${codePointName(character)})`;
}

export const thumbprintHiddenCharacters: Rule = {
  code: 'thumbprint-hidden-characters',
  severity: 'error',
  summary: 'A thumbprint contains hidden characters',
  remedy: 'Remove them',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry) => {
    const { thumbprint, thumbprintText } = entry;
    const hidden = hiddenIn(thumbprintText);
    return thumbprint === undefined || hidden.length === 0
      ? undefined
      : { span: attributeSpan(entry, thumbprint), message: hiddenCharactersMessage(thumbprint.value, hidden) };
  }),
  *fixes({ entry }) {
    const { thumbprint } = entry ?? {};
    const hidden = entry === undefined ? [] : hiddenIn(entry.thumbprintText);
    if (thumbprint !== undefined && hidden.length > 0) {
      const edits = hidden.map((index) => ({
        start: thumbprint.offsetOf(index),
        end: thumbprint.offsetOf(index + characterAt(thumbprint.value, index).length),
        newText: '',
      }));
      yield textFix(l10n.t('Remove hidden characters'), edits, { preferred: true, automatic: true });
    }
  },
};

function hiddenCharactersMessage(value: string, hidden: readonly number[]): string {
  const codes = new Set(hidden.map((index) => codePointName(characterAt(value, index))));
  return hidden.length === 1
    ? l10n.t('The thumbprint contains a hidden character ({0}). Remove it.', [...codes].join(', '))
    : l10n.t('The thumbprint contains {0} hidden characters ({1}). Remove them.', hidden.length, [...codes].join(', '));
}

/** A character outside the BMP is two UTF-16 units long. */
function characterAt(value: string, index: number): string {
  return String.fromCodePoint(value.codePointAt(index) ?? 0);
}

export const thumbprintPlaceholder: Rule = {
  code: 'thumbprint-placeholder',
  severity: 'information',
  summary: 'A thumbprint is still a placeholder',
  remedy: 'Choose from Key Vault',
  reference: references.keyVault,
  appliesToTransforms: true,
  check: ofEntries((entry, _role, { text }) =>
    entry.thumbprintText.kind !== 'placeholder'
      ? undefined
      : {
          ...(isUnescaped(entry, text) ? { unless: 'xml-syntax' } : {}),
          span: attributeSpan(entry, entry.thumbprint),
          message: l10n.t('Placeholder. Not checked against Key Vault until it is replaced with a thumbprint.'),
        },
  ),
  *fixes({ entry }, document, context) {
    if (entry !== undefined) {
      // The name of a certificate can look like a placeholder, such as `my-web`.
      if (namedBy(entry, context) !== undefined) {
        yield* candidateFixes(document, entry, context);
      }
      yield chooseFix(entry.element);
    }
  },
};

/** An unescaped `<thumbprint>` is not valid XML; the syntax rule reports it. */
function isUnescaped({ thumbprint }: CertificateEntry, text: string): boolean {
  return thumbprint?.valueSpan !== undefined && text.startsWith('<', thumbprint.valueSpan.start);
}

export const thumbprintStyle: Rule = {
  code: 'thumbprint-style',
  severity: 'information',
  summary: 'A thumbprint has separators or lowercase digits',
  remedy: 'Rewrite it as 40 uppercase digits',
  reference: references.schema,
  appliesToTransforms: true,
  check: ofEntries((entry) =>
    entry.thumbprintText.kind !== 'style'
      ? undefined
      : {
          span: attributeSpan(entry, entry.thumbprint),
          message: l10n.t('The thumbprint is not written as 40 uppercase digits without separators.'),
        },
  ),
  *fixes({ entry }, { text }) {
    const found = entry?.thumbprintText;
    if (entry !== undefined && found?.kind === 'style') {
      const edit = setAttribute(text, entry.element, 'thumbprint', found.thumbprint);
      yield textFix(l10n.t('Rewrite as {0}', found.thumbprint), [edit], { preferred: true, automatic: true });
    }
  },
};

export const thumbprintAlgorithm: Rule = {
  code: 'thumbprint-algorithm',
  severity: 'error',
  summary: 'The thumbprint algorithm is not `sha1`',
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
          message: algorithmMessage(algorithm?.value),
        };
  }),
  *fixes({ entry }, { text }) {
    if (entry !== undefined) {
      const edit = setAttribute(text, entry.element, 'thumbprintAlgorithm', 'sha1', ['thumbprint', 'name']);
      yield textFix(l10n.t('Set thumbprintAlgorithm="sha1"'), [edit], { preferred: true, automatic: true });
    }
  },
};

function algorithmMessage(algorithm: string | undefined): string {
  switch (algorithm) {
    case undefined:
      return l10n.t('Attribute "thumbprintAlgorithm" is required on <Certificate>. Add thumbprintAlgorithm="sha1".');
    case '':
      return l10n.t('Attribute "thumbprintAlgorithm" is empty. Set it to "sha1".');
    default:
      return l10n.t('Attribute "thumbprintAlgorithm" must be "sha1", not "{0}".', algorithm);
  }
}
