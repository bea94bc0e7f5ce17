import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { Readiness } from '../readiness';
import { problemWords, readinessFacts } from '../readinessFacts';

/** Adds to a vault's row what surrounds the vault; a problem shows in the row itself. */
export function showReadiness(item: vscode.TreeItem, vault: VaultAddress, readiness: Readiness): void {
  const facts = readinessFacts(vault, readiness).map(([label, value]) => `${label}: ${value}`);
  if (typeof item.tooltip === 'string') {
    item.tooltip = [item.tooltip, ...facts].join('\n');
  }
  if (readiness.problems(vault).some(({ kind }) => kind === 'notForDeployment')) {
    item.contextValue = `${item.contextValue ?? ''}.notForDeployment`;
  }
  const [problem] = problemWords(vault, readiness);
  if (problem !== undefined) {
    item.description = [problem, item.description]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(' · ');
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    item.accessibilityInformation = { label: `${vault.name}, ${item.description}` };
  }
}
