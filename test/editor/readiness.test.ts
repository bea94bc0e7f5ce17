import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { homeTenant } from '../emulator/vault';
import { afterThisTest } from './support/cleanUp';
import { answerConfirmations } from './support/confirm';
import { openFile, placeOf } from './support/files';
import { follow, hoverAt, type SeenHover } from './support/hovers';
import { outside } from './support/outside';
import { opened } from './support/portal';
import { rowThat } from './support/rows';
import { entry, stranger, web } from './support/service';
import { folder, setInFolder } from './support/settings';
import { eventually, until } from './support/until';
import { newVault, ownVault, single, type OwnVault } from './support/vaults';
import { replace, watched } from './support/watch';

const arm = 'management.azure.com';

async function openWith(vault: OwnVault): Promise<vscode.TextDocument> {
  return openFile(web(entry('Api', await vault.thumbprint('api'))), { in: 'other' });
}

/** The hover of the certificate, as soon as one of its lines matches. */
async function hoverWith(document: vscode.TextDocument, line: RegExp): Promise<SeenHover> {
  const hover = await until(
    `The hover says ${String(line)}`,
    () => hoverAt(document, placeOf(document, 'thumbprint="', 15)),
    (one) => one?.lines.some((text) => line.test(text)) === true,
  );
  assert.ok(hover !== undefined);
  return hover;
}

const tooltipOf = ({ tooltip }: vscode.TreeItem): string => (typeof tooltip === 'string' ? tooltip : '');

const template = (): vscode.Uri => vscode.Uri.joinPath(folder('other').uri, 'template.json');

function writeTemplate(content: object): Thenable<void> {
  return vscode.workspace.fs.writeFile(template(), Buffer.from(JSON.stringify(content)));
}

describe('A vault that is not enabled for deployment', () => {
  const closed = { resource: { forDeployment: false } } as const;

  it('has a warning in its row and in the hover of each of its certificates', async () => {
    const vault = await ownVault([single], closed);
    const document = await openWith(vault);
    const hover = await hoverWith(document, /^Deployment: /);
    const words = `${vault.name} is not enabled for deployment. Enable it so that Azure can read certificates from it.`;
    assert.equal(hover.lines[1], `Deployment: ${words}`);
    assert.deepEqual(
      hover.links.map(({ title }) => title),
      [
        'Enable for Deployment…',
        'Copy Azure CLI Command',
        'Copy PowerShell Command',
        'Choose Another…',
        'Roll Over…',
        'Copy Certificate Identifier',
        'Copy Secret Identifier',
        'Open in Portal',
        'Refresh',
      ],
    );
    const { item } = await rowThat(vault.name, ({ contextValue }) => contextValue === 'cscfg.vault.notForDeployment');
    assert.match(String(item.description), /^not enabled for deployment · 1 certificate$/);
    assert.deepEqual(tooltipOf(item).split('\n'), [
      vault.url,
      `Azure CLI account · ${homeTenant}`,
      `Deployment: ${words}`,
      'Region: westeurope',
      'Subscription: 5b5c1f3e-6a7d-4f0e-9c1b-c0a705053b0b',
      'Access: Azure role-based access control',
      'Network: All networks',
    ]);
    assert.deepEqual(watched.messages, []);
  });

  it('is enabled after confirmation, and nothing else is changed', async () => {
    const vault = await ownVault([single], closed);
    const before = await outside.resource(vault.name);
    const document = await openWith(vault);
    const asked = answerConfirmations(true);
    await follow(await hoverWith(document, /^Deployment: /), 'Enable for Deployment…');
    assert.deepEqual(
      asked.map(({ question, buttons }) => [question, buttons]),
      [[`Enable ${vault.name} for deployment?`, ['Enable']]],
    );
    assert.deepEqual(await outside.resource(vault.name), { ...before, forDeployment: true });
    await rowThat(vault.name, ({ contextValue }) => contextValue === 'cscfg.vault');
    const hover = await hoverAt(document, placeOf(document, 'thumbprint="', 15));
    assert.ok(hover?.lines.every((line) => !line.startsWith('Deployment')));
  });

  it('stays unchanged without confirmation', async () => {
    const vault = await ownVault([single], closed);
    const document = await openWith(vault);
    const hover = await hoverWith(document, /^Deployment: /);
    const asked = answerConfirmations(false);
    await follow(hover, 'Enable for Deployment…');
    assert.equal(asked.length, 1);
    assert.equal((await outside.resource(vault.name)).forDeployment, false);
  });

  it('reports the required role if the change is denied', async () => {
    const vault = await ownVault([single], closed);
    const document = await openWith(vault);
    const hover = await hoverWith(document, /^Deployment: /);
    await outside.denyManagement({ writing: true });
    answerConfirmations(true);
    await follow(hover, 'Enable for Deployment…');
    await eventually(
      () => watched.messages,
      [
        `Your account is not allowed to change ${vault.name}. Ask for the role Key Vault Contributor, or copy the command for someone who has it.`,
      ],
    );
    assert.equal((await outside.resource(vault.name)).forDeployment, false);
  });

  it('is enabled by the copied commands', async () => {
    const vault = await ownVault([single], { resource: { forDeployment: false, resourceGroup: 'shop-rg' } });
    const document = await openWith(vault);
    const hover = await hoverWith(document, /^Deployment: /);
    await follow(hover, 'Copy Azure CLI Command');
    assert.equal(
      await vscode.env.clipboard.readText(),
      `az keyvault update --name ${vault.name} --resource-group shop-rg ` +
        '--subscription 5b5c1f3e-6a7d-4f0e-9c1b-c0a705053b0b --enabled-for-deployment true',
    );
    await follow(hover, 'Copy PowerShell Command');
    assert.equal(
      await vscode.env.clipboard.readText(),
      'Set-AzContext -Subscription 5b5c1f3e-6a7d-4f0e-9c1b-c0a705053b0b; ' +
        `Set-AzKeyVaultAccessPolicy -VaultName ${vault.name} -ResourceGroupName shop-rg -EnabledForDeployment`,
    );
  });
});

describe('The readiness of a vault', () => {
  it('is checked once, after the vault was read, however often it is shown', async () => {
    const vault = await ownVault([single]);
    await openWith(vault);
    await rowThat(vault.name, (item) => tooltipOf(item).includes('Region: westeurope'));
    await openWith(vault);
    await rowThat(vault.name, (item) => tooltipOf(item).includes('Region: westeurope'));
    const asked = (await outside.asked(arm)).filter((line) => line.endsWith(`/${vault.name}`));
    assert.equal(asked.length, 1);
    const hosts = await outside.tokenHosts();
    assert.deepEqual(
      hosts.filter((host) => host !== arm && !host.endsWith('.vault.azure.net')),
      [],
    );
  });

  it('is checked by vault name: checking a file lists no subscriptions or resources', async () => {
    const vault = await ownVault([single]);
    await outside.behave();
    await outside.clearLog();
    await openWith(vault);
    await rowThat(vault.name, (item) => tooltipOf(item).includes('Region: westeurope'));
    const queries = await outside.graphQueries();
    assert.ok(queries.length > 0);
    for (const query of queries) {
      assert.match(
        query,
        /^resources \| where type =~ 'microsoft\.keyvault\/vaults' and name =~ '[a-z0-9-]+' \| project/,
      );
      assert.doesNotMatch(query, /resourcecontainers/);
    }
    const asked = await outside.asked(arm);
    const expected =
      /^(?:POST \/providers\/Microsoft\.ResourceGraph\/resources|GET \/subscriptions\/.+\/vaults\/[a-z0-9-]+)$/;
    assert.deepEqual(
      asked.filter((line) => !expected.test(line)),
      [],
    );
  });

  it('is checked once for each of several vaults that are read at the same time', async () => {
    const vaults = [await newVault([single]), await newVault([single]), await newVault([single])];
    const names = vaults.map(({ name }) => name);
    await setInFolder('other', 'keyVaults', names);
    await openFile(web(entry('Api', stranger)), { in: 'other' });
    for (const name of names) {
      await rowThat(name, (item) => tooltipOf(item).includes('Region: westeurope'));
    }
    const asked = (await outside.asked(arm)).map((line) => line.split('/').at(-1) ?? '');
    assert.deepEqual(asked.filter((name) => names.includes(name)).sort(), [...names].sort());
  });

  it('is checked again when the user refreshes', async () => {
    const vault = await ownVault([single]);
    await openWith(vault);
    await rowThat(vault.name, ({ contextValue }) => contextValue === 'cscfg.vault');
    await rowThat(vault.name, (item) => tooltipOf(item).includes('Region: '));
    await outside.setResource(vault.name, { location: 'eastus' });
    await vscode.commands.executeCommand('cscfg.refresh');
    await rowThat(vault.name, (item) => tooltipOf(item).includes('Region: eastus'));
  });

  it('is unchecked without access, which is not an error', async () => {
    await outside.denyManagement();
    const vault = await ownVault([single]);
    const document = await openWith(vault);
    const { item } = await rowThat(vault.name, (one) => tooltipOf(one).includes('Not checked'));
    assert.match(
      tooltipOf(item),
      /^Deployment: Not checked: .* is not visible to your account .* Ask for the role Reader on the vault\.$/m,
    );
    assert.equal(item.description, '1 certificate');
    const hover = await hoverAt(document, placeOf(document, 'thumbprint="', 15));
    assert.ok(hover?.lines.every((line) => !line.startsWith('Deployment')));
    assert.deepEqual(watched.messages, []);
  });

  it('is reported on command', async () => {
    await outside.denyManagement();
    const vault = await ownVault([single]);
    await openWith(vault);
    const { node } = await rowThat(vault.name, (one) => tooltipOf(one).includes('Not checked'));
    await vscode.commands.executeCommand('cscfg.checkReadiness', node);
    assert.match(watched.messages.join(), /^Not checked: .* is not visible to your account/);
    watched.messages.splice(0);
    await outside.behave();
    await vscode.commands.executeCommand('cscfg.checkReadiness', node);
    assert.deepEqual(watched.messages, [`Deployments can retrieve certificates from ${vault.name}.`]);
  });

  it('is compared with where the templates of the workspace deploy the service', async () => {
    const vault = await ownVault([single], { resource: { location: 'West Europe' } });
    afterThisTest(() => vscode.workspace.fs.delete(template()));
    await writeTemplate({
      resources: [
        {
          type: 'Microsoft.Compute/cloudServices',
          name: 'Shop',
          location: 'eastus',
          properties: {
            osProfile: { secrets: [{ vaultCertificates: [{ certificateUrl: `${vault.url}/secrets/a/b` }] }] },
          },
        },
      ],
    });
    const document = await openWith(vault);
    await hoverWith(
      document,
      new RegExp(`^Deployment: ${vault.name} is in westeurope, but Shop is deployed to eastus\\.`),
    );
    await writeTemplate({ resources: [] });
    await rowThat(vault.name, ({ description }) => description === '1 certificate');
  });

  it('is reported if deployment files cannot be searched', async () => {
    const vault = await ownVault([single]);
    await openWith(vault);
    const { node } = await rowThat(vault.name, ({ description }) => description === '1 certificate');
    afterThisTest(
      replace(vscode.workspace, 'findFiles', () => () => Promise.reject(new Error('There is nothing to search with'))),
    );
    afterThisTest(() => vscode.workspace.fs.delete(template()));
    await writeTemplate({ resources: [] });
    await until(
      'The search has failed',
      () => watched.log.filter((line) => line.includes('There is nothing to search with')),
      (lines) => lines.length > 0,
    );
    await vscode.commands.executeCommand('cscfg.checkReadiness', node);
    assert.deepEqual(watched.messages, [`Deployments can retrieve certificates from ${vault.name}.`]);
  });

  it('explains what a restricted network means for deployments', async () => {
    const vault = await ownVault([single], { resource: { publicAccess: 'Disabled', bypass: 'None' } });
    await openWith(vault);
    const { item } = await rowThat(vault.name, (one) => tooltipOf(one).includes('Network'));
    assert.match(tooltipOf(item), /^Network: Private links only \(public access is disabled\)$/m);
    assert.match(tooltipOf(item), /^Deployment: The firewall of .* blocks deployments\./m);
  });

  it('links to the page of the vault in the portal', async () => {
    const vault = await ownVault([single]);
    await openWith(vault);
    await rowThat(vault.name, (one) => tooltipOf(one).includes('Region'));
    const { node } = await rowThat(vault.name, () => true);
    const pages = opened();
    await vscode.commands.executeCommand('cscfg.openInPortal', node);
    assert.deepEqual(pages, [
      'https://portal.azure.com/#resource/subscriptions/5b5c1f3e-6a7d-4f0e-9c1b-c0a705053b0b/resourceGroups/contoso-shop' +
        `/providers/Microsoft.KeyVault/vaults/${vault.name}`,
    ]);
  });
});
