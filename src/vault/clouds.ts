/** A sovereign cloud: where its vaults, sign-in and portal are. Source: learn.microsoft.com, "Key Vault DNS suffixes". */
export interface Cloud {
  readonly name: 'public' | 'usGovernment' | 'china';
  readonly vaultSuffix: string;
  readonly portal: string;
  readonly authority: string;
}

/** The public cloud first: what a bare vault name means. */
export const clouds = [
  {
    name: 'public',
    vaultSuffix: '.vault.azure.net',
    portal: 'https://portal.azure.com',
    authority: 'https://login.microsoftonline.com',
  },
  {
    name: 'usGovernment',
    vaultSuffix: '.vault.usgovcloudapi.net',
    portal: 'https://portal.azure.us',
    authority: 'https://login.microsoftonline.us',
  },
  {
    name: 'china',
    vaultSuffix: '.vault.azure.cn',
    portal: 'https://portal.azure.cn',
    authority: 'https://login.chinacloudapi.cn',
  },
] as const satisfies readonly Cloud[];
