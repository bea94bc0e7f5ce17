import { similarity } from '../../certificate/similarity';
import { joinMessages, message, type Message } from '../../text/message';
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
  const marks: Partial<Record<VersionState, Message>> = {
    disabled: message('disabled'),
    notYetValid: message('not yet valid'),
    unusable: message('unusable'),
  };
  const mark = marks[state];
  return {
    label: certificate,
    kind: 'certificate',
    detail: joinMessages(
      ', ',
      message('{0}', vaultName(vault)),
      ...(mark === undefined ? [] : [mark]),
      datedExpiry(version, now),
    ),
    doc: subject === '' ? message('{0}', thumbprint) : message('{0}, {1}', thumbprint, subject),
    filterText: [certificate, subject, thumbprint].filter((part) => part !== '').join(' '),
    edit: edit(thumbprint),
    isSnippet: false,
    ...(isUsable(version, now) ? {} : { isDiscouraged: true }),
  };
}
