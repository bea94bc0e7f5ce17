import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { becomes } from '../becomes';
import { inSight } from '../inSight';
import { inWindow } from '../journey';
import type { Stage } from '../stage';
import { violations } from '../violations';

const file = 'ServiceConfiguration.Verdicts.cscfg';

const themes = { 'Dark Modern': 'vs-dark', 'Dark High Contrast': 'hc-black', 'Light Modern': 'vs' } as const;

/** What the extension shows there; the frames around it are those of VS Code. */
const hoverContent = '.editor-instance .monaco-hover .rendered-markdown';
const treeRows = '.pane:has(> [aria-label^="Key Vault Certificates"]) .monaco-list-rows';

/** Changes the appearance of the window permanently. */
export function appearance(stage: Stage): void {
  describe('The editor next to the tree', () => {
    const outdated = stage.emulator.thumbprint('contoso-web/3');
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile(file);
      await workbench.tree.open();
      await workbench.tree.row('contoso-web').waitFor();
      return workbench;
    });

    for (const [theme, look] of Object.entries(themes)) {
      it(`is readable in the theme ${theme}`, async () => {
        const workbench = window();
        await workbench.run('Preferences: Color Theme');
        await workbench.quickInput.type(theme);
        await workbench.press('Enter');
        await workbench.page.locator(`.monaco-workbench.${look}`).waitFor();
        await workbench.quickInput.box.waitFor({ state: 'hidden' });
        await workbench.editor.squiggles('error').first().waitFor();
        await workbench.editor.pointAt(outdated, 'Subject');
        await workbench.picture(theme);
        assert.deepEqual(await violations(workbench.page.mainFrame(), hoverContent), []);
        await workbench.editor.pointAway();
        assert.deepEqual(await violations(workbench.page.mainFrame(), treeRows), []);
      });
    }

    const isInSight = (thing: Locator): Promise<void> =>
      becomes(() => inSight(thing, window().page.locator('body')), true);

    /** Moves the cursor to the text with the keyboard. */
    const goTo = async (text: string): Promise<void> => {
      const before = window().read(file).split(text, 1)[0] ?? '';
      await window().press('ControlOrMeta+g');
      await window().quickInput.type(
        `:${String(before.split('\n').length)}:${String(before.length - before.lastIndexOf('\n'))}`,
      );
      await window().press('Enter');
      await window().editor.thumbprint(text).waitFor();
    };

    it('is readable in a narrow window', async () => {
      const workbench = window();
      await workbench.page.setViewportSize({ width: 800, height: 600 });
      await workbench.picture('narrow with the tree');
      await workbench.press('ControlOrMeta+b');
      await workbench.tree.view.waitFor({ state: 'hidden' });
      await workbench.editor.pointAt(outdated, 'Subject');
      await workbench.picture('narrow with a hover');
      await workbench.editor.pointAway();
    });

    it('has the facts and the fixes of a certificate in reach at 200 % zoom', async () => {
      const { editor, page } = window();
      await page.setViewportSize({ width: 640, height: 400 });
      await goTo(outdated);
      await window().press('ControlOrMeta+k', 'ControlOrMeta+i');
      await isInSight(editor.hover.getByText('Update to Newest Version').first());
      await window().picture('hover at 200 percent');
      await window().press('Escape');
      await goTo(outdated);
      await editor.quickFixes();
      await isInSight(editor.menu.locator('.monaco-list-row.action').first());
      await window().picture('fixes at 200 percent');
      await window().press('Escape');
    });

    it('has the rows of the tree and their buttons in reach at 200 % zoom', async () => {
      const { tree } = window();
      await window().press('ControlOrMeta+b');
      const row = tree.row('contoso-api');
      await row.hover();
      await isInSight(row.getByRole('button', { name: 'Copy Thumbprint' }));
      await isInSight(tree.title('Refresh Key Vaults'));
      await window().picture('tree at 200 percent');
      await tree.rows.first().click();
      await window().press('End');
      await isInSight(tree.rows.last());
    });
  });
}
