import type * as vscode from 'vscode';
import type { ControlPlane } from '../../vault/management/controlPlane';
import type { EditorSession } from '../../vault/signIn/session';
import { requestTimeout, vaultCredential } from '../workspace/settings';
import { Shared } from '../shared';
import { loadVaultBundle } from './vaultBundle';

/** Shared by all features. The Azure SDK is loaded at first use, with the current settings. */
export class AzureControl {
  private readonly control = new Shared(() => this.open());

  constructor(
    private readonly session: EditorSession,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  load(): Promise<ControlPlane> {
    return this.control.get();
  }

  /** A setting or the account has changed: the next request creates a new client. */
  reset(): void {
    this.control.forget();
  }

  private async open(): Promise<ControlPlane> {
    const { createControlPlane } = await loadVaultBundle();
    return createControlPlane({
      credential: vaultCredential(this.session),
      log: (level, line) => {
        this.log[level](line);
      },
      timeoutMs: requestTimeout(),
    });
  }
}
