import type { Locator } from 'playwright-core';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';
import type { Workbench } from '../workbench';

export function explanation(stage: Stage): void {
  describe('A problem', () => {
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      await workbench.openFile('ServiceConfiguration.Cloud.cscfg');
      return workbench;
    });

    it('is explained by the section of docs/rules.md on its rule', async () => {
      const workbench = window();
      await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
      await workbench.editor.click(stage.emulator.thumbprint('contoso-web/3'));
      await workbench.editor.quickFixes();
      await workbench.editor.takeFix('Explain this problem');
      await becomes(async () => {
        const heading = await previewed(workbench, '#certificate-outdated');
        const top = (await heading?.boundingBox())?.y ?? -1;
        return top > 0 && top < 700;
      }, true);
      await workbench.picture('the explanation of a problem');
      await workbench.press('ControlOrMeta+F4');
    });
  });
}

/** The content of the Markdown preview, a frame inside a frame. */
async function previewed({ page }: Workbench, selector: string): Promise<Locator | undefined> {
  for (const frame of page.frames()) {
    const found = frame.locator(selector);
    // Frames appear and disappear while the preview loads.
    if ((await found.count().catch(() => 0)) > 0) {
      return found;
    }
  }
  return undefined;
}
