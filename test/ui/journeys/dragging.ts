import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import type { Stage } from '../stage';
import { declared, definition, definitionText, entry, notes, type TransferWindow } from './transferWindow';

export function dragging(stage: Stage, transfers: TransferWindow): void {
  describe('Dragging certificates from the view', () => {
    const { api, web, wildcard, original } = transfers;
    const { emulator } = stage;
    const behindTls = (...entries: readonly string[]): string =>
      original.replace(
        /( *<Certificate name="Tls".*\r\n)/,
        (line) => `${line}${entries.map((one) => `      ${one}\r\n`).join('')}`,
      );
    const row = (name: string) => transfers.workbench.tree.row(name);
    const line = (content: string) => transfers.workbench.editor.line(content);

    beforeEach(async () => {
      await transfers.restore();
      await transfers.workbench.tree.select();
    });

    it('replaces the thumbprint that a certificate is dropped on, and is undone at once', async () => {
      const { workbench } = transfers;
      await workbench.drag(row('contoso-api'), workbench.editor.thumbprint(web));
      await transfers.becomesText(transfers.withTls(api));
      await workbench.picture('dropped on a thumbprint');
      await transfers.undo();
    });

    it('replaces the thumbprint of the element that a certificate is dropped on', async () => {
      const { workbench } = transfers;
      await workbench.drag(row('contoso-api'), line('name="Tls"').getByText('Certificate', { exact: true }).first());
      await transfers.becomesText(transfers.withTls(api));
      await transfers.undo();
    });

    it('inserts into a role without certificates, first with the names that are declared and missing', async () => {
      const { workbench } = transfers;
      await workbench.drag(row('contoso-wildcard'), line('<Instances count="2"'));
      await workbench.quickInput.row('Orders').waitFor();
      assert.deepEqual(await workbench.quickInput.labels(), ['Orders', 'contoso-wildcard']);
      await workbench.picture('which name');
      await workbench.press('Enter');
      await transfers.becomesText(
        original.replace(
          '<Instances count="2" />\r\n',
          (instances) =>
            `${instances}    <Certificates>\r\n      ${entry('Orders', wildcard)}\r\n    </Certificates>\r\n`,
        ),
      );
      await workbench.picture('a new list of certificates');
      await transfers.undo();
    });

    it('asks for the role outside of all roles', async () => {
      const { workbench } = transfers;
      await workbench.drag(row('contoso-wildcard'), line('<?xml'));
      await workbench.quickInput.row('Web').click();
      await workbench.quickInput.row('Wildcard').waitFor();
      assert.deepEqual(await workbench.quickInput.labels(), ['Wildcard', 'Api', 'contoso-wildcard']);
      await workbench.press('Enter');
      await transfers.becomesText(behindTls(entry('Wildcard', wildcard)));
      await transfers.undo();
    });

    it('inserts nothing when a question is canceled', async () => {
      const { workbench } = transfers;
      await workbench.drag(row('contoso-wildcard'), line('<Instances count="2"'));
      await workbench.quickInput.row('Orders').waitFor();
      await workbench.press('Escape');
      await workbench.quickInput.row('Orders').waitFor({ state: 'hidden' });
      assert.equal(transfers.text(), original);
    });

    it('inserts all certificates that are dragged, each with a likely name', async () => {
      const { workbench } = transfers;
      await workbench.tree.select('contoso-api', 'contoso-wildcard');
      await workbench.drag(row('contoso-api'), line('<Instances count="1"'));
      await transfers.becomesText(behindTls(entry('Api', api), entry('Wildcard', wildcard)));
      await workbench.picture('two certificates at once');
      await transfers.undo();
    });

    it('copies the thumbprints of all selected rows', async () => {
      const { workbench } = transfers;
      await workbench.tree.select('contoso-api', 'contoso-wildcard');
      await workbench.press('ControlOrMeta+c');
      await becomes(() => workbench.page.evaluate('navigator.clipboard.readText()'), `${api}\n${wildcard}`);
    });

    it('offers the identifiers and the thumbprint instead after a drop, also while Shift is pressed', async () => {
      const { workbench } = transfers;
      const { page, editor } = workbench;
      await workbench.drag(row('contoso-api'), editor.thumbprint(web), 'Shift');
      await transfers.becomesText(transfers.withTls(api));
      await page.locator('.post-edit-widget').waitFor();
      await editor.pointAway();
      await workbench.press('ControlOrMeta+.');
      const choices = page.locator('.action-widget .monaco-list-row.action');
      await choices.first().waitFor();
      assert.deepEqual(await choices.allInnerTexts(), [
        'Replace thumbprint',
        'Insert thumbprint',
        'Insert certificate identifier',
        'Insert secret identifier',
      ]);
      await workbench.picture('choices of a drop');
      await choices.getByText('Insert secret identifier').click();
      const url = `https://contoso.vault.azure.net/secrets/contoso-api/${emulator.find('contoso-api').version.version}`;
      const half = web.length / 2;
      await becomes(() => transfers.text().includes(url), true);
      const at = transfers.text().indexOf(url);
      assert.equal(transfers.text().slice(0, at) + transfers.text().slice(at + url.length), original);
      assert.ok(Math.abs(at - original.indexOf(web) - half) < half, 'where it was dropped');
      await transfers.undo();
    });

    it('declares a certificate in the service definition, in the store that is selected', async () => {
      const { workbench } = transfers;
      await workbench.openFile(definition);
      await workbench.drag(row('contoso-wildcard'), line('<WorkerRole'));
      await workbench.quickInput.row('contoso-wildcard').waitFor();
      assert.deepEqual(await workbench.quickInput.labels(), ['contoso-wildcard']);
      await workbench.press('Enter');
      await workbench.quickInput.row('LocalMachine\\My').waitFor();
      assert.equal((await workbench.quickInput.labels())[0], 'LocalMachine\\My');
      await workbench.picture('which store');
      await workbench.press('Enter');
      const orders = declared('Orders');
      await transfers.becomesText(definitionText.replace(orders, orders + declared('contoso-wildcard')), definition);
      await transfers.undo(definitionText, definition);
    });

    it('inserts the thumbprint into another text', async () => {
      const { workbench } = transfers;
      await workbench.openFile(notes);
      await workbench.drag(row('contoso-api'), line('Notes'));
      await becomes(() => transfers.text(notes).includes(api), true);
      assert.equal(transfers.text(notes).replace(api, ''), 'Notes\n');
      assert.deepEqual(await workbench.interruptions(), []);
    });
  });
}
