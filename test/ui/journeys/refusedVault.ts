import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inSight } from '../inSight';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

export function refusedVault(stage: Stage): void {
  describe('A file whose vault refuses access', () => {
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile('ServiceConfiguration.Partner.cscfg');
      return workbench;
    });

    it('shows in its language status that it is not verified, and what to do, without scrolling', async () => {
      const workbench = window();
      await becomes(async () => {
        const text = await (await workbench.vaultStatus()).first().innerText();
        return text.includes('northwind: not verified');
      }, true);
      await workbench.picture('status of a vault that refuses');
      const popup = workbench.page.locator('.workbench-hover', { hasText: 'northwind' });
      assert.ok(await inSight(popup.getByText('Try Again'), popup));
      await workbench.editor.pointAway();
    });

    it('has no error squiggle, because no problem is known', async () => {
      const workbench = window();
      assert.equal(await workbench.editor.squiggles('error').count(), 0);
      await becomes(() => workbench.problems(), 'No Problems');
    });

    it('shows in the hover why a thumbprint is not verified, and the required role', async () => {
      const { editor } = window();
      await editor.pointAt(stage.emulator.thumbprint('northwind:partner-gateway'), /Not verified: .*Key Vault Reader/s);
      await window().picture('hover of an unverified thumbprint');
      await editor.pointAway();
    });

    it('shows no notification or dialog', async () => {
      assert.deepEqual(await window().interruptions(), []);
    });
  });
}
