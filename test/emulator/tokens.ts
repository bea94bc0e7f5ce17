/**
 * Tokens are opaque to clients, so these are plain labels: `emulated.` and the base64url of this JSON. The stub `az`
 * and any fake sign-in of a test write the same, so they need nothing from here.
 */
export interface TokenClaims {
  /** Who calls; access is scripted by this name. */
  readonly identity: string;
  /** The tenant that issued it. */
  readonly tenant: string;
  /** `https://vault.azure.net`, with or without a trailing slash. */
  readonly audience: string;
  /** It answers a claims challenge. */
  readonly claims?: boolean;
}

export function mintToken(claims: TokenClaims): string {
  return `emulated.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
}

/** The claims of an `Authorization` header; undefined for anything that is not one of our tokens. */
export function readToken(header: string | undefined): TokenClaims | undefined {
  const encoded = /^Bearer emulated\.([\w-]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as TokenClaims;
  } catch {
    return undefined;
  }
}
