import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

export function firstVault(stage: Stage): void {
  describe('A folder without a key vault', () => {
    const window = inWindow(() => stage.openEmptyFolder());

    it('shows in the view what a key vault is for, with a button that adds one', async () => {
      const workbench = window();
      await workbench.tree.open();
      await workbench.tree.view.getByText('Add the key vault that contains the certificates').waitFor();
      await workbench.picture('welcome without a vault');
      await workbench.tree.view.getByRole('button', { name: 'Add Key Vault' }).last().click();
      await workbench.quickInput.input.waitFor();
      await workbench.picture('which vault');
    });

    it('reports an invalid vault while typing', async () => {
      const workbench = window();
      await workbench.quickInput.type('http://example.com');
      await workbench.quickInput.box.locator('.monaco-list-row').getByText('does not use https').waitFor();
      await workbench.picture('not a vault');
    });

    it('shows the certificates of the added vault, and stores it in the settings of the folder', async () => {
      const workbench = window();
      await workbench.quickInput.type('contoso');
      await workbench.quickInput.choose('contoso');
      await workbench.tree.row('contoso-web').waitFor();
      await workbench.picture('the first vault');
      await becomes(() => JSON.parse(workbench.read('.vscode/settings.json')) as unknown, {
        'cscfg.keyVaults': ['contoso'],
      });
      // The rows can appear before the vault is read, from the cache of an earlier window.
      await becomes(() => workbench.interruptions(), []);
      await workbench.close();
    });
  });
}
