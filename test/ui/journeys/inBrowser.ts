import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';
const unavailable = /A browser cannot read contoso\.vault\.azure\.net, which refuses requests from web pages \(CORS\)/;

/** The extension host of a browser, which has no Node.js, as on vscode.dev. */
export function inBrowser(stage: Stage): void {
  describe('In the extension host of a browser', () => {
    let original = '';
    const window = inWindow(async () => {
      const workbench = await stage.inBrowser();
      original = workbench.read(file);
      await workbench.openFile(file);
      return workbench;
    });
    const rows = (): Locator => window().page.locator('.suggest-widget.visible .monaco-list-row');

    it('shows in the status that key vaults are not available', async () => {
      await becomes(
        async () =>
          (await (await window().vaultStatus()).allInnerTexts()).join().includes('not available in a browser'),
        true,
      );
      await window().picture('status in a browser');
      await window().editor.pointAway();
    });

    it('shows at a thumbprint that it is not verified, and why', async () => {
      const hover = await window().editor.pointAt(stage.emulator.thumbprint('contoso-api'), unavailable);
      await window().picture('hover in a browser');
      assert.doesNotMatch(await hover.innerText(), /Refresh|Choose|Roll Over|Sign In/);
      await window().editor.pointAway();
    });

    it('offers no fix at a thumbprint that needs a key vault', async () => {
      const { editor } = window();
      await editor.click(stage.emulator.thumbprint('contoso-web/3'));
      assert.deepEqual(await editor.quickFixes(), [
        'Explain this problem (thumbprint-unverified)',
        'Disable thumbprint-unverified for this line',
        'Disable thumbprint-unverified in this workspace',
        'Configure thumbprint-unverified…',
      ]);
      await window().press('Escape');
    });

    it('shows in the view why there are no certificates', async () => {
      const workbench = window();
      await workbench.tree.open();
      await workbench.tree.view.getByText('A browser cannot read key vaults').waitFor();
      await workbench.picture('view in a browser');
      await workbench.tree.title('Certificate Overview').waitFor();
      assert.equal(await workbench.tree.title('Refresh Key Vaults').count(), 0);
    });

    it('completes elements, and compares with the service definition', async () => {
      const workbench = window();
      await workbench.openFile(file);
      await workbench.editor.click(stage.emulator.thumbprint('contoso-issuing-ca'));
      await workbench.press('End', 'Enter');
      await workbench.page.keyboard.type('<');
      await rows().first().waitFor();
      assert.deepEqual(await rows().locator('.label-name').allInnerTexts(), ['Certificate']);
      await workbench.press('Enter');
      await workbench.page.keyboard.type('Undeclared');
      await workbench.editor.line('name="Undeclared" thumbprint="" thumbprintAlgorithm="sha1" />').waitFor();
      await workbench.run('Problems: Focus on Problems View');
      await workbench.page
        .locator('.markers-panel')
        .getByText(/"Undeclared".*ServiceDefinition\.csdef/)
        .first()
        .waitFor();
      await workbench.picture('problems in a browser');
      await workbench.openFile(file);
      // On the disk as well, so that the text there does not equal the original before it is undone.
      await becomes(async () => {
        await workbench.press('ControlOrMeta+s');
        return workbench.read(file).includes('name="Undeclared"');
      }, true);
      await becomes(async () => {
        await workbench.press('ControlOrMeta+z', 'ControlOrMeta+s');
        return workbench.read(file);
      }, original);
    });

    it('formats a file', async () => {
      const workbench = window();
      await workbench.editor.line('<Certificates>').click();
      await workbench.press('Home', 'Tab', 'Tab');
      await workbench.run('Format Document');
      await workbench.saves(file, original);
    });

    it('reports the mistakes of a file and fixes them', async () => {
      const workbench = window();
      const name = 'ServiceConfiguration.Mistakes.cscfg';
      await workbench.openFile(name);
      await workbench.editor.squiggles('error').first().waitFor();
      const before = workbench.read(name);
      await workbench.run('Fix All');
      await workbench.editor.thumbprint(stage.emulator.thumbprint('contoso-api')).waitFor();
      await becomes(async () => {
        await workbench.press('ControlOrMeta+s');
        return workbench
          .read(name)
          .includes(
            `name="Reports" thumbprint="${stage.emulator.thumbprint('contoso-reports')}" thumbprintAlgorithm="sha1"`,
          );
      }, true);
      assert.notEqual(workbench.read(name), before);
      await workbench.picture('fixed in a browser');
    });
  });
}
