import { message, type Message } from '../text/message';

/** A sovereign cloud: where its vaults, sign-in and portal are. Source: learn.microsoft.com, "Key Vault DNS suffixes". */
export interface Cloud {
  readonly name: 'public' | 'usGovernment' | 'china';
  readonly vaultSuffix: string;
  readonly portal: string;
  readonly authority: string;
  /** Azure Resource Manager: where the vaults themselves are described, not what is in them. */
  readonly management: string;
}

/** The public cloud first: what a bare vault name means. */
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

/** A vault whose host is pinned to one of the clouds' Key Vault suffixes: the only hosts a token may go to. */
export interface VaultAddress {
  /** `https://NAME.vault.azure.net`, lower-case, no port, no trailing slash. */
  readonly url: string;
  readonly name: string;
  readonly cloud: Cloud;
  /** Its ARM resource id, where that is what named it. */
  readonly resourceId?: string;
}

export type VaultReference =
  { readonly ok: true; readonly address: VaultAddress } | { readonly ok: false; readonly message: Message };

/** Source: learn.microsoft.com, "Azure naming rules", Microsoft.KeyVault/vaults. */
const vaultName = /^(?=.{3,24}$)[a-z](?:-?[a-z0-9])*$/i;
const armId = /^\/?subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/([^/]+)\/([^/]+)/i;
/** Names that only look like whole URLs: `contoso.vault.azure.net/certificates/web`. */
const hostLike = /^[^/?#\s]+\.[^/?#\s]+(?:[/?#]|$)/;
const managedHsm = /\.managedhsm\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)$/;

/**
 * The vault that a text names: a vault's name, its URL, an identifier of a certificate, secret or key in it, or its
 * ARM resource id (which, like a bare name, means a vault of the cloud `home`). Hosts are pinned to the clouds' Key
 * Vault suffixes, because what this accepts is what tokens are sent to.
 */
export function parseVaultReference(text: string, home: Cloud = clouds[0]): VaultReference {
  const trimmed = text.trim();
  if (trimmed === '') {
    return refused('Name a key vault: its name, its URL or its resource ID.');
  }
  const [, kind, name] = armId.exec(trimmed) ?? [];
  if (kind !== undefined && name !== undefined) {
    return ofResource(trimmed, kind, name, home);
  }
  if (/^\/?subscriptions\//i.test(trimmed)) {
    return refused('{0} is not the resource ID of a key vault. It ends in …/Microsoft.KeyVault/vaults/NAME.', trimmed);
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
      return isManagedHsm(name);
    default:
      return refused('{0} is not a kind of key vault. Use a resource ID with Microsoft.KeyVault/vaults.', kind);
  }
}

function ofUrl(text: string): VaultReference {
  const url = /[\s\p{Cc}\\]/u.test(text) ? undefined : parseUrl(text);
  if (url === undefined) {
    return refused('{0} is not a URL. Use https://NAME.vault.azure.net.', text);
  }
  const { protocol, hostname, port, username, password } = url;
  if (protocol !== 'https:') {
    return refused('{0} is not https. Key vaults are only asked over https://, such as https://{1}.', text, hostname);
  }
  if (username !== '' || password !== '') {
    return refused('A vault’s URL holds no user name or password. Use https://NAME.vault.azure.net.');
  }
  if (port !== '') {
    return refused('{0} names the port {1}, but key vaults only answer on 443. Leave the port out.', text, port);
  }
  if (managedHsm.test(hostname)) {
    return isManagedHsm(hostname);
  }
  const cloud = clouds.find(({ vaultSuffix }) => hostname.endsWith(vaultSuffix));
  return cloud === undefined ? notAVaultHost(hostname) : ofName(hostname.slice(0, -cloud.vaultSuffix.length), cloud);
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
      '“{0}” cannot be a key vault’s name: 3 to 24 letters, digits and single hyphens, beginning with a letter.',
      name,
    );
  }
  const lower = name.toLowerCase();
  return { ok: true, address: { url: `https://${lower}${cloud.vaultSuffix}`, name: lower, cloud } };
}

function isManagedHsm(name: string): VaultReference {
  return refused('{0} is a managed HSM, which holds no certificates. Name a key vault instead.', name);
}

function notAVaultHost(host: string): VaultReference {
  const suffixes = clouds.map(({ vaultSuffix }) => `NAME${vaultSuffix}`).join(', ');
  return refused('{0} is not a Key Vault host, so it is not asked. Vaults are at {1}.', host, suffixes);
}

function refused(template: string, ...args: string[]): VaultReference {
  return { ok: false, message: message(template, ...args) };
}
