import type { CertificateUrl } from './deployedService';
import { certificateUrlsOf, type Deployment } from './deployments';
import type { Place } from './node';
import { uniqueBy } from '../text/objects';

/** The certificate URLs of deployments, and the places where only the deployment knows one. */
export interface WrittenUrls {
  readonly urls: readonly CertificateUrl[];
  readonly unresolved: readonly Place[];
}

/** What the `osProfile.secrets` of the deployments contain, each place once. */
export function writtenUrls(deployments: readonly Deployment[]): WrittenUrls {
  const lists = deployments.flatMap(({ services }) => services).flatMap(({ vaultGroups }) => vaultGroups ?? []);
  const unresolved = lists.flatMap(({ notChecked, items }) => [
    ...notChecked,
    ...items.flatMap(({ certificates }) => certificates.notChecked),
  ]);
  const places = unresolved.map(({ file, span }): Place => ({ file, span }));
  return {
    urls: certificateUrlsOf(deployments),
    unresolved: uniqueBy(places, ({ file, span }) => `${file} ${String(span.start)}`),
  };
}
