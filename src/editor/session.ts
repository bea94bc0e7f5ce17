import * as vscode from 'vscode';
import { microsoftAccount, type MicrosoftAccount } from './microsoftAccount';

/** VS Code's own sign-in, for the vaults of each cloud. */
export function editorSession(log: vscode.LogOutputChannel): MicrosoftAccount {
  return microsoftAccount({
    authentication: vscode.authentication,
    sovereignCloud: () => vscode.workspace.getConfiguration('microsoft-sovereign-cloud').get('environment'),
    signInAgain: vscode.l10n.t('The key vault refused this account. Sign in with another one, or once more.'),
    log: (line) => {
      log.info(line);
    },
  });
}
