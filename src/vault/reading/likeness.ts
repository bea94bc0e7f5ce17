/**
 * How alike a .cscfg's label of a certificate and a certificate's name in a vault are: 3 the same whatever the case,
 * 2 one is part of the other (punctuation aside), 1 they share a word, 0 not at all.
 */
export function likeness(label: string, certificate: string): number {
  const a = label.toLowerCase();
  const b = certificate.toLowerCase();
  if (a === b) {
    return 3;
  }
  const [bareA, bareB] = [bare(a), bare(b)];
  if (bareA !== '' && bareB !== '' && (bareA.includes(bareB) || bareB.includes(bareA))) {
    return 2;
  }
  const words = new Set(wordsOf(label));
  return wordsOf(certificate).some((word) => words.has(word)) ? 1 : 0;
}

function bare(name: string): string {
  return name.replace(/[^a-z0-9]/g, '');
}

/** `WebRoleTls`, `web-role_tls`: web, role, tls. Words of two letters are in too many names to mean anything. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
}
