import { certificatesInText, thumbprintOf } from './der';
import { onlyThumbprint, printedThumbprints } from './printedThumbprints';
import { classifyThumbprint, visibleText } from './thumbprint';
import { vaultIdentifier, type VaultIdentifier } from './vaultIdentifier';
import type { Thumbprint } from './verdict';

/** What people paste in place of a thumbprint. */
export type PastedText =
  | { readonly kind: 'identifier'; readonly identifier: VaultIdentifier }
  /** The thumbprints in the text, the most likely first. */
  | { readonly kind: 'thumbprints'; readonly thumbprints: readonly Thumbprint[] };

/** Maximum number of UTF-16 units that are read. A chain of certificates in PEM format has about 10,000. */
const longest = 200_000;

/**
 * Reads a thumbprint in any style, an `x5t`, a Key Vault identifier, certificates in PEM format, or the output of a tool
 * that prints thumbprints. Undefined for other text; a name alone can only be recognized by a list of the names.
 */
export async function readPasted(text: string): Promise<PastedText | undefined> {
  if (text.length > longest) {
    return undefined;
  }
  const bare = withoutQuotes(text);
  const identifier = vaultIdentifier(bare);
  if (identifier !== undefined) {
    return { kind: 'identifier', identifier };
  }
  const written = classifyThumbprint(bare);
  if ('thumbprint' in written) {
    return { kind: 'thumbprints', thumbprints: [written.thumbprint] };
  }
  if (written.kind === 'malformed' && written.looksLike.kind === 'x5t') {
    return { kind: 'thumbprints', thumbprints: [written.looksLike.thumbprint] };
  }
  const certificates = await Promise.all(certificatesInText(text).map(thumbprintOf));
  const thumbprints = certificates.length > 0 ? certificates : printed(text);
  return thumbprints.length === 0 ? undefined : { kind: 'thumbprints', thumbprints: [...new Set(thumbprints)] };
}

/** A value that is copied from JSON or from code has quotes. */
function withoutQuotes(text: string): string {
  return visibleText(text).replace(/^(["'])(.*)\1[,;]?$/s, '$2');
}

function printed(text: string): readonly Thumbprint[] {
  const stated = printedThumbprints(text);
  const isLine = !/[\r\n]/.test(text.trim());
  // A line of a log or an address can contain a commit hash.
  const only = isLine && /\b(?:cert|thumb|finger|sha-?1\b|CN=)/i.test(text) ? onlyThumbprint(text) : undefined;
  return stated.length === 0 && only !== undefined ? [only] : stated;
}
