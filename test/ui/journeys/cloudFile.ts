import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inSight } from '../inSight';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';

/** The main journey: open a file, see its problems, understand and fix them. */
export function cloudFile(stage: Stage): void {
  describe('A service configuration', () => {
    const outdated = stage.emulator.thumbprint('contoso-web/3');
    const newest = stage.emulator.thumbprint('contoso-web');
    let original = '';
    const window = inWindow(async () => {
      const workbench = await stage.sample();
      original = workbench.read(file);
      await workbench.openFile(file);
      return workbench;
    });

    it('is underlined at each problem with an error, a warning or a hint', async () => {
      const workbench = window();
      await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
      for (const kind of ['error', 'warning', 'info'] as const) {
        await workbench.editor.squiggles(kind).first().waitFor();
      }
      await workbench.picture('Cloud file with squiggles');
    });

    it('shows in the hover verdict, subject, names, issuer, validity and vault', async () => {
      const workbench = window();
      const hover = await workbench.editor.pointAt(outdated, 'Subject');
      const text = (await hover.innerText()).replace(/\s+/g, ' ');
      await workbench.picture('hover of an outdated thumbprint');
      assert.match(text, /Outdated: an older version of contoso-web in contoso/);
      assert.match(text, /CN=www\.contoso\.com, O=Contoso Ltd, L=Redmond, ST=Washington, C=US/);
      assert.match(text, /www\.contoso\.com, contoso\.com, shop\.contoso\.com/);
      assert.match(text, /CN=Contoso Issuing CA 01/);
      assert.match(text, /\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, expires in 35 days/);
      assert.match(text, /contoso\.vault\.azure\.net/);
    });

    it('has links to actions in the hover, and no link from the text of a certificate', async () => {
      const hover = await window().editor.pointAt(outdated, 'Update to Newest Version');
      const links = await hover.locator('.markdown-hover a').allInnerTexts();
      const ours = ['Update', 'Choose', 'Roll', 'Copy', 'Open', 'Refresh', 'Explain'];
      assert.deepEqual(
        links.filter((link) => !ours.some((verb) => link.startsWith(verb))),
        [],
      );
    });

    it('offers the update in the hover without scrolling', async () => {
      const hover = await window().editor.pointAt(outdated, 'Update to Newest Version');
      assert.ok(await inSight(hover.getByText('Update to Newest Version'), hover));
    });

    it('copies the secret identifier for a deployment template with a link in the hover', async () => {
      const { editor, page } = window();
      const { version } = stage.emulator.find('contoso-web/3');
      const hover = await editor.pointAt(outdated, 'Copy Secret Identifier');
      await hover.getByText('Copy Secret Identifier').click();
      const expected = `https://contoso.vault.azure.net/secrets/contoso-web/${version.version}`;
      await becomes(() => page.evaluate('navigator.clipboard.readText()'), expected);
      await editor.pointAway();
    });

    it('is fixed in the menu of Ctrl+., which changes only the thumbprint', async () => {
      const workbench = window();
      await workbench.editor.click(outdated);
      const [first, second] = await workbench.editor.quickFixes();
      await workbench.picture('quick fixes of an outdated thumbprint');
      assert.match(first ?? '', /^Update all uses of this certificate/);
      assert.match(second ?? '', /^Update to the newest version of contoso-web/);
      await workbench.editor.takeFix('Update to the newest version of contoso-web');
      await workbench.editor.thumbprint(newest).waitFor();
      await becomes(() => workbench.problems(), 'Errors: 2, Infos: 2');
      await workbench.picture('after the update');
      await workbench.saves(file, original.replace(outdated, newest));
    });

    it('is unchanged after one undo', async () => {
      const workbench = window();
      await workbench.press('ControlOrMeta+z');
      await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
      await workbench.saves(file, original);
    });

    it('goes from problem to problem with F8, the most severe first', async () => {
      const workbench = window();
      const message = workbench.page.locator('.marker-widget .descriptioncontainer');
      await workbench.press('ControlOrMeta+Home');
      for (const verdict of ['Expired', 'Not found', 'Outdated', 'Expiring', 'Expiring']) {
        await workbench.press('F8');
        await message.filter({ hasText: new RegExp(`^\\s*Certificate "[^"]+" \\([^)]+\\): ${verdict}: `) }).waitFor();
        await workbench.picture(`F8 ${verdict}`);
      }
      await workbench.press('Escape');
    });

    it('uses the certificate selected from the list, with the likeliest first', async () => {
      const workbench = window();
      await workbench.press('ControlOrMeta+Home', 'F8', 'F8', 'Escape');
      await workbench.editor.quickFixes();
      await workbench.picture('fixes of a thumbprint that no vault has');
      await workbench.editor.takeFix('Choose from Key Vault');
      await workbench.quickInput.row('contoso-wildcard').waitFor();
      await workbench.picture('choosing from the vault');
      assert.deepEqual(await workbench.interruptions(), []);
      await workbench.press('Enter');
      const { typo, right } = {
        typo: /(name="Wildcard" thumbprint=")\w+/,
        right: stage.emulator.thumbprint('contoso-wildcard'),
      };
      await workbench.saves(file, original.replace(typo, `$1${right}`));
      await workbench.press('ControlOrMeta+z');
      await workbench.saves(file, original);
    });

    it('shows in its language status which vault it was checked against, and when', async () => {
      const workbench = window();
      await becomes(async () => {
        const text = await (await workbench.vaultStatus()).first().innerText();
        return /contoso\s+verified at \d+:\d\d/.test(text);
      }, true);
      await workbench.picture('language status');
      await workbench.editor.pointAway();
    });
  });
}
