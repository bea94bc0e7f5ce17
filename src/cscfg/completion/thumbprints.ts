import * as l10n from '@vscode/l10n';
import { similarity } from '../../certificate/similarity';
import type { TextEdit } from '../../text/span';
import { datedExpiry, isUsable, stateOf, vaultName, type VersionState } from '../../certificate/verdictMessages';
import type { Completion, CompletionContext, OfferedCertificate } from './completion';

const tiers: Readonly<Record<VersionState, number>> = {
  current: 2,
  expiring: 2,
  notYetValid: 1,
  disabled: 1,
  unusable: 1,
  expired: 0,
};

/**
 * The certificates of the vaults by their thumbprints: those that can be used first and expired ones last, and among
 * their like the ones named most like the entry. They are found by name, subject, or digits.
 */
export function thumbprintItems(
  entry: string,
  { certificates, now }: CompletionContext,
  edit: (thumbprint: string) => TextEdit,
): readonly Completion[] {
  const rank = ({ version }: OfferedCertificate) =>
    tiers[stateOf(version, now, 0)] * 2 + similarity(entry, version.certificate);
  return [...certificates]
    .sort((a, b) => rank(b) - rank(a) || a.version.certificate.localeCompare(b.version.certificate, 'en'))
    .map((offered) => item(offered, now, edit));
}

function item(
  { version, subject = '' }: OfferedCertificate,
  now: number,
  edit: (thumbprint: string) => TextEdit,
): Completion {
  const { certificate, vault, thumbprint } = version;
  const state = stateOf(version, now, 0);
  const marks: Partial<Record<VersionState, string>> = {
    disabled: l10n.t('disabled'),
    notYetValid: l10n.t('not yet valid'),
    unusable: l10n.t('unusable'),
  };
  const mark = marks[state];
  return {
    label: certificate,
    kind: 'certificate',
    detail: [vaultName(vault), ...(mark === undefined ? [] : [mark]), datedExpiry(version, now)].join(', '),
    doc: subject === '' ? thumbprint : `${thumbprint}, ${subject}`,
    filterText: [certificate, subject, thumbprint].filter((part) => part !== '').join(' '),
    edit: edit(thumbprint),
    isSnippet: false,
    ...(isUsable(version, now) ? {} : { isDiscouraged: true }),
  };
}
