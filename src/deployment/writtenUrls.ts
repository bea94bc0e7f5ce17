import type { CertificateUrl } from './deployedService';
import { certificateUrlsOf, type Deployment } from './deployments';
import type { Place } from './node';
import { uniqueBy } from '../text/objects';

export interface WrittenUrls {
  readonly urls: readonly CertificateUrl[];
  readonly unresolved: readonly Place[];
}

/** From the `osProfile.secrets` of the deployments, each place once. */
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
