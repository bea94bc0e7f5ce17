import { strict as assert } from 'node:assert';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

/** A folder whose settings contain other vaults than the user settings, before and after it is trusted. */
export function restrictedMode(stage: Stage): void {
  describe('In Restricted Mode', () => {
    const window = inWindow(async () => {
      const workbench = await stage.untrusted();
      await workbench.openFile('ServiceConfiguration.Verdicts.cscfg');
      return workbench;
    });
    const status = async (): Promise<string> => (await window().vaultStatus()).allInnerTexts().then(String);

    it('shows in the status that the vaults of the workspace are not read', async () => {
      await becomes(async () => (await status()).includes('not read until you trust the workspace'), true);
      await window().picture('status in Restricted Mode');
      await window().editor.pointAway();
    });

    it('shows that a thumbprint is not verified, and opens the workspace trust page', async () => {
      const { editor, page } = window();
      const hover = await editor.pointAt(
        stage.emulator.thumbprint('contoso-payments'),
        /Not verified: the key vaults that this workspace names/,
      );
      await window().picture('hover in Restricted Mode');
      await hover.getByText('Manage Trust').click();
      await page.locator('.workspace-trust-editor').waitFor();
      await window().picture('trust of the workspace');
    });

    it('reports nothing against a thumbprint', async () => {
      await window().openFile('ServiceConfiguration.Verdicts.cscfg');
      await window().picture('a file in Restricted Mode');
      const { page } = window();
      await window().run('Problems: Focus on Problems View');
      const rows = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
      assert.deepEqual(
        rows.filter((row) => /Not found|Outdated|Expired|Disabled|Deleted/.test(row)),
        [],
      );
    });

    it('reports nothing against a thumbprint that only a vault of a deployment template could have', async () => {
      const web = stage.emulator.thumbprint('contoso-web');
      const workbench = await stage.openInstead(window(), {
        'Deployed.cscfg': Buffer.from(configuration('Deployed', web)),
        'Other.cscfg': Buffer.from(configuration('Other', web)),
        'deploy/template.json': Buffer.from(template('Deployed')),
      });
      await workbench.openFile('Other.cscfg');
      await workbench.editor.squiggles('error').waitFor();
      await workbench.editor.pointAt(web, /Not found: no certificate in fabrikam/);
      await workbench.openFile('Deployed.cscfg');
      await workbench.editor.line('not verified').waitFor();
      await workbench.editor.pointAt(web, /Not verified: the key vaults that this workspace names/);
      await workbench.picture('a deployment template in Restricted Mode');
      assert.equal(await workbench.editor.squiggles('error').count(), 0);
    });
  });
}

/** With a role of another name than those of other services, so that only the service name decides what deploys it. */
function configuration(service: string, thumbprint: string): string {
  return `<ServiceConfiguration serviceName="${service}" osFamily="7" osVersion="*" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Of${service}">
    <Instances count="1" />
    <Certificates>
      <Certificate name="Web" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />
    </Certificates>
  </Role>
  <NetworkConfiguration>
    <VirtualNetworkSite name="vnet" />
    <AddressAssignments>
      <InstanceAddress roleName="Of${service}"><Subnets><Subnet name="web" /></Subnets></InstanceAddress>
    </AddressAssignments>
  </NetworkConfiguration>
</ServiceConfiguration>
`;
}

function template(service: string): string {
  const id = "[resourceId('Microsoft.KeyVault/vaults', 'contoso')]";
  const vaultCertificates = [{ certificateUrl: "[parameters('web')]" }];
  const properties = { osProfile: { secrets: [{ sourceVault: { id }, vaultCertificates }] } };
  const parameters = { web: { type: 'string' } };
  return JSON.stringify({
    parameters,
    resources: [{ type: 'Microsoft.Compute/cloudServices', name: service, properties }],
  });
}
