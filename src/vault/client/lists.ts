import { RestError } from '@azure/core-rest-pipeline';
import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../../certificate/verdict';
import { certificateKey } from '../snapshot/inventory';
import { NotAVault } from './errors';
import { ListBounds } from './listBounds';
import { deletedOf, type ListEntry, secretOf, versionOf } from './listEntries';
import { apiVersion, sendJson } from './pipeline';
import { currentRequestContext } from './requestContext';

export interface Page {
  /** Not validated. */
  readonly entries: readonly unknown[];
  readonly isLast: boolean;
}

/**
 * Reads the pages of `/certificates`, `/certificates/NAME/versions` and the like; short and empty pages are normal.
 * Does not use the deserializer of the client, which discards the whole list for one invalid entry and follows links to
 * other lists. Throws if the list does not end.
 */
export async function* pagesOf(
  client: CertificateClient,
  vault: string,
  path: string,
  query = '',
): AsyncGenerator<Page> {
  const first = new URL(`${vault}${path}?api-version=${apiVersion}${query === '' ? '' : `&${query}`}`);
  const bounds = new ListBounds(currentRequestContext().timeoutMs);
  const seen = new Set<unknown>();
  for (let next: URL | undefined = first; next !== undefined;) {
    const { value, nextLink } = listIn(await get(client, next.href, path));
    const before = seen.size;
    value.forEach((entry) => seen.add(idOf(entry)));
    next = linkIn(nextLink, first);
    const problem = next === undefined ? undefined : bounds.problemAfter(seen.size - before);
    if (problem !== undefined) {
      throw problem;
    }
    yield { entries: value, isLast: next === undefined };
  }
}

async function get(client: CertificateClient, url: string, path: string): Promise<unknown> {
  try {
    return await sendJson(client, { method: 'GET', url });
  } catch (error) {
    if (error instanceof RestError && error.statusCode === 404 && !path.endsWith('/versions')) {
      throw new NotAVault(`There is no list at ${path} (404).`);
    }
    throw error;
  }
}

function listIn(body: unknown): { readonly value: readonly unknown[]; readonly nextLink: unknown } {
  const { value, nextLink } = isObject(body) ? body : {};
  if (!Array.isArray(value)) {
    throw new NotAVault('The response contains no list.');
  }
  return { value, nextLink };
}

/** Refuses a link to another list, such as the secrets. */
function linkIn(nextLink: unknown, first: URL): URL | undefined {
  if (nextLink === undefined || nextLink === null || nextLink === '') {
    return undefined;
  }
  const next =
    typeof nextLink === 'string' && URL.canParse(nextLink, first.href) ? new URL(nextLink, first) : undefined;
  if (next === undefined) {
    throw new NotAVault('The link to the next page of the list is not a URL.');
  }
  if (next.host === first.host && pathKey(next) !== pathKey(first)) {
    throw new NotAVault('A page of the list links to another list.');
  }
  return next;
}

function pathKey({ pathname }: URL): string {
  return pathname.replace(/\/$/, '').toLowerCase();
}

function idOf(entry: unknown): unknown {
  return isObject(entry) ? entry['id'] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Returns false to stop the listing. */
type PageListener<T> = (page: readonly T[]) => boolean;

interface ReadList<T> {
  readonly entries: readonly T[];
  /** Why an entry is unreadable; if set, nothing is reported as missing from the list. */
  readonly unreadable?: string;
}

export interface NewestList {
  /** False if the listener stopped the listing before the last page. */
  readonly isWhole: boolean;
  /** Certificates whose newest version is still being created, so that the list has no thumbprint. */
  readonly pending: readonly string[];
  readonly unreadable?: string;
}

/** Throws if there are entries and no entry is a certificate. */
export async function listNewest(
  client: CertificateClient,
  vault: string,
  onPage: PageListener<CertificateVersion>,
): Promise<NewestList> {
  const reading = new Reading<CertificateVersion>();
  for await (const { entries, isLast } of pagesOf(client, vault, '/certificates')) {
    const goesOn = onPage(reading.add(entries.map((item) => versionOf(vault, item))));
    if (!goesOn && !isLast) {
      return { isWhole: false, pending: [] };
    }
  }
  reading.throwIfForeign();
  return { isWhole: true, pending: reading.pending, ...reading.unreadable };
}

/** Unsorted. */
export async function listVersions(
  client: CertificateClient,
  vault: string,
  certificate: string,
): Promise<ReadList<CertificateVersion>> {
  const reading = new Reading<CertificateVersion>();
  const path = `/certificates/${encodeURIComponent(certificate)}/versions`;
  const versions: CertificateVersion[] = [];
  for await (const { entries } of pagesOf(client, vault, path)) {
    for (const one of reading.add(entries.map((item) => versionOf(vault, item)))) {
      if (certificateKey(one.certificate) === certificateKey(certificate)) {
        versions.push(one);
      }
    }
  }
  return { entries: versions, ...reading.unreadable };
}

export async function listDeleted(client: CertificateClient, vault: string): Promise<ReadList<DeletedCertificate>> {
  const reading = new Reading<DeletedCertificate>();
  const deleted: DeletedCertificate[] = [];
  for await (const { entries } of pagesOf(client, vault, '/deletedcertificates')) {
    deleted.push(...reading.add(entries.map((item) => deletedOf(vault, item))));
  }
  return { entries: deleted, ...reading.unreadable };
}

/** Only secrets named by a thumbprint. Needs the permission to list secrets; never requests a value. */
export async function listThumbprintSecrets(
  client: CertificateClient,
  vault: string,
): Promise<ReadList<ThumbprintSecret>> {
  const reading = new Reading<ThumbprintSecret | undefined>();
  const found: ThumbprintSecret[] = [];
  for await (const { entries } of pagesOf(client, vault, '/secrets')) {
    found.push(...reading.add(entries.map((item) => secretOf(vault, item))).filter((one) => one !== undefined));
  }
  return { entries: found, ...reading.unreadable };
}

class Reading<T> {
  readonly pending: string[] = [];
  #isCertificates = false;
  #foreign: string | undefined;
  #unreadable: string | undefined;

  add(entries: readonly ListEntry<T>[]): readonly T[] {
    return entries.flatMap((entry) => {
      switch (entry.state) {
        case 'read':
          this.#isCertificates = true;
          return [entry.value];
        case 'pending':
          this.#isCertificates = true;
          this.pending.push(entry.certificate);
          return [];
        case 'unreadable':
          this.#isCertificates = true;
          this.#unreadable ??= entry.why;
          return [];
        case 'foreign':
          this.#foreign ??= entry.why;
          return [];
      }
    });
  }

  get unreadable(): { readonly unreadable?: string } {
    const why = this.#unreadable ?? this.#foreign;
    return why === undefined ? {} : { unreadable: why };
  }

  throwIfForeign(): void {
    if (!this.#isCertificates && this.#foreign !== undefined) {
      throw new NotAVault(this.#foreign);
    }
  }
}
