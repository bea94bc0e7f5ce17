import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

let known: ReadonlyMap<string, readonly X509Certificate[]> | undefined;

/**
 * Whether a root signed the certificate: one of the public roots that Node.js brings along, or, for a company's own,
 * an issuer that calls itself one. Nothing in a certificate says whether its issuer has an issuer in turn.
 */
export function isIssuedByRoot(certificate: X509Certificate): boolean {
  const commonName = /^CN=(.*)$/m.exec(certificate.issuer)?.[1] ?? '';
  const publicRoots = roots().get(certificate.issuer) ?? [];
  return /\broot\b/i.test(commonName) || publicRoots.some((root) => isSignedBy(certificate, root));
}

/** By their subjects. Read when first asked for: some twenty milliseconds. */
function roots(): ReadonlyMap<string, readonly X509Certificate[]> {
  known ??= readRoots();
  return known;
}

function readRoots(): ReadonlyMap<string, readonly X509Certificate[]> {
  const found = new Map<string, X509Certificate[]>();
  for (const pem of rootCertificates) {
    const root = new X509Certificate(pem);
    found.set(root.subject, [...(found.get(root.subject) ?? []), root]);
  }
  return found;
}

function isSignedBy(certificate: X509Certificate, root: X509Certificate): boolean {
  try {
    return certificate.verify(root.publicKey);
  } catch {
    return false;
  }
}
