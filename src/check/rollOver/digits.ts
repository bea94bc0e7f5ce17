import * as l10n from '@vscode/l10n';
import { vaultName } from '../../certificate/verdictMessages';
import { commentsIn } from '../../text/comments';
import { once } from '../../text/objects';
import type { CertificateUrl } from '../../deployment/deployedService';
import type { Span } from '../../text/span';
import { certificateKey } from '../../vault/snapshot/inventory';
import { type Place, placesIn, urlLabel } from './places';
import type { Replacements } from './replacements';
import { type Changes, type Left, type PlannedEdit, type RollOverFile, type RollOverRequest, textOf } from './request';

/** Text for readers can mention an old certificate on purpose. */
const prose = /\.(?:md|markdown|txt|rst|adoc|log|csv)$/i;

/** In a configuration only outside the spans in `covered`, which are its certificates and settings. */
export function planDigits(
  file: RollOverFile,
  request: RollOverRequest,
  replacements: Replacements,
  covered: readonly Span[],
): Changes {
  const { path } = file;
  const text = textOf(file);
  const urls = (request.deployed?.urls ?? []).filter((url) => url.file === path);
  const { snapshots } = request;
  const places = placesIn({ text, urls, snapshots, covered, isKnown: (one) => replacements.isKnown(one) });
  const comments = once(() => commentsIn(path, text));
  const isInComment = ({ start, end }: Span): boolean => comments().some((one) => one.start <= start && end <= one.end);
  const edits: PlannedEdit[] = [];
  const left: Left[] = [];
  for (const place of places) {
    const { span, label, from } = place;
    const replacement = file.kind === 'configuration' ? replacements.in(from, file) : replacements.everywhere(from);
    if (replacement.kind === 'none') {
      continue;
    }
    if (isInComment(span)) {
      left.push({ path, span, label, reason: l10n.t('In a comment'), failed: false });
      continue;
    }
    const written = replacement.kind === 'left' ? replacement : place.write(replacement.to);
    if ('reason' in written) {
      left.push({ path, span, label, reason: written.reason, failed: true });
    } else if (replacement.kind === 'version') {
      const doubt = doubtAbout(place, file, replacements);
      edits.push({ ...written.edit, label, from, to: replacement.to, ...(doubt === undefined ? {} : { doubt }) });
    }
  }
  return { edits, left: [...left, ...unchangedUrls(urls, request, replacements), ...unresolved(path, request)] };
}

function doubtAbout(place: Place, file: RollOverFile, replacements: Replacements): string | undefined {
  if (place.doubt !== undefined) {
    return place.doubt;
  }
  if (file.kind === 'configuration') {
    return l10n.t('Neither a certificate nor a list of thumbprints');
  }
  return prose.test(file.path) ? l10n.t('The file is text for readers') : replacements.doubtOutside(place.from);
}

/** URLs without a version, and those whose version is unknown to the vaults. */
function unchangedUrls(
  urls: readonly CertificateUrl[],
  request: RollOverRequest,
  replacements: Replacements,
): readonly Left[] {
  return urls.flatMap((url): readonly Left[] => {
    const { file, span, vault, name, version } = url;
    const place = { path: file, span, label: urlLabel(name) };
    const snapshot = request.snapshots.find((one) => one.vault === vault);
    const listed = snapshot?.versions.get(certificateKey(name));
    if (version === undefined) {
      const isRolledOver = listed?.some(({ thumbprint }) => replacements.everywhere(thumbprint).kind === 'version');
      return isRolledOver === true ? [{ ...place, reason: l10n.t('The URL has no version'), failed: false }] : [];
    }
    // A request for one certificate does not include other vaults.
    if (request.certificate !== undefined || listed?.some((one) => one.version === version) === true) {
      return [];
    }
    return listed === undefined
      ? [
          {
            ...place,
            reason: l10n.t('Not checked: {0} was not read', vaultName(vault)),
            failed: true,
            unverified: true,
          },
        ]
      : [{ ...place, reason: l10n.t('{0} does not list this version', vaultName(vault)), failed: true }];
  });
}

function unresolved(path: string, request: RollOverRequest): readonly Left[] {
  return (request.deployed?.unresolved ?? [])
    .filter(({ file }) => file === path)
    .map(({ span }) => ({
      path,
      span,
      label: l10n.t('certificateUrl'),
      reason: l10n.t('Not checked: only the deployment knows the value'),
      failed: false,
    }));
}
