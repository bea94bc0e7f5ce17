import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

/** What a person reads before the installation and after it. */
export function extensionPage(stage: Stage): void {
  describe('The page of the installed extension', () => {
    const window = inWindow(() => stage.openEmptyFolder());

    it('shows its icon, and has no broken picture and no link that leads nowhere', async () => {
      const workbench = window();
      const { page } = workbench;
      await workbench.run('View: Show Extensions');
      await page.locator('.extensions-viewlet .monaco-list-row', { hasText: 'Cloud Service Certificates' }).click();
      await becomes(() => widthOf(page.locator('.extension-editor img.icon')), 256);
      const details = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
      await details.getByText('The hover explains a problem').waitFor();
      await workbench.picture('the page of the extension');
      for (const image of await details.locator('img').all()) {
        assert.notEqual(await widthOf(image), 0);
      }
      const links = await Promise.all((await details.locator('a').all()).map((link) => link.getAttribute('href')));
      assert.deepEqual(
        links.filter((link) => link === null || !/^(https:|#)/.test(link)),
        [],
      );
    });

    it('speaks to people who install it, not to those who build it', async () => {
      const details = window().page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
      const text = await details.locator('body').innerText();
      assert.match(text, /Get started/);
      assert.doesNotMatch(text, /npm ci|checkout|CONTRIBUTING/);
      await window().close();
    });
  });
}

/** The width of the image file in pixels; 0 if it was not loaded. */
function widthOf(image: Locator): Promise<unknown> {
  return image.evaluate((element) => (element as unknown as { readonly naturalWidth: number }).naturalWidth);
}
