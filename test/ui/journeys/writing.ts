import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';

export function writing(stage: Stage): void {
  describe('Writing a service configuration', () => {
    let original = '';
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      original = workbench.read(file);
      await workbench.openFile(file);
      // Completion is empty before the extension is active.
      await workbench.editor.squiggles('error').first().waitFor();
      return workbench;
    });
    const rows = (): Locator => window().page.locator('.suggest-widget.visible .monaco-list-row');
    /** The label and the description of each item. */
    const offers = (): Promise<readonly string[]> => rows().allInnerTexts();

    it('offers the allowed element with its required attributes', async () => {
      const workbench = window();
      await workbench.editor.click(stage.emulator.thumbprint('contoso-issuing-ca'));
      await workbench.press('End', 'Enter');
      await workbench.page.keyboard.type('<');
      await rows().first().waitFor();
      assert.deepEqual(await rows().locator('.label-name').allInnerTexts(), ['Certificate']);
      await workbench.press('Enter');
      await workbench.page.keyboard.type('Signing');
      await workbench.editor.line('name="Signing" thumbprint="" thumbprintAlgorithm="sha1" />').waitFor();
    });

    it('offers the certificates of the vault as thumbprints, found by their names', async () => {
      const workbench = window();
      await workbench.press('Tab', 'ControlOrMeta+Space');
      await becomes(
        async () => /^\s*contoso-(?:code|token)-signing\s+contoso, expires in \d+ days/.test((await offers())[0] ?? ''),
        true,
      );
      await workbench.picture('certificates offered as thumbprints');
      await workbench.page.keyboard.type('code-s');
      await becomes(async () => (await offers())[0]?.includes('contoso-code-signing'), true);
      await workbench.press('Enter');
      const wanted = stage.emulator.thumbprint('contoso-code-signing');
      await workbench.editor.line(`name="Signing" thumbprint="${wanted}"`).waitFor();
      await workbench.picture('the thumbprint that was taken');
      const written = `      <Certificate name="Signing" thumbprint="${wanted}" thumbprintAlgorithm="sha1" />\n`;
      await workbench.saves(
        file,
        original.replace(/.*name="IssuingCA".*\n/, (line) => line + written),
      );
    });

    it('is undone step by step', async () => {
      const workbench = window();
      await becomes(async () => {
        await workbench.press('ControlOrMeta+z', 'ControlOrMeta+s');
        return workbench.read(file);
      }, original);
    });

    async function rename(to: string): Promise<void> {
      const workbench = window();
      await workbench.press('F2');
      await workbench.page.locator('.rename-box input:focus').waitFor();
      await workbench.page.keyboard.type(to);
      await workbench.press('Enter');
    }

    async function dismiss(text: string): Promise<void> {
      const toast = window().page.locator('.notification-toast', { hasText: text });
      await toast.hover();
      await toast.locator('.codicon-notifications-clear').click();
      await toast.waitFor({ state: 'detached' });
    }

    it('renames a setting in every file of the service, and reports what is not changed', async () => {
      const workbench = window();
      const files = [file, 'ServiceConfiguration.Local.cscfg', 'ServiceDefinition.csdef'];
      const before = files.map((name) => workbench.read(name));
      const texts = (): readonly string[] => files.map((name) => workbench.read(name));
      await workbench.openFile(file);
      await workbench.editor.line('<Setting name="ShopUrl"').getByText('ShopUrl').click();
      await rename('ShopAddress');
      await becomes(
        texts,
        before.map((text) => text.replaceAll('"ShopUrl"', '"ShopAddress"')),
      );
      await workbench.picture('a setting that was renamed');
      await dismiss('References to ShopUrl in code and deployment templates were not changed.');
      await rename('ShopUrl');
      await becomes(texts, before);
      await dismiss('References to ShopAddress in code and deployment templates were not changed.');
    });
  });
}
