import * as vscode from 'vscode';
import { vaultName } from '../../certificate/verdictMessages';
import { isAboutSignIn, type VaultFailure } from '../../vault/failure';
import { failureMessage, failureReason } from '../../vault/failureMessages';
import { showWarning } from '../notify';
import { commands } from './ids';

/** `argument`: the vault or file that the buttons of the notification apply to; by default all vaults. */
export async function reportFailures(failures: readonly VaultFailure[], argument?: unknown): Promise<void> {
  const [first, ...others] = failures.filter(({ kind }) => kind !== 'cancelled');
  if (first === undefined) {
    return;
  }
  const signIn = vscode.l10n.t('Sign In');
  const retry = vscode.l10n.t('Retry');
  const showLog = vscode.l10n.t('Show Log');
  const isSignIn = [first, ...others].some(isAboutSignIn);
  const chosen = await showWarning(words(first, others), ...(isSignIn ? [signIn] : []), retry, showLog);
  const command =
    chosen &&
    new Map([
      [signIn, commands.signIn],
      [retry, commands.refresh],
      [showLog, commands.showLog],
    ] as const).get(chosen);
  if (command !== undefined) {
    await vscode.commands.executeCommand(command, argument);
  }
}

function words(first: VaultFailure, others: readonly VaultFailure[]): string {
  if (others.length === 0) {
    return failureMessage(first);
  }
  const all = [first, ...others].map((failure) => `${vaultName(failure.vault)} (${failureReason(failure)})`);
  return vscode.l10n.t('{0} key vaults could not be read: {1}.', all.length, all.join(', '));
}
