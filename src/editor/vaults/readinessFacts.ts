import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { notCheckedMessage } from '../../vault/management/messages';
import { accessMessage, networkMessage, problemMessage } from '../../vault/management/readiness';
import { commands } from '../commands/ids';
import type { CommandLink } from '../hover/certificateFacts';
import type { Readiness } from './readiness';

export function readinessFacts(
  vault: VaultAddress,
  readiness: Readiness,
): readonly (readonly [label: string, value: string])[] {
  const known = readiness.of(vault);
  switch (known?.state) {
    case undefined:
    case 'checking':
      return [];
    case 'notChecked':
      return [[vscode.l10n.t('Deployment'), notCheckedMessage(known.why, vault)]];
    case 'checked': {
      const { resource } = known;
      return [
        ...problemWords(vault, readiness).map((words) => [vscode.l10n.t('Deployment'), words] as const),
        [vscode.l10n.t('Region'), resource.region],
        [vscode.l10n.t('Subscription'), resource.subscription],
        [vscode.l10n.t('Access'), accessMessage(resource)],
        [vscode.l10n.t('Network'), networkMessage(resource)],
      ];
    }
  }
}

export function problemWords(vault: VaultAddress, readiness: Readiness): readonly string[] {
  const known = readiness.of(vault);
  return known?.state === 'checked'
    ? readiness.problems(vault).map((problem) => problemMessage(problem, known.resource))
    : [];
}

export function readinessLinks(vault: VaultAddress, readiness: Readiness): readonly CommandLink[] {
  if (!readiness.problems(vault).some(({ kind }) => kind === 'notForDeployment')) {
    return [];
  }
  const argument = { vaultUrl: vault.url };
  return [
    { title: vscode.l10n.t('Enable for Deployment…'), command: commands.enableForDeployment, argument },
    { title: vscode.l10n.t('Copy Azure CLI Command'), command: commands.copyDeploymentCli, argument },
    { title: vscode.l10n.t('Copy PowerShell Command'), command: commands.copyDeploymentPowerShell, argument },
  ];
}
