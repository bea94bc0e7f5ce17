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

/** What is known of a vault's surroundings. */
export type ReadinessState =
  | { readonly state: 'checking' }
  | { readonly state: 'checked'; readonly resource: VaultResource }
  | { readonly state: 'notChecked'; readonly why: NotChecked };

export interface CheckOptions {
  readonly signal?: AbortSignal;
  /** The user asked: signing in may show a dialog. */
  readonly interactive?: boolean;
}

/**
 * Whether deployments can fetch from the vaults. Asked once a vault, silently, after the vault itself was read: where
 * nobody lets us in to Resource Manager it stays unchecked, until the user asks for it.
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

  /** Undefined where it was not asked yet. */
  of({ url }: Pick<VaultAddress, 'url'>): ReadinessState | undefined {
    return this.states.get(url);
  }

  /** The vault with its resource id, where that is known by now. */
  identified(vault: VaultAddress): VaultAddress {
    const known = this.of(vault);
    return known?.state === 'checked' ? { ...vault, resourceId: known.resource.id } : vault;
  }

  /** What stands in the way of deploying from a vault, as far as it was checked. */
  problems({ url }: Pick<VaultAddress, 'url'>): readonly ReadinessProblem[] {
    const known = this.states.get(url);
    if (known?.state !== 'checked') {
      return [];
    }
    const services = this.files.known.flatMap((file) => file.services);
    return readinessProblems(known.resource, servicesOf({ url }, services, homeCloud()));
  }

  /** Asks, whatever is known. What Resource Manager says, or that it says nothing, is the state afterwards. */
  async check(vaults: readonly VaultAddress[], options: CheckOptions = {}): Promise<void> {
    // All at once, so that nobody else asks about those that wait their turn.
    vaults.forEach(({ url }) => this.states.set(url, { state: 'checking' }));
    this.changed.fire();
    try {
      // One after the other: each finds the sign-in that the one before may have asked for.
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

  /** Undefined: it is done. */
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

  /** The next reading of these vaults is followed by another look at their surroundings. */
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

  /** Somebody else may be let in now. */
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

  /** Whether the vault answered in this session: then its tenant is known, and that it is of use. */
  private wasRead(vault: VaultAddress): boolean {
    const { readAt, restoredAt, failure, busy } = this.keyVaults.snapshot(vault);
    return readAt !== undefined && restoredAt === undefined && failure === undefined && !busy;
  }
}
