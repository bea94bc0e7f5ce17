import * as vscode from 'vscode';
import { likeness } from '../../cscfg/likeness';
import type { CertificateVersion } from '../../cscfg/verdict';
import { expiryPhrase, stateOf } from '../../cscfg/words';
import type { VaultAddress } from '../../vault/address';
import { failureMessage } from '../../vault/failureWords';
import { commands } from '../commandIds';
import type { KeyVaults } from '../keyVaults';
import { say } from '../text';

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
  const pick = vscode.window.createQuickPick<CertificateItem>();
  const reading = new AbortController();
  const fill = (): void => {
    pick.items = itemsOf(keyVaults, question);
  };
  const read = (refresh: boolean): void => {
    pick.busy = true;
    keyVaults
      .list(question.vaults, { signal: reading.signal, interactive: true, refresh })
      .catch(() => undefined)
      .finally(() => {
        pick.busy = false;
        fill();
      });
  };
  const refreshButton = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: vscode.l10n.t('Refresh') };
  pick.title = question.title;
  pick.placeholder = vscode.l10n.t('Certificate, vault or thumbprint');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.buttons = [refreshButton];
  fill();
  read(false);
  return new Promise((resolve) => {
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
    pick.show();
  });
}

function itemsOf(keyVaults: KeyVaults, { vaults, like }: CertificateQuestion): readonly CertificateItem[] {
  const now = Date.now();
  const snapshots = vaults.map((vault) => keyVaults.snapshot(vault));
  const failures = snapshots.flatMap(({ failure }): readonly CertificateItem[] =>
    failure === undefined ? [] : [{ label: `$(warning) ${say(failureMessage(failure))}`, alwaysShow: true }],
  );
  const versions = snapshots
    .flatMap(({ newest }) => [...newest.values()])
    .sort((a, b) => rank(b, like, now) - rank(a, like, now) || a.certificate.localeCompare(b.certificate));
  return [...versions.map((version) => certificateItem(version, now)), ...failures];
}

/** Usable before unusable, then the likelier name. */
function rank(version: CertificateVersion, like: string | undefined, now: number): number {
  const usable = stateOf(version, now, 0) === 'current' ? 1 : 0;
  return usable * 2 + (like === undefined ? 0 : likeness(like, version.certificate));
}

function certificateItem(version: CertificateVersion, now: number): CertificateItem {
  const usable = stateOf(version, now, 0) === 'current';
  const expiry = version.expires === undefined ? '' : say(expiryPhrase(version.expires, now));
  const disabled = version.enabled ? [] : [vscode.l10n.t('disabled')];
  return {
    label: `$(${usable ? 'verified' : 'warning'}) ${version.certificate}`,
    description: version.thumbprint,
    detail: [new URL(version.vault).host, ...disabled, expiry].filter((part) => part !== '').join(' · '),
    version,
  };
}

async function offerAddKeyVault(): Promise<void> {
  const add = vscode.l10n.t('Add key vault…');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('No key vault is set for this file, so there is no certificate to choose from.'),
    add,
  );
  if (answer === add) {
    await vscode.commands.executeCommand(commands.addKeyVault);
  }
}
