import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';
import type { Workbench } from '../workbench';

const file = 'ServiceConfiguration.Cloud.cscfg';

/** From an empty profile, with the walkthrough and the keyboard, to a fixed file. */
export function newcomer(stage: Stage): void {
  describe('A newcomer', () => {
    const outdated = stage.emulator.thumbprint('contoso-web/3');
    const newest = stage.emulator.thumbprint('contoso-web');
    const window = inWindow(() => stage.newcomer({ [file]: configurationWith(outdated) }));
    const retirement = 'Microsoft retires Cloud Services';
    const notice = (): Locator =>
      opened().page.locator('.statusbar-item', { hasText: 'Cloud Services retire 2027-03-31' });
    /** The window after it was reloaded. */
    let alone: Workbench | undefined;
    const opened = (): Workbench => alone ?? window();
    let started = 0;

    it('finds the walkthrough, which has a picture and a button for each step', async () => {
      const workbench = window();
      await watchClicks(workbench.page);
      started = performance.now();
      await workbench.run('Welcome: Open Walkthrough...');
      await workbench.quickInput.type('Cloud Service Certificates');
      await workbench.press('Enter');
      const steps = workbench.page.locator('.gettingStartedContainer .step-title');
      await becomes(
        () => steps.allInnerTexts(),
        [
          'Sign in to Azure',
          'Add your key vault',
          'Open a service configuration',
          'Fix a problem',
          'Roll over a renewed certificate',
        ],
      );
      await workbench.page
        .locator('.gettingStartedContainer')
        .getByRole('button', { name: 'Sign In', exact: true })
        .waitFor();
      await workbench.picture('newcomer 1 the walkthrough');
    });

    it('signs in, and is led to the key vaults of the account', async () => {
      const workbench = window();
      await becomes(async () => {
        await workbench.press('Tab');
        return workbench.page.locator(':focus').innerText();
      }, 'Sign In');
      await workbench.press('Enter');
      const toast = workbench.page.locator('.notification-toast', { hasText: 'Key vaults that your account can see' });
      await toast.waitFor();
      await workbench.page.locator('[data-done-step-id$="#signIn"].complete').first().waitFor();
      await workbench.picture('newcomer 2 signed in');
      await workbench.run('Notifications: Accept Notification Primary Action');
      await workbench.quickInput.row('contoso').waitFor();
      await workbench.picture('newcomer 3 which vault');
      await workbench.quickInput.type('contoso');
      await workbench.quickInput.choose('contoso');
    });

    it('opens the file and fixes its problem with three keys, without a mouse until now', async () => {
      const workbench = window();
      await workbench.openFile(file);
      await workbench.editor.squiggles('warning').first().waitFor();
      await workbench.picture('newcomer 5 a problem');
      await workbench.editor.opensMenu('ControlOrMeta+F8');
      await workbench.picture('newcomer 6 the fixes');
      await workbench.press('Enter');
      await workbench.saves(file, configurationWith(newest).toString());
      await becomes(() => workbench.problems(), 'No Problems');
      await workbench.picture('newcomer 7 fixed');
      assert.deepEqual(JSON.parse(workbench.read('.vscode/settings.json')), { 'cscfg.keyVaults': ['contoso'] });
      assert.equal(await wasClicked(workbench.page), false);
      const seconds = (performance.now() - started) / 1000;
      console.log(`      from the empty profile to the fixed file: ${seconds.toFixed(0)} s`);
      assert.ok(seconds < 300);
    });

    it('is told of the retirement by one notice, which goes away when it is opened', async () => {
      const workbench = window();
      await notice().click();
      await notice().waitFor({ state: 'detached' });
      const toast = workbench.page.locator('.notification-toast', { hasText: retirement });
      await toast.getByRole('button', { name: 'Export Inventory…' }).waitFor();
      await workbench.picture('newcomer 8 the retirement');
      await toast.hover();
      await toast.locator('.codicon-notifications-clear').click();
    });

    it('opens the file alone, without a folder, and does not see the notice again', async () => {
      alone = await stage.openAlone(window(), file);
      await alone.editor.line('not verified').waitFor();
      await alone.picture('newcomer 9 without a folder');
      await alone.run('Cloud Service Certificates: Add Key Vault…');
      await alone.quickInput.type('contoso');
      await alone.quickInput.choose('contoso');
      await alone.editor.line('= contoso-web').waitFor();
      assert.equal(await notice().count(), 0);
    });

    it('has the vault in the user settings, also for a file that was never saved', async () => {
      const workbench = opened();
      await workbench.run('Cloud Service Certificates: New Service Configuration (.cscfg)');
      await workbench.page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
      await becomes(
        async () =>
          (await workbench.vaultStatus())
            .allInnerTexts()
            .then(String)
            .then((text) => text.includes('contoso')),
        true,
      );
      await workbench.picture('newcomer 10 an untitled file without a folder');
      await workbench.editor.pointAway();
    });

    it('sees the account beside the title of the view, and rows that are named for screen readers', async () => {
      const workbench = opened();
      const { tree, page } = workbench;
      await tree.open();
      await tree.row('contoso-web').waitFor();
      assert.match(
        (await tree.row('contoso').getAttribute('aria-label')) ?? '',
        /^Key vault contoso, \d+ certificates/,
      );
      await page.locator('.sidebar', { hasText: 'Azure CLI account' }).waitFor();
      const title = page.locator('.sidebar .title-label h2');
      assert.equal(await title.innerText(), 'Key Vault Certificates');
      assert.ok(await title.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));
      await workbench.picture('newcomer 11 the view');
      await workbench.close();
    });
  });
}

/** From now on, in the window but not in the frames of extensions. */
async function watchClicks(page: Page): Promise<void> {
  await page.evaluate("addEventListener('mousedown', () => { globalThis.wasClicked = true; }, true)");
}

function wasClicked(page: Page): Promise<boolean> {
  return page.evaluate('globalThis.wasClicked === true');
}

function configurationWith(thumbprint: string): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Shop" osFamily="7" osVersion="*" schemaVersion="2015-04.2.6" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="2" />
    <Certificates>
      <Certificate name="contoso-web" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="vnet" />
    <AddressAssignments>
      <InstanceAddress roleName="Web">
        <Subnets>
          <Subnet name="web" />
        </Subnets>
      </InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`);
}
