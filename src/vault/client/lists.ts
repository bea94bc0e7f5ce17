import { createPipelineRequest, type HttpClient, type Pipeline, RestError } from '@azure/core-rest-pipeline';
import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../../certificate/verdict';
import { certificateKey } from '../snapshot/inventory';
import { NotAVault } from './errors';
import { createHttpClient } from './httpClient';
import { ListBounds } from './listBounds';
import { currentRequestContext } from './requestContext';

/** An entry of a list, as far as it can be read. What is unknown is never assumed. */
export type ListEntry<T> =
  | { readonly state: 'read'; readonly value: T }
  /** Its newest version is still being created: it is disabled and has no thumbprint. Older versions may have one. */
  | { readonly state: 'pending'; readonly certificate: string }
  /** It names a certificate, but says nothing usable about whether the certificate can be used. */
  | { readonly state: 'unreadable'; readonly why: string }
  /** It does not describe a certificate at all. */
  | { readonly state: 'foreign'; readonly why: string };

/** An entry of `GET /certificates` or of a certificate's versions, as it came over the wire. */
export function versionOf(vault: string, item: unknown): ListEntry<CertificateVersion> {
  const named = nameOf(item, 'certificates');
  if (named === undefined) {
    return { state: 'foreign', why: 'A certificate of the list has no name.' };
  }
  const { name, version } = named;
  const attributes = property(item, 'attributes');
  const enabled = property(attributes, 'enabled');
  const x5t = property(item, 'x5t') ?? undefined;
  if (x5t === undefined) {
    return enabled === false
      ? { state: 'pending', certificate: name }
      : { state: 'foreign', why: `The certificate ${name} has no thumbprint.` };
  }
  const thumbprint = thumbprintOf(x5t);
  if (thumbprint === undefined) {
    return { state: 'foreign', why: `The certificate ${name} has a thumbprint that is not a SHA-1.` };
  }
  const expires = timeOf(property(attributes, 'exp'));
  const notBefore = timeOf(property(attributes, 'nbf'));
  if (typeof enabled !== 'boolean' || expires === 'unreadable' || notBefore === 'unreadable') {
    return { state: 'unreadable', why: `The attributes of the certificate ${name} cannot be read.` };
  }
  const value = { vault, certificate: name, ...version, thumbprint, enabled };
  return { state: 'read', value: { ...value, ...times({ notBefore, expires }), ...changes(attributes) } };
}

/** An entry of `GET /deletedcertificates`: its attributes decide nothing, its thumbprint does. */
export function deletedOf(vault: string, item: unknown): ListEntry<DeletedCertificate> {
  const attributes = property(item, 'attributes');
  const [expires, notBefore] = [readable(property(attributes, 'exp')), readable(property(attributes, 'nbf'))];
  const plain = { enabled: property(attributes, 'enabled') !== false };
  const id = property(item, 'id');
  const entry = versionOf(vault, { id, x5t: property(item, 'x5t'), attributes: plain });
  if (entry.state !== 'read') {
    return entry;
  }
  const deletedOn = readable(property(item, 'deletedDate'));
  const scheduledPurge = readable(property(item, 'scheduledPurgeDate'));
  const dates = times({ notBefore, expires, deletedOn, scheduledPurge });
  return { state: 'read', value: { ...entry.value, ...dates, ...changes(attributes) } };
}

/** An entry of `GET /secrets`; `value` is undefined for a secret of another name and for one that belongs to a certificate. */
export function secretOf(vault: string, item: unknown): ListEntry<ThumbprintSecret | undefined> {
  const id = property(item, 'id');
  if (typeof id !== 'string' || !/\/secrets\/[^/]/i.test(id)) {
    return { state: 'foreign', why: 'A secret of the list has no name.' };
  }
  const name = /\/secrets\/([0-9a-f]{40})(?:\/|$)/i.exec(id)?.[1];
  const managed = property(item, 'managed') ?? false;
  if (name === undefined || managed === true) {
    return { state: 'read', value: undefined };
  }
  const enabled = property(property(item, 'attributes'), 'enabled') !== false;
  return { state: 'read', value: { vault, name, thumbprint: name.toUpperCase(), enabled } };
}

interface EntryName {
  readonly name: string;
  readonly version: { readonly version?: string };
}

/** `https://contoso.vault.azure.net/certificates/NAME[/VERSION]`, `/deletedcertificates` included. */
function nameOf(item: unknown, collection: string): EntryName | undefined {
  const id = property(item, 'id');
  const parts = typeof id === 'string' ? idPattern(collection).exec(id) : null;
  const name = parts?.[1];
  return name === undefined
    ? undefined
    : { name, version: parts?.[2] === undefined ? {} : { version: parts[2].toLowerCase() } };
}

function idPattern(collection: string): RegExp {
  return new RegExp(`^https://[^/?#]+/(?:deleted)?${collection}/([0-9a-z-]{1,127})(?:/([0-9a-f]{32}))?/?$`, 'i');
}

/** 40 upper-case hexadecimal digits; undefined where it is not the base64url of a SHA-1. */
function thumbprintOf(x5t: unknown): string | undefined {
  return typeof x5t === 'string' && /^[\w+/-]{27}=?$/.test(x5t)
    ? Buffer.from(x5t, 'base64url').toString('hex').toUpperCase()
    : undefined;
}

/** The last moment that `Date` knows, in seconds. */
const latest = 8.64e12;

/** Unix seconds as milliseconds; undefined where there is no date. Zero and less are no date of a certificate. */
function timeOf(seconds: unknown): number | 'unreadable' | undefined {
  if (seconds === undefined || seconds === null) {
    return undefined;
  }
  return typeof seconds === 'number' && seconds > 0 && seconds <= latest ? seconds * 1000 : 'unreadable';
}

function readable(seconds: unknown): number | undefined {
  const time = timeOf(seconds);
  return time === 'unreadable' ? undefined : time;
}

function changes(attributes: unknown): { readonly created?: number; readonly updated?: number } {
  const created = readable(property(attributes, 'created'));
  return times({ created, updated: readable(property(attributes, 'updated')) });
}

/** Those dates that are known. */
function times<K extends string>(dates: Readonly<Record<K, number | undefined>>): Partial<Readonly<Record<K, number>>> {
  const known: Partial<Record<K, number>> = {};
  for (const name in dates) {
    const time = dates[name];
    if (time !== undefined) {
      known[name] = time;
    }
  }
  return known;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** The service's version that the certificate client speaks too. */
const apiVersion = '2025-07-01';

let httpClient: HttpClient | undefined;

export interface Page {
  /** As they came over the wire, whatever they are. */
  readonly entries: readonly unknown[];
  readonly isLast: boolean;
}

/**
 * The pages of a list of the vault as they come; short and empty ones are normal. `path`: `/certificates`, or
 * `/certificates/NAME/versions`. The list is read through the client's own pipeline, with its token, log and time-outs,
 * but without its deserializer: that throws the whole list away for one odd entry, and follows links out of the list.
 * Throws where the list has no end.
 */
export async function* pagesOf(client: CertificateClient, vault: string, path: string): AsyncGenerator<Page> {
  const pipeline = pipelineOf(client);
  const first = new URL(`${vault}${path}?api-version=${apiVersion}`);
  const bounds = new ListBounds(currentRequestContext().timeoutMs);
  const seen = new Set<unknown>();
  for (let next: URL | undefined = first; next !== undefined;) {
    const { value, nextLink } = listIn(await get(pipeline, next.href, path));
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

/** The client does not offer its pipeline. */
function pipelineOf(client: CertificateClient): Pipeline {
  const { client: inner } = client as unknown as { readonly client: { readonly pipeline: Pipeline } };
  return inner.pipeline;
}

async function get(pipeline: Pipeline, url: string, path: string): Promise<unknown> {
  httpClient ??= createHttpClient();
  const request = createPipelineRequest({ url, method: 'GET' });
  request.headers.set('accept', 'application/json');
  const response = await pipeline.sendRequest(httpClient, request);
  if (response.status === 404 && !path.endsWith('/versions')) {
    throw new NotAVault(`There is no list at ${path} (404).`);
  }
  if (response.status !== 200) {
    throw new RestError('The list was refused.', { statusCode: response.status, request, response });
  }
  return JSON.parse(response.bodyAsText ?? '');
}

function listIn(body: unknown): { readonly value: readonly unknown[]; readonly nextLink: unknown } {
  const { value, nextLink } = isObject(body) ? body : {};
  if (!Array.isArray(value)) {
    throw new NotAVault('The answer holds no list.');
  }
  return { value, nextLink };
}

/** The next page of the same list: another path on the vault's host, such as that of its secrets, is not asked for. */
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
    throw new NotAVault('A page of the list leads out of the list.');
  }
  return next;
}

/** Names are the same in either case. */
function pathKey({ pathname }: URL): string {
  return pathname.replace(/\/$/, '').toLowerCase();
}

function idOf(entry: unknown): unknown {
  return isObject(entry) ? entry['id'] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Called with each page as it comes; false: that was enough. */
type PageListener<T> = (page: readonly T[]) => boolean;

/** What a list holds, as far as it can be read. */
interface ReadList<T> {
  readonly entries: readonly T[];
  /** Why an entry cannot be read; absent where all can. Then nothing may be called missing from the list. */
  readonly unreadable?: string;
}

/** The list of a vault's certificates: its pages went to the listener. */
export interface NewestList {
  /** It stopped before the last page because the listener had enough. */
  readonly isWhole: boolean;
  /** The names of certificates whose newest version is still being created: the list shows no thumbprint of theirs. */
  readonly pending: readonly string[];
  readonly unreadable?: string;
}

/** The newest version of every certificate. Throws where something is listed, and none of it is a certificate. */
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

/** All versions of one certificate, in no order; none where there is no such certificate. */
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
      // The versions of another certificate say nothing about this one.
      if (certificateKey(one.certificate) === certificateKey(certificate)) {
        versions.push(one);
      }
    }
  }
  return { entries: versions, ...reading.unreadable };
}

/** The soft-deleted certificates with the thumbprint of their newest version. */
export async function listDeleted(client: CertificateClient, vault: string): Promise<ReadList<DeletedCertificate>> {
  const reading = new Reading<DeletedCertificate>();
  const deleted: DeletedCertificate[] = [];
  for await (const { entries } of pagesOf(client, vault, '/deletedcertificates')) {
    deleted.push(...reading.add(entries.map((item) => deletedOf(vault, item))));
  }
  return { entries: deleted, ...reading.unreadable };
}

/**
 * The secrets whose names are thumbprints. Names and attributes are all that a list shows: no secret's value is asked
 * for, here or anywhere. Needs the right to list secrets.
 */
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

/** Sorts the entries of a list into those that can be read and those that cannot. */
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
