import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

/** A folder whose settings contain other vaults than the user settings, before and after it is trusted. */
export function restrictedMode(stage: Stage): void {
  describe('In Restricted Mode', () => {
    const window = inWindow(async () => {
      const workbench = await stage.untrusted();
      await workbench.openFile('ServiceConfiguration.Verdicts.cscfg');
      return workbench;
    });
    const status = async (): Promise<string> => (await window().vaultStatus()).allInnerTexts().then(String);

    it('shows in the status that the vaults of the workspace are not read', async () => {
      await becomes(async () => (await status()).includes('not read until you trust the workspace'), true);
      await window().picture('status in Restricted Mode');
      await window().editor.pointAway();
    });

    it('shows that a thumbprint is not verified, and opens the workspace trust page', async () => {
      const { editor, page } = window();
      const hover = await editor.pointAt(
        stage.emulator.thumbprint('contoso-payments'),
        /Not verified: the key vaults that this workspace names/,
      );
      await window().picture('hover in Restricted Mode');
      await hover.getByText('Manage Trust').click();
      await page.locator('.workspace-trust-editor').waitFor();
      await window().picture('trust of the workspace');
    });

    it('reports nothing against a thumbprint', async () => {
      await window().openFile('ServiceConfiguration.Verdicts.cscfg');
      await window().picture('a file in Restricted Mode');
      const { page } = window();
      await window().run('Problems: Focus on Problems View');
      const rows = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
      assert.deepEqual(
        rows.filter((row) => /Not found|Outdated|Expired|Disabled|Deleted/.test(row)),
        [],
      );
    });
  });
}
