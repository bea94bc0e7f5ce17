/** The real service's public names, all of which the emulator answers for. */
export interface CloudHosts {
  readonly vaultSuffix: string;
  /** The resource a token for this cloud's vaults is for. */
  readonly resource: string;
  readonly signIn: string;
  /** What the vaults' challenge says: `login.windows.net` in the public cloud, to this day. */
  readonly challengeAuthority: string;
  readonly management: string;
}

export const cloudHosts = {
  public: {
    vaultSuffix: '.vault.azure.net',
    resource: 'https://vault.azure.net',
    signIn: 'login.microsoftonline.com',
    challengeAuthority: 'https://login.windows.net',
    management: 'management.azure.com',
  },
  usGovernment: {
    vaultSuffix: '.vault.usgovcloudapi.net',
    resource: 'https://vault.usgovcloudapi.net',
    signIn: 'login.microsoftonline.us',
    challengeAuthority: 'https://login.microsoftonline.us',
    management: 'management.usgovcloudapi.net',
  },
  china: {
    vaultSuffix: '.vault.azure.cn',
    resource: 'https://vault.azure.cn',
    signIn: 'login.chinacloudapi.cn',
    challengeAuthority: 'https://login.chinacloudapi.cn',
    management: 'management.chinacloudapi.cn',
  },
} as const satisfies Readonly<Record<string, CloudHosts>>;

export type CloudName = keyof typeof cloudHosts;

/** A host that is not a vault but responds anyway: a token that reaches it is a leak (see RequestLog.tokenHosts). */
export const hostileHost = 'hostile.example';

export const signInHosts: readonly string[] = [
  'login.windows.net',
  ...Object.values(cloudHosts).map(({ signIn }) => signIn),
];

/** Whose Resource Manager a host is; undefined for every other host. */
export function managementCloud(host: string): CloudName | undefined {
  return (Object.keys(cloudHosts) as CloudName[]).find((name) => cloudHosts[name].management === host);
}

export const otherHosts: readonly string[] = [
  ...signInHosts,
  ...Object.values(cloudHosts).map(({ management }) => management),
  hostileHost,
];

/** Every name the emulator's TLS certificate is good for. */
export const certificateNames: readonly string[] = [
  ...Object.values(cloudHosts).map(({ vaultSuffix }) => `*${vaultSuffix}`),
  ...otherHosts,
  'localhost',
];
