import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollOverService, type RolledFile } from '../../emulator/rollOverService';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';

/** Replaces certificates in all files of a workspace, with a preview, and takes that back. */
export function rollOver(stage: Stage): void {
  describe('A roll-over', () => {
    const files = rollOverService(stage.emulator);
    const window = inWindow(async () => {
      const workbench = await stage.openFolder({
        ...Object.fromEntries(files.map(({ path, before }) => [path, before])),
        '.vscode/settings.json': Buffer.from(JSON.stringify({ 'cscfg.keyVaults': ['contoso'] })),
      });
      await workbench.openFile(file);
      return workbench;
    });

    /** The bytes of all files on disk, one character for each byte. */
    const onDisk = (): readonly string[] =>
      files.map(({ path }) => readFileSync(join(window().folder, path)).toString('latin1'));
    const bytes = (state: (one: RolledFile) => Buffer): readonly string[] =>
      files.map((one) => state(one).toString('latin1'));

    it('is the first fix of an outdated certificate', async () => {
      const { editor } = window();
      await editor.squiggles('warning').first().waitFor();
      await editor.click(stage.emulator.thumbprint('contoso-api/1'));
      await becomes(async () => {
        const [first] = await editor.quickFixes();
        await window().press('Escape');
        return first;
      }, 'Update all uses of this certificate (6)…');
    });

    it('shows its changes first, by file, with those unticked that are only likely', async () => {
      const workbench = window();
      await workbench.run('Cloud Service Certificates: Roll Over Everything Outdated…');
      await workbench.quickInput.row('Workspace').click();
      const preview = workbench.page.locator('.bulk-edit-panel');
      await preview.locator('.monaco-list-row').first().waitFor();
      await workbench.run('View: Toggle Maximized Panel');
      const changed = files.filter(({ before, afterLikely }) => !before.equals(afterLikely));
      await becomes(
        async () => {
          const names = preview.locator('.monaco-list-row[aria-level="1"] .label-name');
          return (await names.allInnerTexts()).sort();
        },
        changed.map(({ path }) => path.split('/').at(-1)).sort(),
      );
      const unticked = preview.locator('.monaco-list-row[aria-level="2"] .edit-checkbox[aria-checked="false"]');
      await becomes(() => unticked.count(), 1);
      await workbench.picture('refactor preview of a roll-over');
      await unticked.click();
      await becomes(() => unticked.count(), 0);
      assert.deepEqual(
        onDisk(),
        bytes(({ before }) => before),
      );
      await workbench.run('View: Toggle Maximized Panel');
      await preview.getByText('Apply', { exact: true }).click();
      await becomes(
        onDisk,
        bytes(({ afterLikely }) => afterLikely),
      );
    });

    it('offers a summary', async () => {
      const workbench = window();
      await workbench.page.locator('.notification-toast').getByText('Show Summary').click();
      await workbench.page.locator('.tab.active').getByText('Untitled').first().waitFor();
      await workbench.editor.ready();
      await workbench.picture('summary of a roll-over');
      await workbench.run('View: Revert and Close Editor');
    });

    it('is taken back by one undo, in every byte', async () => {
      const workbench = window();
      await workbench.tab(file).waitFor();
      await workbench.editor.click(stage.emulator.thumbprint('contoso-api'));
      await workbench.press('ControlOrMeta+z');
      await workbench.editor.thumbprint(stage.emulator.thumbprint('contoso-api/1')).first().waitFor();
      await workbench.run('File: Save All Files');
      await becomes(
        onDisk,
        bytes(({ before }) => before),
      );
    });
  });
}
