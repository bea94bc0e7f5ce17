import { isMatched, type Verdict } from '../../../certificate/verdict';
import type { CertificateUrl, DeployedService } from '../../../deployment/deployedService';
import type { CheckContext } from '../rule';
import { isSameCertificate, type VersionOf, versionsByUrl } from './judgedEntries';

export type Installed = 'yes' | 'no' | 'unknown';

/** Whether the deployments install the matched version, as far as their files show; `no` if one does not. */
export function installedIn(context: CheckContext): (verdict: Verdict) => Installed {
  const { services = [] } = context.deployment ?? {};
  const versionOf = versionsByUrl(context);
  return (verdict) => {
    const answers = services.map((service) => isInstalledBy(service, verdict, versionOf));
    return answers.find((one) => one === 'no') ?? answers.find((one) => one === 'unknown') ?? answers[0] ?? 'unknown';
  };
}

function isInstalledBy({ vaultGroups, roles }: DeployedService, verdict: Verdict, versionOf: VersionOf): Installed {
  // A resource without both changes another part of the service, such as its slot.
  if (!isMatched(verdict) || (vaultGroups === undefined && roles === undefined)) {
    return 'unknown';
  }
  const { match, latest } = verdict;
  const groups = vaultGroups?.items ?? [];
  const urls = groups.flatMap(({ certificates }) => certificates.items);
  const isThis = (url: CertificateUrl): boolean =>
    versionOf(url) === match.thumbprint ||
    (isSameCertificate(url, match) &&
      (url.version === undefined ? latest === undefined : url.version === match.version));
  if (urls.some(isThis)) {
    return 'yes';
  }
  const isIncomplete =
    (vaultGroups?.notChecked ?? []).length > 0 || groups.some(({ certificates }) => certificates.notChecked.length > 0);
  const isKnown = (url: CertificateUrl): boolean =>
    versionOf(url) !== undefined || (isSameCertificate(url, match) && match.version !== undefined);
  return isIncomplete || !urls.every(isKnown) ? 'unknown' : 'no';
}
