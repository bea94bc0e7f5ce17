import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

function copied(page: Page): Promise<unknown> {
  return page.evaluate('navigator.clipboard.readText()');
}

export function usedBy(stage: Stage): void {
  describe('The uses of a certificate in the view', () => {
    const newest = stage.emulator.thumbprint('contoso-web');
    const older = stage.emulator.thumbprint('contoso-web/3');
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile('ServiceConfiguration.Cloud.cscfg');
      await workbench.tree.open();
      await workbench.tree.row('contoso-web').waitFor();
      return workbench;
    });

    it('are listed above its versions, with the role and the configuration', async () => {
      const { tree } = window();
      await tree.expand('contoso-web');
      await becomes(() => tree.versions.count(), 4);
      await becomes(
        () => tree.uses.locator('.label-description').allInnerTexts(),
        ['WebRole · Mistakes', 'WebRole · Cloud · outdated', 'WebRole · Verdicts · outdated', 'line 73 · outdated'],
      );
      assert.equal(await tree.isWhole(tree.uses.first()), true);
      await window().picture('what uses a certificate');
    });

    it('open their place with a click', async () => {
      const workbench = window();
      await workbench.tree.uses.first().click();
      await workbench.tab('ServiceConfiguration.Mistakes.cscfg').waitFor();
      // Its value has a hidden character.
      await workbench.page.locator('.statusbar-item', { hasText: '(41 selected)' }).waitFor();
      await workbench.picture('the place of a use');
    });

    it('are reached and opened with the keyboard', async () => {
      const workbench = window();
      const { page, tree } = workbench;
      await tree.row('contoso-web').click();
      await becomes(() => tree.uses.count(), 0);
      await workbench.press('ArrowRight');
      await becomes(() => tree.uses.count(), 4);
      await workbench.press('ArrowDown', 'ArrowDown');
      const focused = tree.view.locator('.monaco-list-row.focused');
      assert.match(
        (await focused.getAttribute('aria-label')) ?? '',
        /^Used by Web, WebRole, ServiceConfiguration\.Cloud/,
      );
      await workbench.picture('a use with the keyboard focus');
      await workbench.press('ControlOrMeta+c');
      await becomes(() => copied(page), older);
      await workbench.press('Enter');
      await workbench.tab('ServiceConfiguration.Cloud.cscfg').waitFor();
      await workbench.editor.thumbprint(older).waitFor();
    });

    it('keep the selection of the view when a thumbprint is copied', async () => {
      const workbench = window();
      const { page, tree } = workbench;
      const selected = tree.view.locator('.monaco-list-row.selected .label-name');
      await tree.row('contoso-web').click();
      await tree.row('contoso-web').click();
      await workbench.press('ControlOrMeta+c');
      await becomes(() => copied(page), newest);
      assert.deepEqual(await selected.allInnerTexts(), ['contoso-web']);
      await tree.expand('contoso-web');
      await becomes(() => tree.uses.count(), 0);
    });

    it('are listed for a thumbprint that is in no vault', async () => {
      const workbench = window();
      const { tree } = workbench;
      const missing = `${stage.emulator.thumbprint('contoso-wildcard').slice(0, 8)}…`;
      await tree.expand(missing);
      await becomes(() => tree.uses.locator('.label-name').allInnerTexts(), ['Wildcard']);
      await workbench.picture('a thumbprint that is in no vault');
      await tree.expand(missing);
    });
  });
}
