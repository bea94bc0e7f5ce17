import * as l10n from '@vscode/l10n';
import { namedCertificate } from '../../certificate/namedCertificates';
import { mostSimilar } from '../../certificate/similarity';
import type { CertificateVersion } from '../../certificate/verdict';
import { isoDate, isUsable, vaultName } from '../../certificate/verdictMessages';
import { editDistance } from '../../text/editDistance';
import { present } from '../../text/objects';
import type { Span, TextEdit } from '../../text/span';
import { replaceThumbprint } from '../certificateEdits';
import type { CscfgDocument } from '../document';
import type { CertificateEntry } from '../model/configuration';
import type { CheckContext, ChooseFix, TextFix, VaultFix } from './rule';

/** "Fix all" applies it only if it is `automatic`. */
export function textFix(
  title: string,
  edits: readonly TextEdit[],
  {
    preferred = false,
    automatic = false,
    reveals = false,
  }: Partial<Pick<TextFix, 'preferred' | 'automatic' | 'reveals'>> = {},
): TextFix {
  return { kind: 'edit', title, edits, preferred, automatic, ...(reveals ? { reveals } : {}) };
}

/** `span`: of a certificate element, or of a thumbprint in a setting. */
export function chooseFix({ span }: { readonly span: Span }): ChooseFix {
  return { kind: 'choose', title: l10n.t('Choose from Key Vault…'), offset: span.start };
}

/** Changes the certificate in the vault, not the file. */
export function vaultFix(action: VaultFix['action'], version: CertificateVersion): VaultFix {
  const { certificate, vault } = version;
  const title =
    action === 'enable'
      ? l10n.t('Enable {0} in {1}…', certificate, vaultName(vault))
      : l10n.t('Recover {0} in {1}…', certificate, vaultName(vault));
  return { kind: 'vault', title, action, version };
}

export function useVersion(
  title: string,
  document: CscfgDocument,
  entry: CertificateEntry,
  version: CertificateVersion,
  preferred: boolean,
): TextFix {
  return { ...textFix(title, replaceThumbprint(document, entry, version.thumbprint), { preferred }), version };
}

/** Proposed certificates. */
const most = 3;

/** Different digits of a mistyped thumbprint: unrelated ones, of 160 random bits, are never this close. */
const mistyped = 4;

/**
 * The certificate that the text names by identifier or name; otherwise those with a similar thumbprint, then those with
 * a similar name. Only a named or mistyped certificate is certain enough for a preferred fix.
 */
export function* candidateFixes(
  document: CscfgDocument,
  entry: CertificateEntry,
  context: CheckContext,
): Generator<TextFix> {
  const named = namedBy(entry, context);
  const nearby = named?.versions ?? nearest(written(entry), context.inventory);
  const certain = named === undefined && nearby.length === 1 ? nearby[0] : named?.certain;
  // A named certificate that is not usable cannot be replaced by a different one.
  if (named !== undefined && nearby.length === 0) {
    return;
  }
  const like = mostSimilar(entry.name?.value ?? '', context.inventory, most);
  const proposed = [...nearby, ...like.filter((one) => nearby.every((other) => !isSame(one, other)))].slice(0, most);
  for (const version of proposed) {
    const asked = version.version === named?.asked ? named?.asked : undefined;
    yield useVersion(replaceTitle(version, asked), document, entry, version, version === certain);
  }
}

/** `asked`: the version that the text in the file names. */
function replaceTitle({ certificate, expires }: CertificateVersion, asked: string | undefined): string {
  if (asked === undefined) {
    return expires === undefined
      ? l10n.t('Replace with {0} (no expiry date)', certificate)
      : l10n.t('Replace with {0} (expires {1})', certificate, isoDate(expires));
  }
  const version = asked.slice(0, 8);
  return expires === undefined
    ? l10n.t('Replace with {0}, version {1} (no expiry date)', certificate, version)
    : l10n.t('Replace with {0}, version {1} (expires {2})', certificate, version, isoDate(expires));
}

interface Named {
  /** Usable, the most likely first. */
  readonly versions: readonly CertificateVersion[];
  readonly certain?: CertificateVersion;
  readonly asked?: string;
}

export function namedBy(entry: CertificateEntry, { inventory, known, now }: CheckContext): Named | undefined {
  const named = namedCertificate(entry.thumbprint?.value ?? '', known?.() ?? inventory);
  if (named === undefined) {
    return undefined;
  }
  const usable = named.versions.filter((one) => isUsable(one, now));
  const newest = inventory.filter((one) => usable.some((version) => isSame(version, one)));
  const versions = newest.length > 0 ? newest : latestOf(usable);
  const asked = named.identifier?.version;
  if (asked === undefined) {
    return { versions, ...(versions.length === 1 ? present('certain', versions[0]) : {}) };
  }
  const exact = usable.find(({ version }) => version === asked);
  return exact === undefined
    ? { versions, asked }
    : { versions: [exact, ...versions.filter((one) => !isSame(one, exact))], certain: exact, asked };
}

/** If the list of the vault was not read. */
function latestOf(versions: readonly CertificateVersion[]): readonly CertificateVersion[] {
  return [...versions].sort((a, b) => (b.created ?? 0) - (a.created ?? 0)).slice(0, 1);
}

function isSame(a: CertificateVersion, b: CertificateVersion): boolean {
  return a.vault === b.vault && a.certificate === b.certificate && a.thumbprint === b.thumbprint;
}

function written({ thumbprint }: CertificateEntry): string {
  return (thumbprint?.value ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
}

function nearest(text: string, inventory: readonly CertificateVersion[]): readonly CertificateVersion[] {
  return inventory.filter(({ thumbprint }) => editDistance(text, thumbprint, mistyped) <= mistyped);
}
