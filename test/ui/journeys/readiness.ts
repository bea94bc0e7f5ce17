import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { becomes } from '../becomes';
import { inSight } from '../inSight';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

export function readiness(stage: Stage): void {
  const { resource } = stage.emulator.vault('fabrikam');
  // Before its readiness is checked.
  resource.forDeployment = false;

  describe('A file whose vault is not enabled for deployment', () => {
    const thumbprint = stage.emulator.thumbprint('fabrikam:staging-web');
    const link = 'Enable for Deployment…';
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile('ServiceConfiguration.Staging.cscfg');
      return workbench;
    });
    const dialog = (): Locator => window().page.locator('.monaco-dialog-box');

    async function follow(answer: string): Promise<void> {
      const workbench = window();
      const hover = await workbench.editor.pointAt(thumbprint, link);
      await hover.getByText(link).click();
      await dialog().getByText('Enable fabrikam for deployment?').waitFor();
      await workbench.picture('whether to enable a vault for deployment');
      await dialog().getByRole('button', { name: answer }).click();
      await dialog().waitFor({ state: 'detached' });
      // The hover has focus again and would stay open.
      await workbench.press('Escape');
    }

    it('shows this in the hover of its certificates, with visible actions', async () => {
      const hover = await window().editor.pointAt(thumbprint, 'fabrikam is not enabled for deployment');
      await window().picture('hover of a certificate whose vault is not ready');
      assert.ok(await inSight(hover.getByText(link), hover));
    });

    it('asks before it changes the vault, and respects a cancellation', async () => {
      await follow('Cancel');
      assert.equal(resource.forDeployment, false);
    });

    it('enables the vault after confirmation, and removes the warning', async () => {
      await follow('Enable');
      await becomes(() => resource.forDeployment, true);
      await becomes(async () => {
        const text = await (await window().editor.pointAt(thumbprint, 'Subject')).innerText();
        return text.includes('not enabled for deployment');
      }, false);
      await window().editor.pointAway();
    });

    it('shows no notification or dialog', async () => {
      await becomes(() => window().interruptions(), []);
    });
  });
}
