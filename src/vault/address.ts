import * as l10n from '@vscode/l10n';

/** Source: learn.microsoft.com, "Key Vault DNS suffixes". */
export interface Cloud {
  readonly name: 'public' | 'usGovernment' | 'china';
  readonly vaultSuffix: string;
  readonly portal: string;
  readonly authority: string;
  readonly management: string;
}

/** The public cloud comes first: it is the default for a vault name without a host. */
export const clouds = [
  {
    name: 'public',
    vaultSuffix: '.vault.azure.net',
    portal: 'https://portal.azure.com',
    authority: 'https://login.microsoftonline.com',
    management: 'https://management.azure.com',
  },
  {
    name: 'usGovernment',
    vaultSuffix: '.vault.usgovcloudapi.net',
    portal: 'https://portal.azure.us',
    authority: 'https://login.microsoftonline.us',
    management: 'https://management.usgovcloudapi.net',
  },
  {
    name: 'china',
    vaultSuffix: '.vault.azure.cn',
    portal: 'https://portal.azure.cn',
    authority: 'https://login.chinacloudapi.cn',
    management: 'https://management.chinacloudapi.cn',
  },
] as const satisfies readonly Cloud[];

/** Its host has one of the Key Vault suffixes: tokens are sent to no other hosts. */
export interface VaultAddress {
  /** `https://NAME.vault.azure.net`, lower-case, no port, no trailing slash. */
  readonly url: string;
  readonly name: string;
  readonly cloud: Cloud;
  readonly resourceId?: string;
}

export type VaultReference =
  { readonly ok: true; readonly address: VaultAddress } | { readonly ok: false; readonly message: string };

/** Source: learn.microsoft.com, "Azure naming rules", Microsoft.KeyVault/vaults. */
const vaultName = /^(?=.{3,24}$)[a-z](?:-?[a-z0-9])*$/i;
const armId = /^\/?subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/([^/]+)\/([^/]+)/i;
/** A URL without its scheme, such as `contoso.vault.azure.net/certificates/web`. */
const hostLike = /^[^/?#\s]+\.[^/?#\s]+(?:[/?#]|$)/;
const managedHsm = /\.managedhsm\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)$/;

/**
 * Parses a name, URL, identifier or ARM resource ID; a name or ID means a vault of the cloud `home`. Tokens are sent to
 * the hosts that this function accepts, so it refuses all others.
 */
export function parseVaultReference(text: string, home: Cloud = clouds[0]): VaultReference {
  const trimmed = text.trim();
  if (trimmed === '') {
    return refused(l10n.t('Enter the name, the URL, or the resource ID of a key vault.'));
  }
  const [, kind, name] = armId.exec(trimmed) ?? [];
  if (kind !== undefined && name !== undefined) {
    return ofResource(trimmed, kind, name, home);
  }
  if (/^\/?subscriptions\//i.test(trimmed)) {
    return refused(
      l10n.t(
        '{0} is not the resource ID of a key vault. Use a resource ID that ends with /Microsoft.KeyVault/vaults/NAME.',
        trimmed,
      ),
    );
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) {
    return ofUrl(trimmed);
  }
  return hostLike.test(trimmed) ? ofUrl(`https://${trimmed}`) : ofName(trimmed, home);
}

function ofResource(text: string, kind: string, name: string, home: Cloud): VaultReference {
  switch (kind.toLowerCase()) {
    case 'vaults': {
      const reference = ofName(name, home);
      const resourceId = /^\/?((?:[^/]+\/){7}[^/]+)/.exec(text)?.[1];
      return reference.ok && resourceId !== undefined
        ? { ok: true, address: { ...reference.address, resourceId: `/${resourceId}` } }
        : reference;
    }
    case 'managedhsms':
      return managedHsmRefused(name);
    default:
      return refused(
        l10n.t('{0} is not the resource type of a key vault. Use a resource ID with Microsoft.KeyVault/vaults.', kind),
      );
  }
}

function ofUrl(text: string): VaultReference {
  const url = /[\s\p{Cc}\\]/u.test(text) ? undefined : parseUrl(text);
  if (url === undefined) {
    return refused(l10n.t('{0} is not a valid URL. Use https://NAME.vault.azure.net.', text));
  }
  const { protocol, hostname, port, username, password } = url;
  if (protocol !== 'https:') {
    return refused(l10n.t('{0} does not use https. Use https://{1}.', text, hostname));
  }
  if (username !== '' || password !== '') {
    return refused(
      l10n.t('The URL of a key vault cannot contain a user name or a password. Use https://NAME.vault.azure.net.'),
    );
  }
  if (port !== '') {
    return refused(l10n.t('{0} contains the port {1}, but key vaults use port 443 only. Remove the port.', text, port));
  }
  if (managedHsm.test(hostname)) {
    return managedHsmRefused(hostname);
  }
  const cloud = clouds.find(({ vaultSuffix }) => hostname.endsWith(vaultSuffix));
  return cloud === undefined ? otherHostRefused(hostname) : ofName(hostname.slice(0, -cloud.vaultSuffix.length), cloud);
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function ofName(name: string, cloud: Cloud): VaultReference {
  if (!vaultName.test(name)) {
    return refused(
      l10n.t(
        '"{0}" is not a valid key vault name. Use 3 to 24 letters, digits, and single hyphens, starting with a letter.',
        name,
      ),
    );
  }
  const lower = name.toLowerCase();
  return { ok: true, address: { url: `https://${lower}${cloud.vaultSuffix}`, name: lower, cloud } };
}

function managedHsmRefused(name: string): VaultReference {
  return refused(l10n.t('{0} is a managed HSM, which cannot contain certificates. Use a key vault.', name));
}

function otherHostRefused(host: string): VaultReference {
  const suffixes = clouds.map(({ vaultSuffix }) => `NAME${vaultSuffix}`).join(', ');
  return refused(l10n.t('{0} is not a Key Vault host. Use one of {1}.', host, suffixes));
}

function refused(reason: string): VaultReference {
  return { ok: false, message: reason };
}
