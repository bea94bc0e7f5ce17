import { inWindow } from '../journey';
import type { Stage } from '../stage';

const themes = { 'Dark Modern': 'vs-dark', 'Dark High Contrast': 'hc-black', 'Light Modern': 'vs' } as const;

/** Changes the appearance of the window permanently. */
export function appearance(stage: Stage): void {
  describe('The editor next to the tree', () => {
    const outdated = stage.emulator.thumbprint('contoso-web/3');
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile('ServiceConfiguration.Verdicts.cscfg');
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
        await workbench.editor.pointAway();
      });
    }

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
  });
}
