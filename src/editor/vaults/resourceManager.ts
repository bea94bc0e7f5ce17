import type * as vscode from 'vscode';
import type { ControlPlane } from '../../vault/management/controlPlane';
import type { EditorSession } from '../../vault/signIn/session';
import { requestTimeout, vaultCredential } from '../workspace/settings';
import { Shared } from '../shared';

/**
 * Azure Resource Manager as the features share it. The Azure code is loaded when it is first asked, with the account
 * and the patience that the settings say at that time.
 */
export class AzureControl {
  private readonly control = new Shared(() => this.open());

  constructor(
    private readonly session: EditorSession,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  load(): Promise<ControlPlane> {
    return this.control.get();
  }

  /** A setting of it changed, or somebody else signed in: it is built anew. */
  reset(): void {
    this.control.forget();
  }

  private async open(): Promise<ControlPlane> {
    const { createControlPlane } = await import('../../vault/index');
    return createControlPlane({
      credential: vaultCredential(this.session),
      log: (level, line) => {
        this.log[level](line);
      },
      timeoutMs: requestTimeout(),
    });
  }
}
