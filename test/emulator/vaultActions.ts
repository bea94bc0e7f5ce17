import type { SeededCertificate, SeededVersion } from './certificate';
import { hostileHost } from './hosts';
import { largestPage, pageOf, readSkipToken, writeSkipToken } from './paging';
import * as payload from './payloads';
import { error, json, type Reply } from './reply';
import { sortKey, type EmulatedVault } from './vault';
import type { VaultRequest } from './vaultRequest';

/** What a route does; `name` and `version` are the parts of its path, where it has them. */
export type VaultAction = (vault: EmulatedVault, request: VaultRequest, name: string, version: string) => Reply;

const isPresent = ({ spec }: SeededCertificate): boolean => spec.deleted === undefined && spec.secretOnly !== true;
const isDeleted = ({ spec }: SeededCertificate): boolean => spec.deleted !== undefined;
const nameKey = ({ name }: SeededCertificate): string => sortKey(name);

export const listCertificates: VaultAction = (vault, request) => {
  const withPending = request.query['includePending'] === 'true';
  const shown = (): readonly SeededCertificate[] =>
    vault.certificates.filter((one) => isPresent(one) && (withPending || one.spec.pending !== true));
  return list(vault, request, shown, nameKey, (one) => payload.listItem(vault, one));
};

/** An unknown name has an empty list of versions, and so has a soft-deleted one. */
export const listVersions: VaultAction = (vault, request, name) => {
  const rows = (): readonly (readonly [SeededCertificate, SeededVersion])[] => {
    const certificate = vault.find(name);
    return certificate !== undefined && isPresent(certificate)
      ? certificate.versions.map((version) => [certificate, version] as const)
      : [];
  };
  const key = (row: readonly [SeededCertificate, SeededVersion]): string => row[1].version;
  return list(vault, request, rows, key, ([certificate, version]) => payload.versionItem(vault, certificate, version));
};

export const listDeleted: VaultAction = (vault, request) =>
  list(
    vault,
    request,
    () => vault.certificates.filter(isDeleted),
    nameKey,
    (one) => payload.deletedItem(vault, one),
  );

export const listSecrets: VaultAction = (vault, request) =>
  list(
    vault,
    request,
    () => vault.certificates.filter((one) => !isDeleted(one) && one.spec.pending !== true),
    nameKey,
    (one) => payload.secretItem(vault, one),
  );

/** One page; the rows are read after `beforePage`. */
function list<T>(
  vault: EmulatedVault,
  request: VaultRequest,
  rows: () => readonly T[],
  keyOf: (row: T) => string,
  toItem: (row: T) => object,
): Reply {
  const token = request.query['$skiptoken'];
  const start = token === undefined ? { page: 0, after: '' } : readSkipToken(token);
  if (start === undefined) {
    return error(400, 'BadParameter', 'The skiptoken is not valid.');
  }
  vault.beforePage?.(start.page);
  const sorted = rows()
    .map((item) => ({ key: keyOf(item), item }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const largest = Number(request.query['maxresults'] ?? largestPage);
  const page = pageOf(sorted, start, vault.paging, largest);
  const nextLink = page.next === undefined ? null : linkTo(vault, request, writeSkipToken(page.next));
  const items = page.items.map(toItem);
  return json(200, {
    value: start.page === 0 ? items : [...items, ...invented(vault, rows(), toItem, start.page)],
    nextLink,
  });
}

/** New entries for a list without an end. */
function invented<T>(
  { paging }: EmulatedVault,
  rows: readonly T[],
  toItem: (row: T) => object,
  page: number,
): readonly object[] {
  const [row] = rows;
  const count = row === undefined ? 0 : paging === 'sparse' ? 1 : paging === 'dense' ? largestPage : 0;
  return Array.from({ length: count }, (_, index) => {
    const item = toItem(row as T) as { readonly id: string };
    return { ...item, id: `${item.id}-${String(page)}-${String(index)}` };
  });
}

/** Absolute, with the port and a bare `$`; includePending is not carried along. As the service has it. */
function linkTo(vault: EmulatedVault, { path, query }: VaultRequest, skipToken: string): string {
  const host = vault.paging === 'foreign' ? hostileHost : vault.host;
  const largest = query['maxresults'] === undefined ? '' : `&maxresults=${query['maxresults']}`;
  const list = vault.paging === 'secrets' ? '/secrets' : path;
  return `https://${host}:443${list}?api-version=${query['api-version'] ?? ''}&$skiptoken=${skipToken}${largest}`;
}

/** An action that answers with something about one certificate, or 404. */
export function get(show: (vault: EmulatedVault, certificate: SeededCertificate) => object): VaultAction {
  return (vault, _request, name) => {
    const certificate = vault.find(name);
    const isThere = certificate !== undefined && isPresent(certificate) && !vault.isStillRecovering(name);
    return isThere ? json(200, show(vault, certificate)) : notFound(name);
  };
}

export const getVersion: VaultAction = (vault, _request, name, version) => {
  const certificate = vault.find(name);
  const found = certificate?.versions.find((one) => one.version === version);
  return certificate !== undefined && found !== undefined && isPresent(certificate)
    ? json(200, payload.bundle(vault, certificate, found))
    : notFound(`${name}/${version}`);
};

export const updateVersion: VaultAction = (vault, request, name, version) => {
  const enabled = enabledIn(request.body);
  if (enabled !== undefined && vault.find(name)?.versions.some((one) => one.version === version) === true) {
    vault.setEnabled(name, version, enabled);
  }
  return getVersion(vault, request, name, version);
};

function enabledIn(body: string): boolean | undefined {
  const { attributes } = JSON.parse(body) as { readonly attributes?: { readonly enabled?: boolean } };
  return attributes?.enabled;
}

export const getDeleted: VaultAction = (vault, _request, name) => {
  const certificate = vault.find(name);
  return certificate !== undefined && isDeleted(certificate)
    ? json(200, payload.deletedBundle(vault, certificate))
    : error(404, 'CertificateNotFound', `Deleted Certificate not found: ${name}`);
};

export const recover: VaultAction = (vault, request, name, version) => {
  const certificate = vault.find(name);
  if (certificate === undefined || !isDeleted(certificate)) {
    return getDeleted(vault, request, name, version);
  }
  vault.recover(name);
  return json(200, payload.bundle(vault, certificate, payload.newestOf(certificate)));
};

function notFound(name: string): Reply {
  return error(
    404,
    'CertificateNotFound',
    `A certificate with (name/id) ${name} was not found in this key vault. If you recently deleted this certificate you ` +
      'may be able to recover it using the correct recovery command. For help resolving this issue, please see ' +
      'https://go.microsoft.com/fwlink/?linkid=2125182',
  );
}
