/** Secret and key of a certificate have the same name and version. */
export interface VaultIdentifier {
  /** `https://NAME.vault.azure.net` in lowercase, with the host of the cloud. */
  readonly vault: string;
  readonly certificate: string;
  /** 32 lowercase hexadecimal digits; absent for the newest version. */
  readonly version?: string;
}

/** Alone, in a URL of the Azure portal, or in an App Service reference. */
const address =
  /^(?:@Microsoft\.KeyVault\(SecretUri=|https:\/\/portal\.azure\.(?:com|us|cn)\/\S*?(?=https:))?(?:https?:\/\/)?([a-z][a-z0-9-]{1,22}[a-z0-9]\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn))(?::443)?\/(?:certificates|secrets|keys)\/([0-9a-z-]{1,127})(?:\/([0-9a-f]{32}))?(?![0-9a-z-])/i;

export function vaultIdentifier(text: string): VaultIdentifier | undefined {
  const [, host, certificate, version] = address.exec(text.trim()) ?? [];
  return host === undefined || certificate === undefined
    ? undefined
    : {
        vault: `https://${host.toLowerCase()}`,
        certificate,
        ...(version === undefined ? {} : { version: version.toLowerCase() }),
      };
}
