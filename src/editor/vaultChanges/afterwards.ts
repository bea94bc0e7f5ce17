import * as vscode from 'vscode';
import type { CertificateVersion } from '../../certificate/verdict';
import { commands } from '../commands/ids';
import type { Diagnostics } from '../diagnostics/diagnostics';
import { showInformation } from '../notify';
import { isCscfg } from '../workspace/documents';
import type { Services } from '../workspace/services';
import type { WorkspaceUses } from '../workspace/workspaceUses';

/** What follows when a vault has a new version: the diagnostics, and the offer to use the version. */
export class Afterwards {
  constructor(
    private readonly diagnostics: Diagnostics,
    private readonly services: Services,
    private readonly uses: WorkspaceUses,
    /** Recovers a deleted certificate; throws the failure message. */
    readonly recover: (certificate: CertificateVersion) => Promise<void>,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Says what was done, and offers to use the version. The notification stays while the command ends. */
  offer(text: string, version: CertificateVersion, before: CertificateVersion | undefined): void {
    this.diagnostics.openAll();
    this.ask(text, version, before).catch((error: unknown) => {
      this.log.error(`New version: ${String(error)}`);
    });
  }

  private async ask(text: string, version: CertificateVersion, before: CertificateVersion | undefined): Promise<void> {
    await this.uses.read();
    const insert = vscode.l10n.t('Insert Into…');
    const update = vscode.l10n.t('Update All Uses…');
    const isUsed = before !== undefined && this.uses.of(before.thumbprint).length > 0;
    const chosen = await showInformation(text, ...(isUsed ? [update, insert] : [insert]));
    if (chosen === update) {
      await vscode.commands.executeCommand(commands.rollOverCertificate, { version });
    } else if (chosen === insert && (await this.openConfiguration())) {
      await vscode.commands.executeCommand(commands.insertCertificate, { version });
    }
  }

  /** The command inserts into the active configuration; without one, the user selects a configuration. */
  private async openConfiguration(): Promise<boolean> {
    if (isCscfg(vscode.window.activeTextEditor?.document)) {
      return true;
    }
    const files = (await this.services.all()).map(({ file }) => vscode.Uri.parse(file, true));
    const items = files.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
    const title = vscode.l10n.t('Select the configuration for the certificate');
    const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title });
    if (chosen !== undefined) {
      await vscode.window.showTextDocument(chosen.uri);
    }
    return chosen !== undefined;
  }
}
