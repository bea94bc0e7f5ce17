import * as l10n from '@vscode/l10n';
import { vaultName } from '../../../certificate/verdictMessages';
import { isKnown, type VaultGroup } from '../../../deployment/deployedService';
import { mergeGroups } from '../../../deployment/edits';
import { type Comparison, type DeploymentProblem, editDeployment } from './problem';

/** Mistakes in the groups of the secrets, whatever the configuration contains. */
export function* groupProblems(comparison: Comparison): Generator<DeploymentProblem> {
  const groups = comparison.service.vaultGroups?.items ?? [];
  yield* repeatedVaults(comparison, groups);
  for (const group of groups) {
    yield* otherVaults(group);
  }
}

function* repeatedVaults({ deployment }: Comparison, groups: readonly VaultGroup[]): Generator<DeploymentProblem> {
  for (const [index, group] of groups.entries()) {
    const { vault } = group;
    const first = isKnown(vault)
      ? groups.find((one) => isKnown(one.vault) && isSameVault(one.vault.value, vault.value))
      : undefined;
    const before = groups[index - 1];
    if (first === undefined || first === group || before === undefined || !isKnown(vault)) {
      continue;
    }
    const name = nameIn(vault.value);
    const merged = mergeGroups(first, group, before, deployment.textOf);
    yield {
      code: 'osprofile-repeated-vault',
      certain: vault.certain && isKnown(first.vault) && first.vault.certain,
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

function* otherVaults({ vault, certificates }: VaultGroup): Generator<DeploymentProblem> {
  if (!isKnown(vault)) {
    return;
  }
  const name = nameIn(vault.value);
  for (const url of certificates.items) {
    if (vaultName(url.vault) !== name) {
      yield {
        code: 'osprofile-other-vault',
        certain: url.certain && vault.certain,
        there: {
          ...url,
          message: l10n.t('This secret is in {0}, but sourceVault of its group is {1}.', vaultName(url.vault), name),
        },
        fixes: [],
      };
    }
  }
}

/** Whether the group is for the vault with this URL. */
export function isOfVault({ vault, certificates }: VaultGroup, url: string): boolean {
  return isKnown(vault)
    ? nameIn(vault.value) === vaultName(url).toLowerCase()
    : certificates.items.some((one) => one.vault === url);
}

/** The name of the vault in its ID, lower-case. */
function nameIn(id: string): string {
  return id
    .slice(id.replace(/\/$/, '').lastIndexOf('/') + 1)
    .replace(/\/$/, '')
    .toLowerCase();
}
