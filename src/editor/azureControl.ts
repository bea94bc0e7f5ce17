import type * as vscode from 'vscode';
import type { ControlPlane } from '../vault/arm/controlPlane';
import type { EditorSession } from '../vault/session';
import { credentialKind, requestTimeout } from './settings';

/**
 * Azure Resource Manager as the features share it. The Azure code is loaded when it is first asked, with the account
 * and the patience that the settings say at that time.
 */
export class AzureControl {
  private loading: Promise<ControlPlane> | undefined;

  constructor(
    private readonly session: EditorSession,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async load(): Promise<ControlPlane> {
    this.loading ??= this.open();
    try {
      return await this.loading;
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  /** A setting of it changed, or somebody else signed in: it is built anew. */
  reset(): void {
    this.loading = undefined;
  }

  private async open(): Promise<ControlPlane> {
    const { createControlPlane } = await import('../vault/door');
    const kind = credentialKind();
    return createControlPlane({
      credential: kind === 'auto' || kind === 'vscode' ? { kind, session: this.session } : { kind },
      log: (level, line) => {
        this.log[level](line);
      },
      timeoutMs: requestTimeout(),
    });
  }
}
