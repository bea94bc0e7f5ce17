import type { CertificateUrl } from './deployedService';
import { certificateUrlsOf, type Deployment } from './deployments';
import type { Place } from './node';

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
  const places = unresolved.map(({ file, span }) => [`${file} ${String(span.start)}`, { file, span }] as const);
  return { urls: certificateUrlsOf(deployments), unresolved: [...new Map(places).values()] };
}
