import * as vscode from 'vscode';
import { similarity } from '../../certificate/similarity';
import type { CertificateVersion } from '../../certificate/verdict';
import { expiryPhrase, isUsable, unusablePhrase } from '../../certificate/verdictMessages';
import type { VaultAddress } from '../../vault/address';
import { isAboutSignIn } from '../../vault/failure';
import { failureMessage } from '../../vault/failureMessages';
import { newestVersions } from '../../vault/snapshot/inventory';
import { isCancellation, localize } from '../convert';
import { commands } from './ids';
import type { KeyVaults } from '../vaults/keyVaults';
import { showInformation } from '../notify';

interface CertificateItem extends vscode.QuickPickItem {
  readonly version?: CertificateVersion;
}

export interface CertificateQuestion {
  readonly title: string;
  readonly vaults: readonly VaultAddress[];
  /** The entry's name: certificates named like it come first. */
  readonly like: string | undefined;
}

/**
 * Asks which certificate of the vaults to take. The list fills while it is read; closing it stops the reading.
 * Gives undefined when the user changes their mind.
 */
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
  pick.placeholder = vscode.l10n.t('Certificate, vault or thumbprint');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  pick.buttons = [{ iconPath: new vscode.ThemeIcon('refresh'), tooltip: vscode.l10n.t('Refresh') }];
  return pick;
}

/**
 * Reads what is not fresh. Where nobody is signed in, a dialog may open: the list stays open behind it, and so does
 * the question. Rejects where there is no way to ask at all.
 */
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

/** Whether signing in could be what it takes to read the vault. */
function mayAsk(keyVaults: KeyVaults, vault: VaultAddress): boolean {
  const { listedAt, failure } = keyVaults.snapshot(vault);
  return listedAt === undefined || isAboutSignIn(failure);
}

/** What the user was at stays what they are at. */
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
    failure === undefined ? [] : [{ label: `$(warning) ${localize(failureMessage(failure))}`, alwaysShow: true }],
  );
  const versions = snapshots
    .flatMap(newestVersions)
    .sort((a, b) => rank(b, like, now) - rank(a, like, now) || a.certificate.localeCompare(b.certificate));
  return [...versions.map((version) => certificateItem(version, now)), ...failures];
}

/** Usable before unusable, then the likelier name. */
function rank(version: CertificateVersion, like: string | undefined, now: number): number {
  const usable = isUsable(version, now) ? 1 : 0;
  return usable * 2 + (like === undefined ? 0 : similarity(like, version.certificate));
}

function certificateItem(version: CertificateVersion, now: number): CertificateItem {
  const expiry = version.expires === undefined ? '' : localize(expiryPhrase(version.expires, now));
  const disabled = version.enabled ? [] : [vscode.l10n.t('disabled')];
  const why = version.traits?.unusable;
  const unusable = why === undefined ? [] : [vscode.l10n.t('unusable: {0}', localize(unusablePhrase(why)))];
  // Not examined yet: nothing is known against it, and nothing for it.
  const icon = !isUsable(version, now) ? 'warning' : version.traits === undefined ? 'circle-outline' : 'verified';
  return {
    label: `$(${icon}) ${version.certificate}`,
    description: version.thumbprint,
    detail: [new URL(version.vault).host, ...disabled, ...unusable, expiry].filter((part) => part !== '').join(' · '),
    version,
  };
}

async function offerAddKeyVault(): Promise<void> {
  const add = vscode.l10n.t('Add key vault…');
  const answer = await showInformation(
    vscode.l10n.t('No key vault is set for this file, so there is no certificate to choose from.'),
    add,
  );
  if (answer === add) {
    await vscode.commands.executeCommand(commands.addKeyVault);
  }
}
