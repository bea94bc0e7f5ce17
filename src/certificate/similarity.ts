import type { CertificateVersion } from './verdict';

/** Words that do not distinguish certificate names. */
const noise: ReadonlySet<string> = new Set([
  ...['cert', 'certificate', 'certs', 'certificates', 'crt', 'pfx', 'ssl', 'tls', 'https', 'thumbprint', 'the'],
]);

/** The longest name in Key Vault; longer text is not compared. */
const longest = 127;

const enough = 0.5;

/** Symmetric: 0 for nothing in common, 1 for the same except case, punctuation and words such as "ssl" or "cert". */
export function similarity(a: string, b: string): number {
  const [left, right] = [partsOf(a.slice(0, longest)), partsOf(b.slice(0, longest))];
  const [leftName, rightName] = [left.join(''), right.join('')];
  if (leftName === '' || rightName === '') {
    return 0;
  }
  if (leftName === rightName) {
    return 1;
  }
  const [shorter = '', longer = ''] = [leftName, rightName].sort((one, other) => one.length - other.length);
  const contained = shorter.length >= 3 && longer.includes(shorter) ? 0.5 + (0.4 * shorter.length) / longer.length : 0;
  return Math.max(contained, 0.95 * dice(left, right), 0.9 * dice(pairsOf(leftName), pairsOf(rightName)));
}

/** The `most` certificates with similar names, the most similar first. */
export function mostSimilar(
  name: string,
  certificates: readonly CertificateVersion[],
  most: number,
): readonly CertificateVersion[] {
  return certificates
    .map((certificate) => ({ certificate, rank: similarity(name, certificate.certificate) }))
    .filter(({ rank }) => rank >= enough)
    .sort((a, b) => b.rank - a.rank || (b.certificate.expires ?? 0) - (a.certificate.expires ?? 0))
    .slice(0, most)
    .map(({ certificate }) => certificate);
}

function partsOf(name: string): readonly string[] {
  const parts = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
  const telling = parts.filter((part) => !noise.has(part));
  // If a name has no other words, noise words count: "sslcert" is like "ssl-cert".
  return telling.length === 0 ? parts : telling;
}

function pairsOf(name: string): readonly string[] {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, index) => name.slice(index, index + 2));
}

/** The Sørensen–Dice coefficient. */
function dice(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let shared = 0;
  for (const item of a) {
    const at = left.indexOf(item);
    if (at >= 0) {
      left.splice(at, 1);
      shared++;
    }
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}
