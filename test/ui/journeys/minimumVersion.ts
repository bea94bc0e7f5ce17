import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';

/** The other journeys use the newest VS Code. */
export function minimumVersion(stage: Stage): void {
  describe('The package in the minimum VS Code', () => {
    const window = inWindow(() => stage.inMinimum());

    it('checks a file with its vaults, and fixes it', async () => {
      const workbench = window();
      const outdated = stage.emulator.thumbprint('contoso-web/3');
      const newest = stage.emulator.thumbprint('contoso-web');
      const original = workbench.read(file);
      await workbench.openFile(file);
      await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
      await workbench.editor.click(outdated);
      await workbench.editor.quickFixes();
      await workbench.editor.takeFix('Update to the newest version of contoso-web');
      await workbench.saves(file, original.replace(outdated, newest));
      await workbench.picture('the minimum VS Code');
      await workbench.close();
    });
  });
}
