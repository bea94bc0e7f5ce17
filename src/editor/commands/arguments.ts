import { certificateNameProblem } from '../../certificate/certificateRequest';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { type VaultAddress, parseVaultReference } from '../../vault/address';

/** Any extension can run a command with any argument, so only what is checked here is used. */

/** As command links and code actions pass it. `offset` is in UTF-16 units. */
export interface PlaceArgument {
  readonly uri: string;
  readonly offset: number;
  readonly name?: string;
}

export interface VersionArgument {
  readonly version: CertificateVersion;
}

export interface VaultArgument {
  readonly vaultUrl: string;
}

export function placeIn(argument: unknown): PlaceArgument | undefined {
  const { uri, offset, name } = partsOf(argument);
  return typeof uri === 'string' && Number.isSafeInteger(offset)
    ? { uri, offset: Number(offset), ...(typeof name === 'string' ? { name } : {}) }
    : undefined;
}

/** The rows of a view that a command is for, as VS Code passes them: the selected ones, or the one that is clicked. */
export function rowsIn(argument: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? selected : [argument];
}

/** Undefined if the names or the vault in the argument are invalid. */
export function versionIn(argument: unknown): CertificateVersion | undefined {
  const { version: given } = partsOf(argument);
  const { vault, certificate, version, thumbprint } = partsOf(given);
  const named =
    isVaultUrl(vault) &&
    matches(certificate, /^[0-9a-z-]{1,127}$/i) &&
    isThumbprint(thumbprint) &&
    (version === undefined || matches(version, /^[0-9a-f]{32}$/i));
  return named ? (given as CertificateVersion) : undefined;
}

/** The versions of the rows, each thumbprint once: a certificate and its newest version have the same. */
export function versionsIn(rows: readonly unknown[]): readonly CertificateVersion[] {
  const versions = rows.flatMap((row) => versionIn(row) ?? []);
  return [...new Map(versions.toReversed().map((version) => [version.thumbprint, version])).values()].toReversed();
}

export function thumbprintIn(argument: unknown): Thumbprint | undefined {
  const { thumbprint } = partsOf(argument);
  const found = versionIn(argument)?.thumbprint ?? thumbprint;
  return isThumbprint(found) ? found : undefined;
}

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

/** The creation that a tree item refers to. */
export function pendingIn(
  argument: unknown,
): { readonly vault: VaultAddress; readonly certificate: string } | undefined {
  const { kind, vault, pending } = partsOf(argument);
  const { url } = partsOf(vault);
  const { certificate } = partsOf(pending);
  const reference = kind === 'pending' && isVaultUrl(url) ? parseVaultReference(url) : undefined;
  return reference?.ok === true && typeof certificate === 'string' && certificateNameProblem(certificate) === undefined
    ? { vault: reference.address, certificate }
    : undefined;
}

function isVaultUrl(text: unknown): text is string {
  const reference = typeof text === 'string' ? parseVaultReference(text) : undefined;
  return reference?.ok === true && reference.address.url === text;
}

function isThumbprint(text: unknown): text is Thumbprint {
  return matches(text, /^[0-9A-F]{40}$/);
}

function matches(text: unknown, pattern: RegExp): boolean {
  return typeof text === 'string' && pattern.test(text);
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
