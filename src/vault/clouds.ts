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
