import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inSight } from '../inSight';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

export function refusedVault(stage: Stage): void {
  describe('A file whose vault nobody here may read', () => {
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile('ServiceConfiguration.Partner.cscfg');
      return workbench;
    });

    it('says in its language status that it is not verified, and what to try, all of it in sight', async () => {
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

    it('has no red squiggle, for nothing is known to be wrong', async () => {
      const workbench = window();
      assert.equal(await workbench.editor.squiggles('error').count(), 0);
      await becomes(() => workbench.problems(), 'No Problems');
    });

    it('tells in the hover of a thumbprint why it is not verified, and which role to ask for', async () => {
      const { editor } = window();
      await editor.pointAt(stage.emulator.thumbprint('northwind:partner-gateway'), /Not verified: .*Key Vault Reader/s);
      await window().picture('hover of an unverified thumbprint');
      await editor.pointAway();
    });

    it('interrupts nobody', async () => {
      assert.deepEqual(await window().interruptions(), []);
    });
  });
}
