import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { leafThumbprint } from '../../certificate/printed';
import { becomes } from '../becomes';
import { configuration, type TransferWindow } from './transferWindow';

/** `pfx` contains the certificate in `cer`. */
export const files = { pem: 'other.pem', cer: 'www.cer', pfx: 'www.pfx' } as const;

export const password = 'only for this file';

export function droppedFiles(transfers: TransferWindow): void {
  describe('Dropping certificate files while Shift is pressed', () => {
    const explorer = (): Locator => transfers.workbench.page.locator('.explorer-folders-view');
    const file = (name: string): Locator => explorer().getByRole('treeitem', { name, exact: true });
    const tls = (): Locator => transfers.workbench.editor.thumbprint(transfers.web);
    const inFile = (): string =>
      createHash('sha1')
        .update(readFileSync(join(transfers.workbench.folder, files.cer)))
        .digest('hex')
        .toUpperCase();

    before(async () => {
      const { workbench } = transfers;
      await workbench.openFile(configuration);
      await workbench.press('ControlOrMeta+Shift+e');
      await explorer().waitFor();
    });

    beforeEach(() => transfers.restore());

    it('replaces the thumbprint that a file from the Explorer is dropped on', async () => {
      const { workbench } = transfers;
      await workbench.drag(file(files.pem), tls(), 'Shift');
      await transfers.becomesText(transfers.withTls(leafThumbprint));
      await workbench.picture('a file on a thumbprint');
      await transfers.undo();
    });

    it('does the same for a file from the desktop', async () => {
      const { workbench } = transfers;
      await workbench.dropFile(join(workbench.folder, files.cer), tls());
      await transfers.becomesText(transfers.withTls(inFile()));
      await transfers.undo();
    });

    it('asks for the password of a PFX file to insert its thumbprint', async () => {
      const { workbench } = transfers;
      const { quickInput } = workbench;
      await workbench.drag(file(files.pfx), tls(), 'Shift');
      await quickInput.row('Import into Key Vault…').waitFor();
      await workbench.picture('a dropped PFX file');
      await quickInput.row('Insert Thumbprint').click();
      await quickInput.box.getByText('Password of www.pfx').waitFor();
      await quickInput.type(password);
      await workbench.press('Enter');
      await transfers.becomesText(transfers.withTls(inFile()));
      await transfers.undo();
    });

    it('can import a PFX file into a key vault instead, and inserts nothing', async () => {
      const { workbench } = transfers;
      const { quickInput } = workbench;
      await workbench.drag(file(files.pfx), tls(), 'Shift');
      await quickInput.row('Import into Key Vault…').click();
      await quickInput.box.getByText('The password is used to open the file and to import it.').waitFor();
      await quickInput.type(password);
      await workbench.press('Enter');
      await quickInput.box.getByText('Import www.pfx into contoso').waitFor();
      await workbench.press('Escape');
      await quickInput.box.waitFor({ state: 'hidden' });
      assert.equal(transfers.text(), transfers.original);
      // The progress of reading the vault disappears late.
      await becomes(() => workbench.interruptions(), []);
    });
  });
}
