import type { CertificateProperties, DeletedCertificate as SdkDeleted } from '@azure/keyvault-certificates';
import type { CertificateVersion, DeletedCertificate } from '../../cscfg/verdict';
import { NotAVault } from './errors';

/**
 * An item of a list; undefined for a certificate that is still being created, which has no thumbprint and is disabled.
 * Throws on a wrong thumbprint, and where one is missing for no such reason: such a list would tell what is not so.
 */
export function versionOf(vault: string, properties: CertificateProperties): CertificateVersion | undefined {
  const { name, version, x509ThumbprintString, enabled = true } = properties;
  if (name === undefined) {
    throw new NotAVault('A certificate of the list has no name.');
  }
  if (x509ThumbprintString === undefined) {
    if (enabled) {
      throw new NotAVault(`The certificate ${name} has no thumbprint.`);
    }
    return undefined;
  }
  const thumbprint = x509ThumbprintString.toUpperCase();
  if (!/^[0-9A-F]{40}$/.test(thumbprint)) {
    throw new NotAVault(`The certificate ${name} has a thumbprint that is not a SHA-1.`);
  }
  return {
    vault,
    certificate: name,
    ...(version === undefined || version === '' ? {} : { version }),
    thumbprint,
    enabled,
    ...times({
      notBefore: properties.notBefore,
      expires: properties.expiresOn,
      created: properties.createdOn,
      updated: properties.updatedOn,
    }),
  };
}

export function deletedOf(vault: string, item: SdkDeleted): DeletedCertificate | undefined {
  const version = versionOf(vault, item.properties);
  return version === undefined
    ? undefined
    : { ...version, ...times({ deletedOn: item.deletedOn, scheduledPurge: item.scheduledPurgeDate }) };
}

/** Dates as milliseconds since 1970, those that are not there left out. */
function times<K extends string>(dates: Readonly<Record<K, Date | undefined>>): Partial<Readonly<Record<K, number>>> {
  const known: Partial<Record<K, number>> = {};
  for (const name in dates) {
    const date = dates[name];
    if (date !== undefined) {
      known[name] = date.getTime();
    }
  }
  return known;
}
