import type { CertificateVersion } from '../../certificate/verdict';
import { type VaultAddress, parseVaultReference } from '../../vault/address';

/**
 * What commands take. Whoever runs a command, another extension's link for one, gives what they like: only what is
 * checked here is used.
 */

/** A place in a document, as command links and code actions hand it on: plain data, `offset` in UTF-16 units. */
export interface PlaceArgument {
  readonly uri: string;
  readonly offset: number;
  /** The name that what is inserted there must have. */
  readonly name?: string;
}

/** What commands on a certificate take: a row of the tree, or a link of a hover. */
export interface VersionArgument {
  readonly version: CertificateVersion;
}

/** How links hand a vault on: plain data. */
export interface VaultArgument {
  readonly vaultUrl: string;
}

export function placeIn(argument: unknown): PlaceArgument | undefined {
  const { uri, offset, name } = partsOf(argument);
  return typeof uri === 'string' && Number.isSafeInteger(offset)
    ? { uri, offset: Number(offset), ...(typeof name === 'string' ? { name } : {}) }
    : undefined;
}

/** The version that a row or a link stands for; what names it is as Key Vault has it, and the vault one of a cloud's. */
export function versionIn(argument: unknown): CertificateVersion | undefined {
  const { version: given } = partsOf(argument);
  const { vault, certificate, version, thumbprint } = partsOf(given);
  const named =
    isVaultUrl(vault) &&
    matches(certificate, /^[0-9a-z-]{1,127}$/i) &&
    matches(thumbprint, /^[0-9A-F]{40}$/) &&
    (version === undefined || matches(version, /^[0-9a-f]{32}$/i));
  return named ? (given as CertificateVersion) : undefined;
}

/** The vault that a row of the tree or a link stands for, with its resource id where that is known. */
export function vaultIn(argument: unknown): VaultAddress | undefined {
  const { kind, vault, vaultUrl } = partsOf(argument);
  const { url, resourceId } = partsOf(vault);
  const named = kind === 'vault' ? url : vaultUrl;
  const reference = isVaultUrl(named) ? parseVaultReference(named) : undefined;
  if (reference?.ok !== true) {
    return undefined;
  }
  return typeof resourceId === 'string' ? { ...reference.address, resourceId } : reference.address;
}

function isVaultUrl(text: unknown): text is string {
  const reference = typeof text === 'string' ? parseVaultReference(text) : undefined;
  return reference?.ok === true && reference.address.url === text;
}

function matches(text: unknown, pattern: RegExp): boolean {
  return typeof text === 'string' && pattern.test(text);
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
