import * as l10n from '@vscode/l10n';
import { normalizedThumbprint } from '../../../certificate/thumbprint';
import { removeElement } from '../../../xml/edit';
import type { CertificateEntry } from '../../model/configuration';
import { attributeSpan, causeOf, isBroken, ofEntries, ofRoles, typedEntries } from '../entries';
import { textFix } from '../fixes';
import { references, type Rule } from '../rule';

/** The platform compares names case-insensitively. Two names may have the same thumbprint. */
export const certificateDuplicateName: Rule = {
  code: 'certificate-duplicate-name',
  severity: 'error',
  summary: 'Two certificates of a role have the same name',
  remedy: 'Remove the entry',
  reference: references.schema,
  check: ofRoles(function* (role, document) {
    const first = new Map<string, CertificateEntry>();
    for (const entry of typedEntries(document, role)) {
      const name = (entry.name?.value ?? '').trim();
      const key = name.toLowerCase();
      const other = first.get(key);
      if (name !== '' && other === undefined) {
        first.set(key, entry);
      } else if (other !== undefined) {
        const place = attributeSpan(other, other.name);
        yield {
          span: attributeSpan(entry, entry.name),
          message: l10n.t('The role already has a certificate named "{0}". Rename or remove one of them.', name),
          related: [{ span: place, message: l10n.t('The first certificate is here') }],
          entry,
          role,
          edits: [
            {
              title: l10n.t('Remove duplicate certificate {0}', name),
              edits: [removeElement(document.text, entry.element)],
            },
          ],
        };
      }
    }
  }),
  *fixes({ edits = [], entry, role }) {
    for (const { title, edits: removal } of edits) {
      yield textFix(title, removal, { preferred: isCopy(entry, role?.certificates ?? []) });
    }
  },
};

function isCopy(entry: CertificateEntry | undefined, others: readonly CertificateEntry[]): boolean {
  const thumbprint = normalizedThumbprint(entry?.thumbprint?.value ?? '');
  const name = entry?.name?.value.trim().toLowerCase();
  return others.some(
    (one) =>
      one !== entry &&
      thumbprint !== undefined &&
      one.name?.value.trim().toLowerCase() === name &&
      normalizedThumbprint(one.thumbprint?.value ?? '') === thumbprint,
  );
}

export const certificateNameMissing: Rule = {
  code: 'certificate-name-missing',
  severity: 'error',
  summary: 'A certificate has no name',
  remedy: '',
  reference: references.schema,
  check: ofEntries((entry) => {
    const { name } = entry;
    return isBroken(name) || (name?.value ?? '').trim() !== ''
      ? undefined
      : {
          ...causeOf(entry, 'name'),
          span: attributeSpan(entry, name),
          message: l10n.t('The certificate has no name. Use the name that the service definition (.csdef) declares.'),
        };
  }),
};
