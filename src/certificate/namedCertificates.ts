import { visibleText } from './thumbprint';
import { vaultIdentifier, type VaultIdentifier } from './vaultIdentifier';
import type { CertificateVersion } from './verdict';

export interface NamedCertificate {
  /** Absent if the text is only a name. */
  readonly identifier?: VaultIdentifier;
  /** The known versions of the certificate, in their order; of several vaults if the text is only a name. */
  readonly versions: readonly CertificateVersion[];
}

/** The certificate that the text names by its identifier or its name; undefined if it names none that is known. */
export function namedCertificate(text: string, known: readonly CertificateVersion[]): NamedCertificate | undefined {
  const visible = visibleText(text);
  const identifier = vaultIdentifier(visible);
  const name = (identifier?.certificate ?? visible).toLowerCase();
  const versions = known.filter(
    ({ certificate, vault }) =>
      certificate.toLowerCase() === name && (identifier === undefined || vault === identifier.vault),
  );
  if (identifier === undefined) {
    return versions.length === 0 ? undefined : { versions };
  }
  return { identifier, versions };
}

/**
 * The version that the text names, or the newest one if it names none; one for each vault. `known`: the newest version
 * of a certificate comes before its other ones.
 */
export function namedVersions(text: string, known: readonly CertificateVersion[]): readonly CertificateVersion[] {
  const { identifier, versions = [] } = namedCertificate(text, known) ?? {};
  const asked = identifier?.version;
  const named = asked === undefined ? versions : versions.filter(({ version }) => version === asked);
  return named.filter(({ vault }, index) => named.findIndex((one) => one.vault === vault) === index);
}
