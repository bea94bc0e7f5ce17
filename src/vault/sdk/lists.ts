import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateVersion, DeletedCertificate } from '../../cscfg/verdict';
import { deletedOf, versionOf } from './items';

/** Lists that come page by page; pages may be short or empty, and `onPage` is called with each as it comes. */
type PageListener<T> = (page: readonly T[]) => void;

/** The newest version of every certificate; those still being created are left out. */
export async function listNewest(
  client: CertificateClient,
  vault: string,
  onPage: PageListener<CertificateVersion>,
): Promise<void> {
  for await (const page of client.listPropertiesOfCertificates().byPage()) {
    onPage(page.flatMap((properties) => versionOf(vault, properties) ?? []));
  }
}

/** All versions of one certificate, in no order; none where there is no such certificate. */
export async function listVersions(
  client: CertificateClient,
  vault: string,
  certificate: string,
): Promise<readonly CertificateVersion[]> {
  const versions: CertificateVersion[] = [];
  for await (const properties of client.listPropertiesOfCertificateVersions(certificate)) {
    versions.push(...[versionOf(vault, properties) ?? []].flat());
  }
  return versions;
}

/** The soft-deleted certificates with the thumbprint of their newest version. */
export async function listDeleted(client: CertificateClient, vault: string): Promise<readonly DeletedCertificate[]> {
  const deleted: DeletedCertificate[] = [];
  for await (const item of client.listDeletedCertificates()) {
    deleted.push(...[deletedOf(vault, item) ?? []].flat());
  }
  return deleted;
}
