import * as l10n from '@vscode/l10n';
import { type CertificateVersion, isMatched } from '../../../certificate/verdict';
import { isUsable } from '../../../certificate/verdictMessages';
import type { CertificateUrl } from '../../../deployment/deployedService';
import { addCertificate, addGroup, type DeploymentEdits, replaceAt } from '../../../deployment/edits';
import { useVersion } from '../fixes';
import type { CheckContext } from '../rule';
import {
  isSameCertificate,
  type JudgedEntry,
  judgedEntries,
  placeOf,
  usersIn,
  type VersionOf,
  versionsByUrl,
} from './judgedEntries';
import {
  type Comparison,
  configurationFile,
  type DeploymentProblem,
  editDeployment,
  fileName,
  nameOfService,
  startOf,
} from './problem';
import { isOfVault, vaultOf } from './vaultGroups';

export function* secretProblems(comparison: Comparison): Generator<DeploymentProblem> {
  const { vaultGroups } = comparison.service;
  const groups = vaultGroups?.items ?? [];
  const urls = groups.flatMap((group) => group.certificates.items);
  const versionOf = versionsByUrl(comparison.context);
  const usersOf = usersIn(comparison);
  for (const url of urls) {
    yield* urlProblems(comparison, url, usersOf(url));
  }
  for (const judged of judgedEntries(comparison.document, comparison.context)) {
    yield* entryProblems(comparison, judged, urls, versionOf);
  }
}

function* urlProblems(
  { context }: Comparison,
  url: CertificateUrl,
  users: readonly JudgedEntry[],
): Generator<DeploymentProblem> {
  const here = (message: string): Pick<DeploymentProblem, 'here'> => {
    const [user] = users;
    return user === undefined ? {} : { here: { ...placeOf(user), message } };
  };
  const { certain } = url;
  if (url.kind === 'certificates') {
    const text = url.text.replace(/\/certificates\//i, '/secrets/');
    yield {
      code: 'osprofile-certificate-id',
      certain,
      ...here(
        l10n.t(
          '{0} contains the certificate identifier of {1}, but a deployment needs its secret identifier.',
          fileName(url),
          url.name,
        ),
      ),
      there: {
        ...url,
        message: l10n.t('This is a certificate identifier. Use the secret identifier of {0}.', url.name),
      },
      fixes: url.literal
        ? [editDeployment(l10n.t('Use the secret identifier of {0}', url.name), replaceAt(url, text))]
        : [],
    };
  }
  if (url.version === undefined) {
    const meant =
      users.map(({ verdict }) => (isMatched(verdict) ? verdict.match.version : undefined)).find(Boolean) ??
      newestOf(url, context);
    yield {
      code: 'osprofile-unversioned',
      certain,
      ...here(
        l10n.t(
          '{0} contains the secret identifier of {1} without a version. A deployment needs the version.',
          fileName(url),
          url.name,
        ),
      ),
      there: {
        ...url,
        message: l10n.t('The secret identifier of {0} has no version. A deployment needs the version.', url.name),
      },
      fixes:
        meant === undefined || !url.literal
          ? []
          : [
              editDeployment(
                l10n.t('Add the version {0} of {1}', meant, url.name),
                replaceAt(url, withVersion(url, meant)),
              ),
            ],
    };
  }
}

function newestOf(url: CertificateUrl, { inventory }: CheckContext): string | undefined {
  return inventory.find((version) => isSameCertificate(url, version))?.version;
}

function withVersion({ text }: CertificateUrl, version: string): string {
  const [, unversioned = text] = /^(https:\/\/[^/]+\/[^/]+\/[^/]+)/i.exec(text) ?? [];
  return `${unversioned}/${version}`;
}

function* entryProblems(
  comparison: Comparison,
  judged: JudgedEntry,
  urls: readonly CertificateUrl[],
  versionOf: VersionOf,
): Generator<DeploymentProblem> {
  const { thumbprint, verdict } = judged;
  const match = isMatched(verdict) ? verdict.match : undefined;
  if (urls.some((url) => versionOf(url) === thumbprint)) {
    return;
  }
  const ofCertificate = match === undefined ? [] : urls.filter((url) => isSameCertificate(url, match));
  const isThere = ofCertificate.some(({ version }) => version === undefined || version === match?.version);
  if (isThere) {
    return;
  }
  const [other] = ofCertificate;
  if (other !== undefined && match !== undefined) {
    if (match.version !== undefined || versionOf(other) !== undefined) {
      yield otherVersion(comparison, judged, match, other);
    }
    return;
  }
  yield* missing(comparison, judged, match, urls, versionOf);
}

function otherVersion(
  { document, context }: Comparison,
  judged: JudgedEntry,
  match: CertificateVersion,
  url: CertificateUrl,
): DeploymentProblem {
  const own = (context.known?.() ?? []).find(
    (version) => isSameCertificate(url, version) && version.version?.toLowerCase() === url.version,
  );
  const { version } = match;
  const certificate = match.certificate;
  return {
    code: 'osprofile-outdated-version',
    certain: url.certain,
    here: {
      ...placeOf(judged),
      message: l10n.t(
        '{0} contains another version of {1}. The deployment is refused until both have the same version.',
        fileName(url),
        certificate,
      ),
    },
    there: {
      ...url,
      message: l10n.t(
        'Certificate "{0}" of role "{1}" in {2} is another version of {3}. The deployment is refused until both have the same version.',
        judged.entry.name?.value ?? '',
        judged.role.name?.value ?? '',
        configurationFile(context),
        certificate,
      ),
    },
    fixes: [
      ...(version === undefined || !url.literal
        ? []
        : [
            editDeployment(
              l10n.t('Use the version of the configuration in {0}', fileName(url)),
              replaceAt(url, withVersion(url, version)),
            ),
          ]),
      ...(own !== undefined && isUsable(own, context.now)
        ? [
            useVersion(
              l10n.t('Use the version of {0} in the configuration', fileName(url)),
              document,
              judged.entry,
              own,
              false,
            ),
          ]
        : []),
    ],
  };
}

function* missing(
  comparison: Comparison,
  judged: JudgedEntry,
  match: CertificateVersion | undefined,
  urls: readonly CertificateUrl[],
  versionOf: VersionOf,
): Generator<DeploymentProblem> {
  const { context, service } = comparison;
  const { vaultGroups, roles } = service;
  const groups = vaultGroups?.items ?? [];
  const isIncomplete =
    (vaultGroups?.notChecked ?? []).length > 0 || groups.some(({ certificates }) => certificates.notChecked.length > 0);
  // A resource without both changes another part of the service, such as its slot.
  const isPart = vaultGroups === undefined && roles === undefined;
  // The secret could be that of an unknown certificate.
  if (isPart || isIncomplete || urls.some((url) => versionOf(url) === undefined)) {
    return;
  }
  const place = vaultGroups === undefined ? nameOfService(service) : startOf(vaultGroups);
  const added = match && addedTo(comparison, match);
  yield {
    code: 'osprofile-missing',
    certain:
      service.certain && (vaultGroups?.certain ?? true) && groups.every(({ certificates }) => certificates.certain),
    here: {
      ...placeOf(judged),
      message: l10n.t(
        '{0} does not contain this certificate in osProfile.secrets. The deployment is refused.',
        fileName(place),
      ),
    },
    there: {
      ...place,
      message: l10n.t(
        'osProfile.secrets does not contain the certificate "{0}" of role "{1}" in {2}. The deployment is refused.',
        judged.entry.name?.value ?? '',
        judged.role.name?.value ?? '',
        configurationFile(context),
      ),
    },
    fixes:
      added === undefined
        ? []
        : [
            editDeployment(
              l10n.t('Add {0} to osProfile.secrets in {1}', match?.certificate ?? '', fileName(place)),
              added,
            ),
          ],
  };
}

/** In the group of the certificate's vault, or in a new group. */
function addedTo(
  { deployment, service }: Comparison,
  { vault, certificate, version }: CertificateVersion,
): DeploymentEdits | undefined {
  const group = service.vaultGroups?.items.find((one) => isOfVault(one, vault));
  const { textOf } = deployment;
  if (version === undefined) {
    return undefined;
  }
  const url = `${vault}/secrets/${certificate}/${version}`;
  return group === undefined
    ? addGroup(service, vaultOf(vault, deployment), url, textOf)
    : addCertificate(group, url, textOf);
}
