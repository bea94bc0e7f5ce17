import * as vscode from 'vscode';
import { type Cloud, clouds } from '../../vault/address';
import { microsoftAccount, type MicrosoftAccount } from './microsoftAccount';

export function editorSession(log: vscode.LogOutputChannel): MicrosoftAccount {
  return microsoftAccount({
    authentication: vscode.authentication,
    sovereignCloud: () => vscode.workspace.getConfiguration('microsoft-sovereign-cloud').get('environment'),
    signInAgain: vscode.l10n.t('The key vault denied access to this account. Sign in again, or with another account.'),
    log: (line) => {
      log.info(line);
    },
  });
}

const environments: ReadonlyMap<unknown, Cloud['name']> = new Map<unknown, Cloud['name']>([
  ['ChinaCloud', 'china'],
  ['USGovernment', 'usGovernment'],
]);

export function homeCloud(): Cloud {
  const environment = vscode.workspace.getConfiguration('microsoft-sovereign-cloud').get<unknown>('environment');
  const name = environments.get(environment) ?? 'public';
  return clouds.find((cloud) => cloud.name === name) ?? clouds[0];
}
