import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { NotChecked, VaultAnswer } from '../../vault/management/controlPlane';
import { readinessProblems, servicesOf, type ReadinessProblem } from '../../vault/management/readiness';
import type { VaultResource } from '../../vault/management/vaultResource';
import type { AzureControl } from './resourceManager';
import type { DeploymentFiles } from '../workspace/deploymentFiles';
import { homeCloud } from '../signIn/session';
import type { KeyVaults } from './keyVaults';
import { configuredVaults } from '../workspace/settings';

export type ReadinessState =
  | { readonly state: 'checking' }
  | { readonly state: 'checked'; readonly resource: VaultResource }
  | { readonly state: 'notChecked'; readonly why: NotChecked };

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** Signing in can show a dialog, because the user started the check. */
  readonly interactive?: boolean;
}

/**
 * Each vault is checked once and silently, after it was read. Without access to Resource Manager it stays unchecked
 * until the user runs the command.
 */
export class Readiness implements vscode.Disposable {
  private readonly states = new Map<string, ReadinessState>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly control: AzureControl,
    private readonly keyVaults: KeyVaults,
    private readonly files: DeploymentFiles,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      files.onDidChange(() => {
        this.changed.fire();
      }),
      keyVaults.onDidChange(() => {
        this.lookAtNew();
      }),
      vscode.authentication.onDidChangeSessions(() => {
        this.forgetUnchecked();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('cscfg') || event.affectsConfiguration('microsoft-sovereign-cloud')) {
          this.forgetUnchecked();
        }
      }),
    );
  }

  of({ url }: Pick<VaultAddress, 'url'>): ReadinessState | undefined {
    return this.states.get(url);
  }

  identified(vault: VaultAddress): VaultAddress {
    const known = this.of(vault);
    return known?.state === 'checked' ? { ...vault, resourceId: known.resource.id } : vault;
  }

  idOf(url: string): string | undefined {
    const known = this.of({ url });
    return known?.state === 'checked'
      ? known.resource.id
      : configuredVaults().vaults.find((vault) => vault.url === url)?.resourceId;
  }

  problems({ url }: Pick<VaultAddress, 'url'>): readonly ReadinessProblem[] {
    const known = this.states.get(url);
    if (known?.state !== 'checked') {
      return [];
    }
    return readinessProblems(known.resource, servicesOf({ url }, this.files.known.placements, homeCloud()));
  }

  /** The result, or the failure, becomes the state. */
  async check(vaults: readonly VaultAddress[], options: CheckOptions = {}): Promise<void> {
    // Set all states first, so that no vault is checked twice.
    vaults.forEach(({ url }) => this.states.set(url, { state: 'checking' }));
    this.changed.fire();
    try {
      // In sequence, so that each check reuses the sign-in of the previous one.
      for (const vault of vaults) {
        await this.ask(vault, options);
      }
    } finally {
      vaults
        .filter(({ url }) => this.states.get(url)?.state === 'checking')
        .forEach(({ url }) => this.states.delete(url));
    }
    if (vaults.some(({ url }) => this.states.get(url)?.state === 'checked')) {
      await this.files.read();
    }
  }

  /** Also waits for a running check. */
  async whenChecked(vaults: readonly VaultAddress[], options: CheckOptions): Promise<void> {
    await this.check(
      vaults.filter((vault) => this.of(vault) === undefined),
      options,
    );
    while (vaults.some((vault) => this.of(vault)?.state === 'checking')) {
      await new Promise<void>((resolve) => {
        const subscription = this.onDidChange(() => {
          subscription.dispose();
          resolve();
        });
      });
    }
  }

  /** Resolves to undefined on success. */
  async enableForDeployment(
    vault: VaultAddress,
    resource: VaultResource,
    options: CheckOptions,
  ): Promise<NotChecked | undefined> {
    const { tenant } = this.keyVaults.snapshot(vault);
    const control = await this.control.load();
    const asked = { ...options, ...(tenant === undefined ? {} : { tenant }) };
    const answer = await control.enableForDeployment(vault, resource, asked);
    if (!answer.ok) {
      return answer.why;
    }
    this.take(vault, answer);
    return undefined;
  }

  /** Checks these vaults again after they are next read. */
  forget(vaults: readonly VaultAddress[]): void {
    vaults.forEach(({ url }) => this.states.delete(url));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async ask(vault: VaultAddress, options: CheckOptions): Promise<void> {
    const { tenant } = this.keyVaults.snapshot(vault);
    const control = await this.control.load();
    this.take(vault, await control.vault(vault, { ...options, ...(tenant === undefined ? {} : { tenant }) }));
  }

  private take({ url }: VaultAddress, answer: VaultAnswer): void {
    this.states.set(
      url,
      answer.ok ? { state: 'checked', resource: answer.resource } : { state: 'notChecked', why: answer.why },
    );
    this.changed.fire();
  }

  /** The account may have changed, so unchecked vaults are checked again. */
  private forgetUnchecked(): void {
    this.control.reset();
    for (const [url, { state }] of this.states) {
      if (state === 'notChecked') {
        this.states.delete(url);
      }
    }
  }

  private lookAtNew(): void {
    const vaults = configuredVaults().vaults.filter((vault) => !this.states.has(vault.url) && this.wasRead(vault));
    if (vaults.length > 0) {
      this.check(vaults).catch((error: unknown) => {
        this.log.error(String(error));
      });
    }
  }

  /** In this session; the tenant is known then. */
  private wasRead(vault: VaultAddress): boolean {
    const { readAt, restoredAt, failure, busy } = this.keyVaults.snapshot(vault);
    return readAt !== undefined && restoredAt === undefined && failure === undefined && !busy;
  }
}
