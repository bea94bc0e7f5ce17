import * as vscode from 'vscode';
import { similarity } from '../../certificate/similarity';
import type { CertificateVersion } from '../../certificate/verdict';
import { expiryPhrase, isUsable, unusablePhrase } from '../../certificate/verdictMessages';
import type { VaultAddress } from '../../vault/address';
import { isAboutSignIn } from '../../vault/failure';
import { failureMessage } from '../../vault/failureMessages';
import { newestVersions } from '../../vault/snapshot/inventory';
import { isCancellation } from '../convert';
import { commands } from './ids';
import type { KeyVaults } from '../vaults/keyVaults';
import { showInformation } from '../notify';

interface CertificateItem extends vscode.QuickPickItem {
  readonly version?: CertificateVersion;
}

export interface CertificateQuestion {
  readonly title: string;
  readonly vaults: readonly VaultAddress[];
  /** The name of the entry: certificates with similar names come first. */
  readonly like: string | undefined;
}

/** The list fills while it is read, and closing it cancels the reading. Undefined when the user cancels. */
export async function pickCertificate(
  keyVaults: KeyVaults,
  question: CertificateQuestion,
): Promise<CertificateVersion | undefined> {
  if (question.vaults.length === 0) {
    await offerAddKeyVault();
    return undefined;
  }
  const pick = newPick(question.title);
  const reading = new AbortController();
  const fill = (): void => {
    fillWith(pick, itemsOf(keyVaults, question));
  };
  return new Promise((resolve, reject) => {
    const read = (refresh: boolean): void => {
      readInto(pick, keyVaults, question.vaults, { signal: reading.signal, refresh }).then(fill, (error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        pick.hide();
      });
    };
    const subscriptions = vscode.Disposable.from(
      keyVaults.onDidChange(fill),
      pick.onDidTriggerButton(() => {
        read(true);
      }),
      pick.onDidAccept(() => {
        const version = pick.selectedItems[0]?.version;
        if (version !== undefined) {
          resolve(version);
          pick.hide();
        }
      }),
      pick.onDidHide(() => {
        resolve(undefined);
        reading.abort();
        subscriptions.dispose();
        pick.dispose();
      }),
    );
    fill();
    read(false);
    pick.show();
  });
}

function newPick(title: string): vscode.QuickPick<CertificateItem> {
  const pick = vscode.window.createQuickPick<CertificateItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Type a certificate name, vault name or thumbprint');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('refresh'), tooltip: vscode.l10n.t('Refresh') }];
  return pick;
}

/** Reads vaults that are not fresh. A sign-in dialog leaves the list open. Rejects if no credential is available. */
async function readInto(
  pick: vscode.QuickPick<CertificateItem>,
  keyVaults: KeyVaults,
  vaults: readonly VaultAddress[],
  options: { readonly signal: AbortSignal; readonly refresh: boolean },
): Promise<void> {
  pick.busy = true;
  pick.ignoreFocusOut = vaults.some((vault) => mayAsk(keyVaults, vault));
  try {
    await Promise.all(
      vaults.map((vault) => keyVaults.list([vault], { ...options, interactive: mayAsk(keyVaults, vault) })),
    );
  } catch (error) {
    if (!isCancellation(error)) {
      throw error;
    }
  } finally {
    pick.busy = false;
    pick.ignoreFocusOut = false;
  }
}

function mayAsk(keyVaults: KeyVaults, vault: VaultAddress): boolean {
  const { listedAt, failure } = keyVaults.snapshot(vault);
  return listedAt === undefined || isAboutSignIn(failure);
}

function fillWith(pick: vscode.QuickPick<CertificateItem>, items: readonly CertificateItem[]): void {
  const active = pick.activeItems[0]?.version;
  pick.items = items;
  const again = items.find(
    ({ version }) =>
      version !== undefined && version.vault === active?.vault && version.certificate === active.certificate,
  );
  if (again !== undefined) {
    pick.activeItems = [again];
  }
}

function itemsOf(keyVaults: KeyVaults, { vaults, like }: CertificateQuestion): readonly CertificateItem[] {
  const now = Date.now();
  const snapshots = vaults.map((vault) => keyVaults.snapshot(vault));
  const failures = snapshots.flatMap(({ failure }): readonly CertificateItem[] =>
    failure === undefined ? [] : [{ label: `$(warning) ${failureMessage(failure)}`, alwaysShow: true }],
  );
  const versions = snapshots
    .flatMap(newestVersions)
    .sort((a, b) => rank(b, like, now) - rank(a, like, now) || a.certificate.localeCompare(b.certificate));
  return [...versions.map((version) => certificateItem(version, now)), ...failures];
}

function rank(version: CertificateVersion, like: string | undefined, now: number): number {
  const usable = isUsable(version, now) ? 1 : 0;
  return usable * 2 + (like === undefined ? 0 : similarity(like, version.certificate));
}

function certificateItem(version: CertificateVersion, now: number): CertificateItem {
  const expiry = version.expires === undefined ? '' : expiryPhrase(version.expires, now);
  const disabled = version.enabled ? [] : [vscode.l10n.t('disabled')];
  const why = version.traits?.unusable;
  const unusable = why === undefined ? [] : [vscode.l10n.t('unusable: {0}', unusablePhrase(why))];
  // The contents of the certificate have not been read yet, so show a neutral icon.
  const icon = !isUsable(version, now) ? 'warning' : version.traits === undefined ? 'circle-outline' : 'verified';
  return {
    label: `$(${icon}) ${version.certificate}`,
    description: version.thumbprint,
    detail: [new URL(version.vault).host, ...disabled, ...unusable, expiry].filter((part) => part !== '').join(' · '),
    version,
  };
}

async function offerAddKeyVault(): Promise<void> {
  const add = vscode.l10n.t('Add Key Vault…');
  const answer = await showInformation(
    vscode.l10n.t('No key vault is configured for this file. Add one to choose a certificate from it.'),
    add,
  );
  if (answer === add) {
    await vscode.commands.executeCommand(commands.addKeyVault);
  }
}
