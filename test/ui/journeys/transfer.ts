import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const [configuration, definition, notes] = ['ServiceConfiguration.cscfg', 'ServiceDefinition.csdef', 'notes.txt'];

const declared = (...names: readonly string[]): string =>
  names.map((name) => `      <Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />\n`).join('');

const definitionText = `<?xml version="1.0" encoding="utf-8"?>
<ServiceDefinition name="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
  <WebRole name="Web">
    <Certificates>
${declared('Tls', 'Api', 'Wildcard')}    </Certificates>
  </WebRole>
  <WorkerRole name="Worker">
    <Certificates>
${declared('Orders')}    </Certificates>
  </WorkerRole>
</ServiceDefinition>
`;

/** With a byte order mark and the line ends of Windows: an edit that is undone restores every byte. */
const configurationText = (thumbprint: string): string =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="1" />
    <Certificates>
      <Certificate name="Tls" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
  <Role name="Worker">
    <Instances count="2" />
  </Role>
</ServiceConfiguration>
`.replaceAll('\n', '\r\n');

export function transfer(stage: Stage): void {
  describe('Dragging certificates from the view', () => {
    const { emulator } = stage;
    const [api, web, wildcard] = (['contoso-api', 'contoso-web', 'contoso-wildcard'] as const).map((token) =>
      emulator.thumbprint(token),
    ) as [string, string, string];
    const original = configurationText(web);
    const entry = (name: string, thumbprint: string): string =>
      `<Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />`;
    const withTls = (thumbprint: string): string => original.replace(web, thumbprint);
    const behindTls = (...entries: readonly string[]): string =>
      original.replace(
        /( *<Certificate name="Tls".*\r\n)/,
        (line) => `${line}${entries.map((one) => `      ${one}\r\n`).join('')}`,
      );

    const window = inWindow(async () => {
      const workbench = await stage.openFolder({
        [configuration]: Buffer.from(original),
        [definition]: Buffer.from(definitionText),
        [notes]: Buffer.from('Notes\n'),
        '.vscode/settings.json': Buffer.from('{ "cscfg.keyVaults": ["contoso"] }'),
      });
      await workbench.openFile(configuration);
      await workbench.tree.open();
      await workbench.tree.row('contoso-wildcard').waitFor();
      return workbench;
    });
    const text = (name = configuration): string => window().read(name);
    const row = (name: string) => window().tree.row(name);
    const line = (content: string) => window().editor.line(content);

    async function becomesText(expected: string, name = configuration): Promise<void> {
      await becomes(() => text(name), expected);
    }

    async function undo(): Promise<void> {
      await window().press('Escape', 'ControlOrMeta+z');
      await becomesText(original);
    }

    it('replaces the thumbprint that a certificate is dropped on, and is undone at once', async () => {
      const workbench = window();
      await workbench.drag(row('contoso-api'), workbench.editor.thumbprint(web));
      await becomesText(withTls(api));
      await workbench.picture('dropped on a thumbprint');
      await undo();
    });

    it('replaces the thumbprint of the element that a certificate is dropped on', async () => {
      const workbench = window();
      await workbench.drag(row('contoso-api'), line('name="Tls"').getByText('Certificate', { exact: true }).first());
      await becomesText(withTls(api));
      await undo();
    });

    it('inserts into a role without certificates, first with the names that are declared and missing', async () => {
      const workbench = window();
      await workbench.drag(row('contoso-wildcard'), line('<Instances count="2"'));
      await workbench.quickInput.row('Orders').waitFor();
      assert.deepEqual(await workbench.quickInput.labels(), ['Orders', 'contoso-wildcard']);
      await workbench.picture('which name');
      await workbench.press('Enter');
      await becomesText(
        original.replace(
          '<Instances count="2" />\r\n',
          (instances) =>
            `${instances}    <Certificates>\r\n      ${entry('Orders', wildcard)}\r\n    </Certificates>\r\n`,
        ),
      );
      await workbench.picture('a new list of certificates');
      await undo();
    });

    it('asks for the role outside of all roles', async () => {
      const workbench = window();
      await workbench.drag(row('contoso-wildcard'), line('<?xml'));
      await workbench.quickInput.row('Web').click();
      await workbench.quickInput.row('Wildcard').waitFor();
      assert.deepEqual(await workbench.quickInput.labels(), ['Wildcard', 'Api', 'contoso-wildcard']);
      await workbench.press('Enter');
      await becomesText(behindTls(entry('Wildcard', wildcard)));
      await undo();
    });

    it('inserts nothing when a question is canceled', async () => {
      const workbench = window();
      await workbench.drag(row('contoso-wildcard'), line('<Instances count="2"'));
      await workbench.quickInput.row('Orders').waitFor();
      await workbench.press('Escape');
      await workbench.quickInput.row('Orders').waitFor({ state: 'hidden' });
      assert.equal(text(), original);
    });

    it('inserts all certificates that are dragged, each with a likely name', async () => {
      const workbench = window();
      await row('contoso-api').click();
      await row('contoso-wildcard').click({ modifiers: ['ControlOrMeta'] });
      await workbench.drag(row('contoso-api'), line('<Instances count="1"'));
      await becomesText(behindTls(entry('Api', api), entry('Wildcard', wildcard)));
      await workbench.picture('two certificates at once');
      await undo();
      await row('contoso-web').click();
    });

    it('offers the identifiers and the thumbprint instead after a drop', async () => {
      const workbench = window();
      const { page, editor } = workbench;
      await workbench.drag(row('contoso-api'), editor.thumbprint(web));
      await becomesText(withTls(api));
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
      await becomes(() => text().includes(url), true);
      const at = text().indexOf(url);
      assert.equal(text().slice(0, at) + text().slice(at + url.length), original);
      assert.ok(Math.abs(at - original.indexOf(web) - half) < half, 'where it was dropped');
      await undo();
    });

    it('inserts the thumbprint into another text', async () => {
      const workbench = window();
      await workbench.openFile(notes);
      await workbench.drag(row('contoso-api'), line('Notes'));
      await becomes(() => text(notes).includes(api), true);
      assert.equal(text(notes).replace(api, ''), 'Notes\n');
      assert.deepEqual(await workbench.interruptions(), []);
      await workbench.close();
    });
  });
}
