export interface ResourceId {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** Lower-case, such as `microsoft.keyvault/vaults`. */
  readonly type: string;
  readonly name: string;
}

const pattern =
  /^\/?subscriptions\/([^/\s]+)\/resourceGroups\/([^/\s]+)\/providers\/([a-z.]+)\/([a-z]+)\/([^/\s]+)(?:\/|$)/i;

/** The parent of a child resource; undefined if it is not the ID of a resource in a resource group. */
export function parseResourceId(id: string): ResourceId | undefined {
  const [, subscription, resourceGroup, provider, kind, name] = pattern.exec(id.trim()) ?? [];
  const isWhole = subscription !== undefined && resourceGroup !== undefined && name !== undefined;
  return !isWhole || [subscription, resourceGroup, name].some((part) => /^\.+$/.test(part))
    ? undefined
    : { subscription, resourceGroup, type: `${String(provider)}/${String(kind)}`.toLowerCase(), name };
}

/** The Resource Manager path of the vault; undefined for other IDs, because settings can contain any. */
export function vaultPath(id: string): string | undefined {
  const parts = parseResourceId(id);
  if (parts?.type !== 'microsoft.keyvault/vaults') {
    return undefined;
  }
  const [subscription = '', group = '', name = ''] = [parts.subscription, parts.resourceGroup, parts.name].map(
    encodeURIComponent,
  );
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;
}

/** IDs are case-insensitive. */
export function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** `West Europe` and `westeurope` are one region. */
export function regionKey(location: string): string {
  return location.replace(/\s/g, '').toLowerCase();
}
