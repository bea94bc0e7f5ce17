import * as vscode from 'vscode';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { showInformation } from '../notify';
import { isServiceFile } from '../workspace/documents';

const announcement = 'https://aka.ms/csesretirement';

/** The key in the global state; true after the user has opened the notice. */
const dismissed = 'retirementDismissed';

/**
 * A notice in the status bar, beside service files, that Microsoft retires Cloud Services (extended support). It
 * disappears for good when the user opens it.
 */
export function registerRetirement(
  state: vscode.ExtensionContext['globalState'],
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  state.setKeysForSync([dismissed]);
  const item = vscode.window.createStatusBarItem('cscfg.retirement', vscode.StatusBarAlignment.Right, -1);
  item.name = vscode.l10n.t('Retirement of Cloud Services');
  item.text = vscode.l10n.t('$(calendar) Cloud Services retire 2027-03-31');
  item.tooltip = message();
  item.command = commands.showRetirement;
  item.accessibilityInformation = { label: message() };
  const update = (): void => {
    if (state.get(dismissed) !== true && isServiceFile(vscode.window.activeTextEditor?.document)) {
      item.show();
    } else {
      item.hide();
    }
  };
  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    command(log, commands.showRetirement, async () => {
      const inventory = vscode.l10n.t('Export Inventory…');
      const more = vscode.l10n.t('Read Announcement');
      // Before the message: in a browser, a value is lost if the page is reloaded immediately after it is stored.
      await state.update(dismissed, true);
      update();
      const chosen = await showInformation(message(), inventory, more);
      if (chosen === inventory) {
        await vscode.commands.executeCommand(commands.exportInventory);
      } else if (chosen === more) {
        await vscode.env.openExternal(vscode.Uri.parse(announcement, true));
      }
    }),
  );
}

function message(): string {
  return vscode.l10n.t(
    'Microsoft retires Cloud Services (extended support) on 2027-03-31. The inventory lists every certificate that your services use, for the migration.',
  );
}
