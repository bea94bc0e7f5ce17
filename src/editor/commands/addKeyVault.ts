import * as vscode from 'vscode';
import { type VaultAddress, parseVaultReference } from '../../vault/address';
import { discoveryMessage } from '../../vault/management/messages';
import type { ListedVault } from '../../vault/management/resourceGraph';
import { isAboutSignIn, type VaultFailure } from '../../vault/failure';
import type { AzureControl } from '../vaults/resourceManager';
import type { DeploymentFiles } from '../workspace/deploymentFiles';
import { abortSignal } from '../convert';
import { showInformation, showWarning, withProgress } from '../notify';
import { homeCloud } from '../signIn/session';
import { commands } from './ids';
import { markSignedIn } from '../vaults/account';
import { configuredVaults } from '../workspace/settings';

interface VaultItem extends vscode.QuickPickItem {
  readonly vault?: VaultAddress;
  readonly signsIn?: boolean;
}

/**
 * Offers typed names, URLs or resource IDs, vaults of deployment files, and those visible in Azure. The list fills
 * while it is read, and closing it cancels the reading. Undefined when the user cancels.
 */
export function pickVault(control: AzureControl, files: DeploymentFiles): Promise<VaultAddress | undefined> {
  return new Picking(control, files).run();
}

/** Signs in where no vault is configured yet, and says how many the account can choose from. */
export async function signInToAzure(control: AzureControl, log: vscode.LogOutputChannel): Promise<void> {
  const found = new Set<string>();
  const failure = await withProgress(vscode.l10n.t('Signing in…'), async (token) =>
    (await control.load()).discover(
      homeCloud(),
      (vaults) => {
        vaults.forEach(({ resource }) => found.add(resource.url));
      },
      { signal: abortSignal(token), interactive: true },
    ),
  );
  if (failure?.kind === 'cancelled') {
    return;
  }
  if (failure !== undefined) {
    const showLog = vscode.l10n.t('Show Log');
    if ((await showWarning(discoveryMessage(failure), showLog)) === showLog) {
      log.show();
    }
    return;
  }
  markSignedIn();
  const add = vscode.l10n.t('Add Key Vault…');
  const message = vscode.l10n.t('Signed in. Key vaults that your account can see: {0}', found.size);
  if ((await showInformation(message, add)) === add) {
    await vscode.commands.executeCommand(commands.addKeyVault);
  }
}

class Picking {
  private readonly pick = vscode.window.createQuickPick<VaultItem>();
  private readonly reading = new AbortController();
  private readonly known = new Set(configuredVaults().vaults.map(({ url }) => url));
  private readonly named = new Map<string, VaultAddress>();
  private readonly listed = new Map<string, ListedVault>();
  private failure: VaultFailure | undefined;
  private isListed = false;
  private atWork = 0;

  constructor(
    private readonly control: AzureControl,
    private readonly files: DeploymentFiles,
  ) {}

  run(): Promise<VaultAddress | undefined> {
    const { pick } = this;
    pick.title = vscode.l10n.t('Add Key Vault');
    pick.placeholder = vscode.l10n.t('Type the name, URL or resource ID of a key vault, or select one');
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    // The user switches to another window to copy a name or URL.
    pick.ignoreFocusOut = true;
    this.work(() => this.readFiles());
    this.work(() => this.discover(false));
    return new Promise((resolve) => {
      const subscriptions = vscode.Disposable.from(
        pick.onDidChangeValue(() => {
          this.fill();
        }),
        pick.onDidAccept(() => {
          // An item that the list was filled with after the user pressed Enter is active, but not selected.
          const chosen = pick.selectedItems[0] ?? pick.activeItems[0];
          if (chosen?.vault !== undefined) {
            resolve(chosen.vault);
            pick.hide();
          } else if (chosen?.signsIn === true) {
            this.work(() => this.discover(true));
          }
        }),
        pick.onDidHide(() => {
          resolve(undefined);
          this.reading.abort();
          subscriptions.dispose();
          pick.dispose();
        }),
      );
      this.fill();
      pick.show();
    });
  }

  private work(task: () => Promise<void>): void {
    this.atWork++;
    this.pick.busy = true;
    task()
      .catch(() => undefined)
      .finally(() => {
        this.atWork--;
        if (!this.reading.signal.aborted) {
          this.pick.busy = this.atWork > 0;
          this.fill();
        }
      });
  }

  private async readFiles(): Promise<void> {
    const { vaults } = await this.files.read();
    for (const text of vaults) {
      const reference = parseVaultReference(text, homeCloud());
      if (reference.ok && !this.known.has(reference.address.url)) {
        this.named.set(reference.address.url, reference.address);
      }
    }
  }

  private async discover(interactive: boolean): Promise<void> {
    const { signal } = this.reading;
    this.failure = undefined;
    this.isListed = false;
    const control = await this.control.load();
    const failure = await control.discover(
      homeCloud(),
      (vaults) => {
        vaults.forEach((one) => this.listed.set(one.resource.url, one));
        if (!signal.aborted) {
          this.fill();
        }
      },
      { signal, interactive },
    );
    this.failure = failure;
    this.isListed = failure === undefined;
  }

  private fill(): void {
    const active = this.pick.activeItems[0]?.vault?.url;
    const items = this.items();
    this.pick.items = items;
    // Keep the active item while the list grows.
    const same = items.find(({ vault }) => vault !== undefined && vault.url === active);
    if (same !== undefined) {
      this.pick.activeItems = [same];
    }
  }

  private items(): readonly VaultItem[] {
    const named = [...this.named.values()].map(namedItem);
    const listed = [...this.listed.values()]
      .filter(({ resource }) => !this.known.has(resource.url) && !this.named.has(resource.url))
      .sort((a, b) => a.resource.name.localeCompare(b.resource.name))
      .flatMap((one) => listedItem(one) ?? []);
    return [
      ...this.typedItems([...named, ...listed]),
      ...under(vscode.l10n.t('From deployment files in the workspace'), named),
      ...under(vscode.l10n.t('From Azure'), [...listed, ...this.remarks(listed.length)]),
    ];
  }

  /** The typed text as a vault, or why it is not one. Empty while the text may still be a filter. */
  private typedItems(others: readonly VaultItem[]): readonly VaultItem[] {
    const typed = this.pick.value.trim();
    if (typed === '') {
      return [];
    }
    const reference = parseVaultReference(typed, homeCloud());
    if (!reference.ok) {
      const isAddress = /[/:]|\.\S/.test(typed);
      return isAddress ? [{ label: `$(error) ${reference.message}`, alwaysShow: true }] : [];
    }
    const { address } = reference;
    return others.some(({ vault }) => vault?.url === address.url)
      ? []
      : [{ label: `$(add) ${address.name}`, description: address.url, alwaysShow: true, vault: address }];
  }

  private remarks(count: number): readonly VaultItem[] {
    if (this.failure !== undefined) {
      return isAboutSignIn(this.failure)
        ? [{ label: vscode.l10n.t('$(account) Sign in to choose from your vaults…'), alwaysShow: true, signsIn: true }]
        : [{ label: `$(info) ${discoveryMessage(this.failure)}`, alwaysShow: true }];
    }
    return this.isListed && count === 0
      ? [{ label: vscode.l10n.t('$(info) No other key vaults are visible to your account'), alwaysShow: true }]
      : [];
  }
}

function under(heading: string, items: readonly VaultItem[]): readonly VaultItem[] {
  return items.length === 0 ? [] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function namedItem(vault: VaultAddress): VaultItem {
  return { label: vault.name, description: vault.url, vault };
}

function listedItem({ resource, subscriptionName }: ListedVault): VaultItem | undefined {
  const reference = parseVaultReference(resource.url);
  const detail = resource.forDeployment
    ? vscode.l10n.t('Enabled for deployment')
    : vscode.l10n.t('$(warning) Not enabled for deployment');
  return reference.ok
    ? {
        label: resource.name,
        description: `${resource.region} · ${subscriptionName ?? resource.subscription}`,
        detail,
        vault: { ...reference.address, resourceId: resource.id },
      }
    : undefined;
}
