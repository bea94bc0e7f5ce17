import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';

export function certificateTree(stage: Stage): void {
  describe('The view Key Vault Certificates', () => {
    let original = '';
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      original = workbench.read(file);
      await workbench.openFile(file);
      return workbench;
    });

    it('is opened by its icon in the activity bar and lists the vaults and their certificates', async () => {
      const { tree } = window();
      await tree.open();
      await becomes(() => tree.labels(1), ['Used but Not in Key Vault', 'contoso', 'fabrikam', 'northwind']);
      await tree.row('contoso-wildcard').waitFor();
      await tree.row('staging-web').waitFor();
      await becomes(() => tree.look(tree.row('northwind')).then(({ icon }) => icon), 'warning');
      await window().picture('view with its rows');
    });

    it('has the name that the sample and the README use', async () => {
      const { page } = window();
      assert.equal(await page.locator('.sidebar .title-label').textContent(), 'Key Vault Certificates');
    });

    it('shows the state and remaining validity of each certificate', async () => {
      const { tree } = window();
      const expected = {
        'contoso-web': /^355 d$/,
        'contoso-token-signing': /^12 d$/,
        'contoso-payments': /^expired 9 d ago$/,
        'contoso-loyalty': /^valid in \d+ d$/,
        'contoso-search': /disabled/,
      } as const;
      const icons = new Set<string>();
      for (const [name, words] of Object.entries(expected)) {
        const { icon, description } = await tree.look(tree.row(name));
        assert.match(description, words);
        icons.add(icon);
      }
      assert.equal(icons.size, 5, 'each state has an icon of its own');
    });

    it('shows only the matching certificates while typing, and all after Escape', async () => {
      const workbench = window();
      const { tree } = workbench;
      await tree.expand('contoso-web');
      await becomes(() => tree.versions.count(), 4);
      const all = await tree.labels(2);
      await tree.title('Find Certificate in Tree').click();
      await workbench.quickInput.type('token');
      await becomes(() => tree.labels(2), ['contoso-token-signing', 'staging-token-signing']);
      // Vaults without a match disappear, and the view shows the number of matches.
      await becomes(() => tree.labels(1), ['contoso', 'fabrikam']);
      await tree.view.getByText(/Showing certificates that contain "token": 2 of \d+/).waitFor();
      await workbench.picture('only what is typed for');
      // The rows can be used while the filter box is open.
      await tree.expand('contoso-token-signing');
      await becomes(() => tree.versions.count(), 1);
      await tree.expand('contoso-token-signing');
      await becomes(() => tree.versions.count(), 0);
      await workbench.quickInput.input.click();
      await workbench.press('Escape');
      await becomes(() => tree.labels(2), all);
      // The expansion state is restored.
      await becomes(() => tree.versions.count(), 4);
      await tree.expand('contoso-web');
      await becomes(() => tree.versions.count(), 0);
    });

    it('shows the versions of a certificate, the newest first', async () => {
      const { tree } = window();
      await tree.expand('contoso-web');
      await becomes(() => tree.versions.count(), 4);
      const looks = await Promise.all([0, 1, 2, 3].map((index) => tree.look(tree.versions.nth(index))));
      await window().picture('versions of a certificate');
      assert.deepEqual(
        looks.map(({ icon }) => icon),
        ['verified', 'history', 'error', 'circle-slash'],
      );
      assert.match(looks[0]?.description ?? '', /^newest · 355 d$/);
      const isWhole = await Promise.all([0, 1, 2, 3].map((index) => tree.isWhole(tree.versions.nth(index))));
      assert.deepEqual(isWhole, [true, true, true, true], 'nothing is cut off at the width that the view has');
      await tree.expand('contoso-web');
    });

    it('shows the facts of a certificate on hover', async () => {
      const { tree, page } = window();
      await tree.row('contoso-wildcard').hover();
      await page.locator('.workbench-hover', { hasText: /CN=\*\.contoso\.com/ }).waitFor();
      await window().picture('tooltip of a certificate');
    });

    it('inserts a certificate from its row with the role and name that the user selects', async () => {
      const workbench = window();
      const { tree, quickInput } = workbench;
      await tree.inline('contoso-linux-gateway', 'Insert into File');
      await quickInput.row('WorkerRole').waitFor();
      await workbench.picture('which role');
      await quickInput.row('WorkerRole').click();
      // It is in PEM format, which is detected before it is written.
      const dialog = workbench.page.locator('.monaco-dialog-box', { hasText: 'contoso-linux-gateway' });
      await dialog.getByText('it is stored as PEM, but roles support only PFX').waitFor();
      await workbench.picture('an unusable certificate');
      await dialog.getByRole('button', { name: 'Use Anyway' }).click();
      await quickInput.row('contoso-linux-gateway').waitFor();
      await workbench.picture('which name');
      await quickInput.type('Gateway');
      await quickInput.row('Gateway').click();
      const thumbprint = stage.emulator.thumbprint('contoso-linux-gateway');
      await workbench.editor.thumbprint(thumbprint).waitFor();
      await workbench.picture('the element in the file');
      const last = /^( *)<Certificate name="Wildcard".*\n/m;
      const element = `<Certificate name="Gateway" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />`;
      await workbench.saves(
        file,
        original.replace(last, (line, indent: string) => `${line}${indent}${element}\n`),
      );
    });

    it('removes the inserted certificate with one undo', async () => {
      const workbench = window();
      await workbench.press('ControlOrMeta+z');
      await workbench.saves(file, original);
    });
  });
}
