import * as vscode from 'vscode';
import { type Cloud, clouds } from '../../vault/address';
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

/** The values of VS Code's setting for sign-in to a sovereign cloud, and the clouds they mean. */
const environments: ReadonlyMap<unknown, Cloud['name']> = new Map<unknown, Cloud['name']>([
  ['ChinaCloud', 'china'],
  ['USGovernment', 'usGovernment'],
]);

/** The cloud that VS Code signs in to: what a vault's bare name means, and where vaults are looked for. */
export function homeCloud(): Cloud {
  const environment = vscode.workspace.getConfiguration('microsoft-sovereign-cloud').get<unknown>('environment');
  const name = environments.get(environment) ?? 'public';
  return clouds.find((cloud) => cloud.name === name) ?? clouds[0];
}
