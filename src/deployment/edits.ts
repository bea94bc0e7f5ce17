import type { TextEdit } from '../text/span';
import type { CertificateUrl, DeployedService, FoundList, VaultGroup } from './deployedService';
import { insertItems, insertProperty, isSamePlace, languageOf, removeItem, replaceItem, type Written } from './layout';
import type { ListNode, Place } from './node';
import { bicepText } from './osProfile';

export interface DeploymentEdits {
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

export type TextOf = (file: string) => string | undefined;

export interface GroupVault {
  readonly name: string;
  /** Absent if unknown. */
  readonly id?: string;
}

export function replaceAt({ file, span }: Place, newText: string): DeploymentEdits {
  return { file, edits: [{ ...span, newText }] };
}

/** In the style of the last certificate. Undefined if the file does not contain the list of the group literally. */
export function addCertificate({ certificates }: VaultGroup, url: string, textOf: TextOf): DeploymentEdits | undefined {
  const list = certificates.written.at(-1);
  const text = list && textOf(list.file);
  if (list === undefined || text === undefined) {
    return undefined;
  }
  const last = certificates.items.findLast(({ entry }) => list.items.some((item) => isSamePlace(item, entry)));
  const copy =
    last?.literal === true && isInside(last, last.entry)
      ? text.slice(last.entry.span.start, last.span.start) + url + text.slice(last.span.end, last.entry.span.end)
      : { certificateUrl: quoted(url, list.file) };
  return { file: list.file, edits: insertItems(list, [copy], text) };
}

/**
 * Adds a group to `osProfile.secrets`, which is created if missing. Undefined if the file does not contain the place
 * literally, or if the ID of the vault is unknown and no expression can replace it.
 */
export function addGroup(
  service: DeployedService,
  vault: GroupVault,
  url: string,
  textOf: TextOf,
): DeploymentEdits | undefined {
  const { vaultGroups, holder } = service;
  const place = vaultGroups === undefined ? holder?.object : vaultGroups.written.at(-1);
  const text = place && textOf(place.file);
  if (place === undefined || text === undefined) {
    return undefined;
  }
  const { file } = place;
  const group = groupOf(vault, { certificateUrl: quoted(url, file) }, file, service);
  if (group === undefined) {
    return undefined;
  }
  if (place.kind === 'list') {
    return { file, edits: insertItems(place, [group], text) };
  }
  return holder?.isOsProfile === true
    ? { file, edits: insertProperty(place, 'secrets', [group], text) }
    : { file, edits: insertProperty(place, 'osProfile', { secrets: [group] }, text) };
}

/** Moves the certificates of `second` and removes it. Undefined if that is impossible, such as across files. */
export function mergeGroups(
  first: VaultGroup,
  second: VaultGroup,
  groups: FoundList<VaultGroup>,
  textOf: TextOf,
): DeploymentEdits | undefined {
  const { file } = first;
  const text = textOf(file);
  const target = first.certificates.written.at(-1);
  const holder = listWith(groups, second);
  const moved = second.certificates.items;
  const isWhole =
    second.certificates.notChecked.length === 0 && moved.every((one) => one.entry.file === file && one.file === file);
  const removed = holder && text !== undefined && holder.file === file ? removeItem(holder, second, text) : undefined;
  if (text === undefined || removed === undefined || target?.file !== file || !isWhole) {
    return undefined;
  }
  const known = new Set(first.certificates.items.map((one) => one.text.toLowerCase()));
  const entries = moved.filter((one) => !known.has(one.text.toLowerCase())).map(({ entry }) => textAt(entry, text));
  return { file, edits: [...insertItems(target, entries, text), removed] };
}

/** `to` may be new; an empty `from` is removed. Undefined if that is impossible, such as across files. */
export function moveCertificate(
  certificate: CertificateUrl,
  from: VaultGroup,
  to: VaultGroup | GroupVault,
  service: DeployedService,
  textOf: TextOf,
): DeploymentEdits | undefined {
  const { entry } = certificate;
  const { file } = entry;
  const text = textOf(file);
  const [source, holder] = [listWith(from.certificates, entry), listWith(service.vaultGroups, from)];
  if (text === undefined || source === undefined || holder?.file !== file) {
    return undefined;
  }
  const isOnly = from.certificates.written.length === 1 && source.items.length === 1;
  const removed = isOnly ? removeItem(holder, from, text) : removeItem(source, entry, text);
  if ('name' in to) {
    const group = groupOf(to, textAt(entry, text), file, service);
    if (group === undefined) {
      return undefined;
    }
    return isOnly
      ? { file, edits: [replaceItem(holder, from, group, text)] }
      : removed && { file, edits: [removed, ...insertItems(holder, [group], text)] };
  }
  const target = to.certificates.written.at(-1);
  if (removed === undefined || target?.file !== file) {
    return undefined;
  }
  const isThere = to.certificates.items.some((one) => one.text.toLowerCase() === certificate.text.toLowerCase());
  return { file, edits: [removed, ...(isThere ? [] : insertItems(target, [textAt(entry, text)], text))] };
}

function listWith(found: FoundList<Place> | undefined, item: Place): ListNode | undefined {
  return found?.written.find((list) => list.items.some((one) => isSamePlace(one, item)));
}

function isInside(inner: Place, outer: Place): boolean {
  return inner.file === outer.file && inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}

function textAt({ span }: Place, text: string): string {
  return text.slice(span.start, span.end);
}

/** Undefined if the vault has no ID that can be written there. */
function groupOf(vault: GroupVault, entry: Written, file: string, service: Place): Written | undefined {
  const id = vaultIdText(vault, file, service);
  return id === undefined ? undefined : { sourceVault: { id }, vaultCertificates: [entry] };
}

/** A vault with an unknown ID is expected in the deployment's resource group. Parameter files have no functions. */
function vaultIdText({ name, id }: GroupVault, file: string, service: Place): string | undefined {
  if (id !== undefined) {
    return quoted(id, file);
  }
  const language = file === service.file ? languageOf(file) : undefined;
  return language === 'bicep'
    ? `resourceId('Microsoft.KeyVault/vaults', ${bicepText(name)})`
    : language === 'json'
      ? JSON.stringify(`[resourceId('Microsoft.KeyVault/vaults', '${name}')]`)
      : undefined;
}

function quoted(text: string, file: string): string {
  return languageOf(file) === 'bicep' ? bicepText(text) : JSON.stringify(text);
}
