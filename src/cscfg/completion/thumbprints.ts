import * as l10n from '@vscode/l10n';
import { namedCertificate } from '../../certificate/namedCertificates';
import { similarity } from '../../certificate/similarity';
import { normalizedThumbprint } from '../../certificate/thumbprint';
import type { Span, TextEdit } from '../../text/span';
import type { Place } from '../../xml/cursor';
import { datedExpiry, isUsable, stateOf, vaultName, type VersionState } from '../../certificate/verdictMessages';
import type { Completion, CompletionContext, OfferedCertificate } from './completion';
import { type Scope, valueOf } from './scope';

type ValuePlace = Extract<Place, { readonly kind: 'value' }>;

const tiers: Readonly<Record<VersionState, number>> = {
  current: 2,
  expiring: 2,
  notYetValid: 1,
  disabled: 1,
  unusable: 1,
  expired: 0,
};

/**
 * The certificates of the vaults by their thumbprints: the one that the text in their place names, then those that can
 * be used and expired ones last, and among their like the ones named most like the entry. They are found by name,
 * subject, or digits, and the named one by the text.
 */
export function thumbprintItems(
  { entry, text }: { readonly entry: string; readonly text: string },
  { certificates, now }: CompletionContext,
  edit: (thumbprint: string) => TextEdit,
): readonly Completion[] {
  const named = namedCertificate(
    text,
    certificates.map(({ version }) => version),
  )?.versions;
  const isNamed = ({ version }: OfferedCertificate): boolean => named?.includes(version) === true;
  const rank = (offered: OfferedCertificate): number =>
    (isNamed(offered) ? 10 : 0) +
    tiers[stateOf(offered.version, now, 0)] * 2 +
    similarity(entry, offered.version.certificate);
  return [...certificates]
    .sort((a, b) => rank(b) - rank(a) || a.version.certificate.localeCompare(b.version.certificate, 'en'))
    .map((offered) => item(offered, isNamed(offered) ? text : '', now, edit));
}

/**
 * For a setting, whose name usually says that it has a thumbprint: replaces the item at the cursor, in its case.
 * `whole`: writes a value without quotes.
 */
export function listedThumbprintItems(
  { tag, span, attribute }: ValuePlace,
  { text, offset, context }: Scope,
  whole: (thumbprint: string) => TextEdit,
): readonly Completion[] {
  const name = valueOf(tag, 'name') ?? '';
  const item = itemAround(text, span, offset);
  const old = text.slice(item.start, item.end);
  if (!/thumbprint|cert|x5t/i.test(name) && normalizedThumbprint(old) === undefined) {
    return [];
  }
  const isLowerCase = /[a-f]/.test(old) && !/[A-F]/.test(old);
  return thumbprintItems({ entry: name, text: old }, context, (thumbprint) =>
    attribute.quote === undefined
      ? whole(thumbprint)
      : { ...item, newText: isLowerCase ? thumbprint.toLowerCase() : thumbprint },
  );
}

/** Between commas or semicolons, without the spaces around it. */
function itemAround(text: string, { start, end }: Span, offset: number): Span {
  const before = /[^,;]*$/.exec(text.slice(start, offset))?.[0] ?? '';
  const behind = /^[^,;]*/.exec(text.slice(offset, end))?.[0] ?? '';
  return {
    start: offset - before.trimStart().length,
    end: offset + behind.trimEnd().length,
  };
}

function item(
  { version, subject = '' }: OfferedCertificate,
  text: string,
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
    filterText: [text, certificate, subject, thumbprint].filter((part) => part !== '').join(' '),
    edit: edit(thumbprint),
    isSnippet: false,
    ...(isUsable(version, now) ? {} : { isDiscouraged: true }),
  };
}
