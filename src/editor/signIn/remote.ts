import * as vscode from 'vscode';
import { credentialKind } from '../workspace/settingValues';

/** In these, the files and the extension are in a container of the user's computer or of the cloud. */
const containers = ['dev-container', 'attached-container', 'k8s-container', 'codespaces'];

/** Where the extension runs, and the value of the setting `cscfg.credential`. */
export interface RemoteWindow {
  /** As in `vscode.env`: undefined in a local window. */
  readonly remoteName: string | undefined;
  readonly credential: unknown;
}

/**
 * Why a sign-in on the user's computer does not count, and what can be used instead. Undefined in a local window, and
 * where the Azure CLI is not used.
 */
export function remoteSignInNote({ remoteName, credential }: RemoteWindow = thisWindow()): string | undefined {
  const kind = credentialKind(credential);
  if (remoteName === undefined || kind === 'default' || kind === 'vscode') {
    return undefined;
  }
  return containers.includes(remoteName)
    ? vscode.l10n.t(
        'The extension runs in a container, where the sign-in of your local Azure CLI does not count. To use a managed identity or environment variables of the container, set cscfg.credential to "default".',
      )
    : vscode.l10n.t(
        'The extension runs on a remote host, where the sign-in of your local Azure CLI does not count. To use a managed identity or environment variables of the host, set cscfg.credential to "default".',
      );
}

/** Whether a failure of this kind can be due to a sign-in on another computer. */
export function isSignInMissing(kind: string): boolean {
  return kind === 'signedOut' || kind === 'credential';
}

/** Where the user changes the setting. */
export const credentialSetting = { command: 'workbench.action.openSettings', argument: 'cscfg.credential' } as const;

function thisWindow(): RemoteWindow {
  const credential = vscode.workspace.getConfiguration('cscfg').get('credential');
  return { remoteName: vscode.env.remoteName, credential };
}
