import type { CertificateVersion, DeletedCertificate, ThumbprintSecret } from '../../certificate/verdict';
import { property } from '../../text/json';

export type ListEntry<T> =
  | { readonly state: 'read'; readonly value: T }
  /** The newest version is still being created, so that it is disabled and has no thumbprint. */
  | { readonly state: 'pending'; readonly certificate: string }
  /** The entry names a certificate, but its attributes are invalid. */
  | { readonly state: 'unreadable'; readonly why: string }
  /** The entry does not describe a certificate. */
  | { readonly state: 'foreign'; readonly why: string };

export function versionOf(vault: string, item: unknown): ListEntry<CertificateVersion> {
  const named = nameOf(item, 'certificates');
  if (named === undefined) {
    return { state: 'foreign', why: 'A certificate in the list has no name.' };
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
    return { state: 'foreign', why: `The certificate ${name} has a thumbprint that is not a SHA-1 hash.` };
  }
  const expires = timeOf(property(attributes, 'exp'));
  const notBefore = timeOf(property(attributes, 'nbf'));
  if (typeof enabled !== 'boolean' || expires === 'unreadable' || notBefore === 'unreadable') {
    return { state: 'unreadable', why: `The certificate ${name} has invalid attributes.` };
  }
  const value = { vault, certificate: name, ...version, thumbprint, enabled };
  return { state: 'read', value: { ...value, ...times({ notBefore, expires }), ...changes(attributes) } };
}

/** Ignores invalid attributes, because only the thumbprint is compared. */
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

/** `value` is undefined if the name is not a thumbprint or the secret belongs to a certificate. */
export function secretOf(vault: string, item: unknown): ListEntry<ThumbprintSecret | undefined> {
  const id = property(item, 'id');
  if (typeof id !== 'string' || !/\/secrets\/[^/]/i.test(id)) {
    return { state: 'foreign', why: 'A secret in the list has no name.' };
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

/** `https://contoso.vault.azure.net/certificates/NAME[/VERSION]`, or `/deletedcertificates/NAME`. */
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

/** 40 upper-case hexadecimal digits; undefined if `x5t` is not a SHA-1 in base64url. */
function thumbprintOf(x5t: unknown): string | undefined {
  return typeof x5t === 'string' && /^[\w+/-]{27}=?$/.test(x5t)
    ? Buffer.from(x5t, 'base64url').toString('hex').toUpperCase()
    : undefined;
}

const latest = 8.64e12;

/** Converts Unix seconds to milliseconds; undefined if there is no date. */
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
