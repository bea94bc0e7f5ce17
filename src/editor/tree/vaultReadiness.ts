import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { problemReason } from '../../vault/arm/readiness';
import type { Readiness } from '../readiness';
import { problemWords, readinessFacts } from '../readinessFacts';
import { say } from '../text';

/** Adds to a vault's row what surrounds the vault; a problem shows in the row itself. */
export function showReadiness(item: vscode.TreeItem, vault: VaultAddress, readiness: Readiness): void {
  const facts = readinessFacts(vault, readiness).map(([label, value]) => `${label}: ${value}`);
  if (typeof item.tooltip === 'string') {
    item.tooltip = [item.tooltip, ...facts].join('\n');
  }
  if (readiness.problems(vault).some(({ kind }) => kind === 'notForDeployment')) {
    item.contextValue = `${item.contextValue ?? ''}.notForDeployment`;
  }
  const [problem] = readiness.problems(vault);
  if (problem !== undefined) {
    const { description, accessibilityInformation } = item;
    item.description = [say(problemReason(problem)), description].filter(isWritten).join(' · ');
    item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    const spoken = [accessibilityInformation?.label, ...problemWords(vault, readiness)].filter(isWritten);
    item.accessibilityInformation = { label: spoken.join(', ') };
  }
}

function isWritten(part: unknown): boolean {
  return typeof part === 'string' && part !== '';
}
