import type { TextEdit } from '../text/span';
import type { CertificateUrl, VaultGroup } from './deployedService';
import type { Place } from './node';

/** Edits of one deployment file. */
export interface DeploymentEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/** Replaces a text or number that the file has literally. */
export function replaceAt({ file, span }: Place, newText: string): DeploymentEdits {
  return { file, edits: [{ ...span, newText }] };
}

/**
 * Adds a certificate to the group, written like its last one. Undefined if the group has none, or if its text is put
 * together from several places. `textOf`: the text of a file.
 */
export function addCertificate(
  group: VaultGroup,
  url: string,
  textOf: (file: string) => string | undefined,
): DeploymentEdits | undefined {
  const last = group.certificates.items.at(-1);
  const text = last && ownText(group, last, textOf);
  if (last === undefined || text === undefined) {
    return undefined;
  }
  const { span, entry } = last;
  const copy = text.slice(entry.span.start, span.start) + url + text.slice(span.end, entry.span.end);
  return insertAfter(group, last, [copy], text);
}

/**
 * Moves the certificates of the group `second` to `first`, except those that `first` has, and removes `second`, which
 * follows `before` in the list. Undefined if they cannot be edited.
 */
export function mergeGroups(
  first: VaultGroup,
  second: VaultGroup,
  before: VaultGroup,
  textOf: (file: string) => string | undefined,
): DeploymentEdits | undefined {
  const last = first.certificates.items.at(-1);
  const text = last && ownText(first, last, textOf);
  const moved = second.certificates.items;
  const isWhole =
    second.certificates.notChecked.length === 0 && [second, before].every(({ file }) => file === first.file);
  if (
    last === undefined ||
    text === undefined ||
    !isWhole ||
    moved.some((one) => ownText(second, one, textOf) !== text)
  ) {
    return undefined;
  }
  const known = new Set(first.certificates.items.map((one) => one.text.toLowerCase()));
  const entries = moved
    .filter((one) => !known.has(one.text.toLowerCase()))
    .map(({ entry }) => text.slice(entry.span.start, entry.span.end));
  const { edits } = insertAfter(first, last, entries, text);
  return {
    file: first.file,
    edits: [...edits, { start: before.span.end, end: second.span.end, newText: '' }],
  };
}

/** The text of the file, if group, list, certificate and URL are all written in it, and the URL literally. */
function ownText(
  { file, certificates }: VaultGroup,
  { literal, file: own, entry }: CertificateUrl,
  textOf: (file: string) => string | undefined,
): string | undefined {
  return literal && [certificates.file, own, entry.file].every((one) => one === file) ? textOf(file) : undefined;
}

/** Inserts items behind the last one of the list, with what stands before its first item as the separator. */
function insertAfter(
  { file, certificates }: VaultGroup,
  { entry }: CertificateUrl,
  items: readonly string[],
  text: string,
): DeploymentEdits {
  const [first] = certificates.items;
  const start = first?.entry.span.start ?? entry.span.start;
  const space = /\s*$/.exec(text.slice(certificates.span.start + 1, start))?.[0] ?? '';
  // Only Bicep separates items by line breaks alone.
  const needsComma = !/\.bicep(?:param)?$/i.test(file) || !/[\r\n]/.test(space);
  const separator = (needsComma ? ',' : '') + (space === '' ? ' ' : space);
  const end = entry.span.end;
  return {
    file,
    edits: items.length === 0 ? [] : [{ start: end, end, newText: items.map((item) => separator + item).join('') }],
  };
}
