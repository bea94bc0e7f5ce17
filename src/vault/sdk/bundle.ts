import type { CertificateClient } from '@azure/keyvault-certificates';
import type { CertificateDetails } from '../details';
import { detailsOf } from './x509';

/** What a certificate's bundle tells, and the thumbprint of the version that it turned out to be. */
export interface Bundle {
  readonly details: CertificateDetails;
  /** 40 upper-case hexadecimal digits. */
  readonly thumbprint: string | undefined;
}

/**
 * A version of a certificate, or the newest one, with its policy: one request. The SDK hands the policy on with the
 * newest version only, and never when it was last changed, so it is taken from the answer itself.
 */
export async function readBundle(
  client: CertificateClient,
  vault: string,
  certificate: string,
  version?: string,
): Promise<Bundle> {
  let body: unknown;
  const options = {
    onResponse: (response: { readonly parsedBody?: unknown }) => {
      body = response.parsedBody;
    },
  };
  const bundle =
    version === undefined
      ? await client.getCertificate(certificate, options)
      : await client.getCertificateVersion(certificate, version, options);
  return {
    details: detailsOf(vault, bundle, body),
    thumbprint: bundle.properties.x509ThumbprintString?.toUpperCase(),
  };
}
