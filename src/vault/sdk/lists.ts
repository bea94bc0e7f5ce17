import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, DeletedCertificate } from '../../cscfg/verdict';
import { deletedOf, versionOf } from './items';
import { hasNextPage, pagesOf } from './pages';

/** Called with each page as it comes; false: that was enough. */
type PageListener<T> = (page: readonly T[]) => boolean;

/**
 * The newest version of every certificate, those still being created left out. `enough`: it stopped before the last
 * page because the listener had enough.
 */
export async function listNewest(
  client: CertificateClient,
  vault: string,
  onPage: PageListener<CertificateVersion>,
): Promise<'whole' | 'enough'> {
  for await (const page of pagesOf(client.listPropertiesOfCertificates().byPage())) {
    const goesOn = onPage(page.flatMap((properties) => versionOf(vault, properties) ?? []));
    if (!goesOn && hasNextPage()) {
      return 'enough';
    }
  }
  return 'whole';
}

/** All versions of one certificate, in no order; none where there is no such certificate. */
export async function listVersions(
  client: CertificateClient,
  vault: string,
  certificate: string,
): Promise<readonly CertificateVersion[]> {
  const versions: CertificateVersion[] = [];
  for await (const page of pagesOf(client.listPropertiesOfCertificateVersions(certificate).byPage())) {
    versions.push(...page.flatMap((properties) => versionOf(vault, properties) ?? []));
  }
  return versions;
}

/** The soft-deleted certificates with the thumbprint of their newest version. */
export async function listDeleted(client: CertificateClient, vault: string): Promise<readonly DeletedCertificate[]> {
  const deleted: DeletedCertificate[] = [];
  for await (const page of pagesOf(client.listDeletedCertificates().byPage())) {
    deleted.push(...page.flatMap((item) => deletedOf(vault, item) ?? []));
  }
  return deleted;
}
