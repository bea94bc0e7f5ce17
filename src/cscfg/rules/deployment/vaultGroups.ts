import * as l10n from '@vscode/l10n';
import { vaultName } from '../../../certificate/verdictMessages';
import { type CertificateUrl, isKnown, type VaultGroup } from '../../../deployment/deployedService';
import { type GroupVault, mergeGroups, moveCertificate } from '../../../deployment/edits';
import { vaultsIn } from '../../../deployment/placement';
import { parseResourceId } from '../../../deployment/resourceId';
import { present, uniqueBy } from '../../../text/objects';
import type { DeploymentKnowledge } from '../rule';
import { type JudgedEntry, placeOf, usersIn } from './judgedEntries';
import { type Comparison, type DeploymentProblem, editDeployment, fileName } from './problem';

/** Mistakes that do not depend on the configuration. */
export function* groupProblems(comparison: Comparison): Generator<DeploymentProblem> {
  const usersOf = usersIn(comparison);
  yield* repeatedVaults(comparison, usersOf);
  yield* otherVaults(comparison, usersOf);
}

type UsersOf = (url: CertificateUrl) => readonly JudgedEntry[];

function* repeatedVaults({ deployment, service }: Comparison, usersOf: UsersOf): Generator<DeploymentProblem> {
  const { vaultGroups } = service;
  if (vaultGroups === undefined) {
    return;
  }
  for (const group of vaultGroups.items) {
    const { vault } = group;
    const first = isKnown(vault)
      ? vaultGroups.items.find((one) => isKnown(one.vault) && isSameVault(one.vault.value, vault.value))
      : undefined;
    if (first === undefined || first === group || !isKnown(vault)) {
      continue;
    }
    const name = nameIn(vault.value);
    const merged = mergeGroups(first, group, vaultGroups, deployment.textOf);
    const [user] = group.certificates.items.flatMap(usersOf);
    yield {
      code: 'osprofile-repeated-vault',
      certain: vault.certain && isKnown(first.vault) && first.vault.certain,
      ...(user === undefined
        ? {}
        : {
            here: {
              ...placeOf(user),
              message: l10n.t(
                'osProfile.secrets in {0} contains {1}, the vault of this certificate, more than once. The deployment is refused.',
                fileName(vault),
                name,
              ),
            },
          }),
      there: {
        ...vault,
        message: l10n.t(
          'osProfile.secrets contains {0} more than once. List all certificates of a vault in one group.',
          name,
        ),
      },
      fixes: merged === undefined ? [] : [editDeployment(l10n.t('Merge the groups of {0}', name), merged)],
    };
  }
}

/** An ID and a bare name are the same vault only if both are in the resource group of the deployment. */
function isSameVault(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function* otherVaults({ deployment, service }: Comparison, usersOf: UsersOf): Generator<DeploymentProblem> {
  const groups = service.vaultGroups?.items ?? [];
  for (const group of groups) {
    const { vault, certificates } = group;
    if (!isKnown(vault)) {
      continue;
    }
    const name = nameIn(vault.value);
    for (const url of certificates.items.filter((one) => vaultName(one.vault) !== name)) {
      const own = vaultName(url.vault);
      const target = groups.find((one) => isOfVault(one, url.vault)) ?? vaultOf(url.vault, deployment);
      const moved = moveCertificate(url, group, target, service, deployment.textOf);
      const [user] = usersOf(url);
      yield {
        code: 'osprofile-other-vault',
        certain: url.certain && vault.certain,
        ...(user === undefined
          ? {}
          : {
              here: {
                ...placeOf(user),
                message: l10n.t(
                  'This certificate is in {0}, but {1} lists it in the group of {2}. The deployment is refused.',
                  own,
                  fileName(url),
                  name,
                ),
              },
            }),
        there: {
          ...url,
          message: l10n.t('This secret is in {0}, but sourceVault of its group is {1}.', own, name),
        },
        fixes:
          moved === undefined
            ? []
            : [editDeployment(l10n.t('Move {0} to the group of {1} in {2}', url.name, own, fileName(url)), moved)],
      };
    }
  }
}

export function isOfVault({ vault, certificates }: VaultGroup, url: string): boolean {
  return isKnown(vault)
    ? nameIn(vault.value) === vaultName(url).toLowerCase()
    : certificates.items.some((one) => one.vault === url);
}

/** With the ID of the vault if the deployment files contain exactly one for its name. */
export function vaultOf(url: string, { services, textOf, vaultIdOf }: DeploymentKnowledge): GroupVault {
  const name = vaultName(url);
  const places = services
    .flatMap((service) => [service, service.name, service.region, service.vaultGroups ?? []])
    .flat();
  const files = [...new Set(places.map(({ file }) => file))];
  const written = files
    .flatMap((file) => vaultsIn(textOf(file) ?? ''))
    .filter((id) => parseResourceId(id)?.name.toLowerCase() === name.toLowerCase() && !/[{}<>$[\]]/.test(id));
  const [only, ...others] = uniqueBy(written, (id) => id.toLowerCase());
  return { name, ...present('id', vaultIdOf?.(url) ?? (others.length === 0 ? only : undefined)) };
}

/** Lower-case. */
function nameIn(id: string): string {
  return id
    .slice(id.replace(/\/$/, '').lastIndexOf('/') + 1)
    .replace(/\/$/, '')
    .toLowerCase();
}
