import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const file = 'ServiceConfiguration.Cloud.cscfg';

/** From an empty profile, with the walkthrough and the keyboard, to a fixed file. */
export function newcomer(stage: Stage): void {
  describe('A newcomer', () => {
    const outdated = stage.emulator.thumbprint('contoso-web/3');
    const newest = stage.emulator.thumbprint('contoso-web');
    const window = inWindow(() => stage.newcomer({ [file]: configurationWith(outdated) }));
    const retirement = 'Microsoft retires Cloud Services';
    let started = 0;

    it('finds the walkthrough, which has a picture and a button for each step', async () => {
      const workbench = window();
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
      await workbench.page
        .locator('.gettingStartedContainer')
        .getByRole('button', { name: 'Sign In', exact: true })
        .click();
      const toast = workbench.page.locator('.notification-toast', { hasText: 'Key vaults that your account can see' });
      await toast.waitFor();
      await workbench.picture('newcomer 2 signed in');
      await toast.getByRole('button', { name: 'Add Key Vault…' }).click();
      await workbench.quickInput.row('contoso').waitFor();
      await workbench.picture('newcomer 3 which vault');
      await workbench.quickInput.type('contoso');
      await workbench.press('Enter');
    });

    it('opens the file and fixes its problem with three keys', async () => {
      const workbench = window();
      await workbench.openFile(file);
      await workbench.editor.squiggles('warning').first().waitFor();
      await workbench.editor.line('thumbprint=').click();
      await workbench.press('ControlOrMeta+Home');
      await workbench.picture('newcomer 5 a problem');
      await workbench.press('ControlOrMeta+F8');
      await workbench.editor.menu.waitFor();
      await workbench.picture('newcomer 6 the fixes');
      await workbench.press('Enter');
      await workbench.saves(file, configurationWith(newest).toString());
      await becomes(() => workbench.problems(), 'No Problems');
      await workbench.picture('newcomer 7 fixed');
      assert.deepEqual(JSON.parse(workbench.read('.vscode/settings.json')), { 'cscfg.keyVaults': ['contoso'] });
      const seconds = (performance.now() - started) / 1000;
      console.log(`      from the empty profile to the fixed file: ${seconds.toFixed(0)} s`);
      assert.ok(seconds < 300);
    });

    it('is told of the retirement by one notice, which goes away once it is closed', async () => {
      const workbench = window();
      const notice = workbench.page.locator('.statusbar-item', { hasText: 'Cloud Services retire 2027-03-31' });
      await notice.click();
      const toast = workbench.page.locator('.notification-toast', { hasText: retirement });
      await toast.getByRole('button', { name: 'Export Inventory…' }).waitFor();
      await workbench.picture('newcomer 8 the retirement');
      await toast.hover();
      await toast.locator('.codicon-notifications-clear').click();
      await notice.waitFor({ state: 'detached' });
    });

    it('sees account and tenant in the view, whose rows are named for screen readers', async () => {
      const workbench = window();
      const { tree, page } = workbench;
      await tree.open();
      await tree.row('contoso-web').waitFor();
      assert.match(
        (await tree.row('contoso').getAttribute('aria-label')) ?? '',
        /^Key vault contoso, \d+ certificates/,
      );
      await page.locator('.sidebar', { hasText: 'Azure CLI account' }).waitFor();
      await workbench.picture('newcomer 9 the view');
      await workbench.close();
    });
  });
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
