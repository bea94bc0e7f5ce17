import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/commands/ids';
import { openFile } from './support/files';
import { outside } from './support/outside';
import { opened } from './support/portal';
import { entry, web } from './support/service';
import { children, row } from './support/tree';
import { eventually } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { watched } from './support/watch';

const version = {
  vault: 'https://contoso.vault.azure.net',
  certificate: 'web',
  thumbprint: 'A'.repeat(40),
  enabled: true,
};

describe('From a certificate of the tree', () => {
  it('its thumbprint, its element and its identifiers can be copied', async () => {
    const vault = await ownVault([rotated]);
    const certificate = await row(vault.name, 'web');
    const [, older] = await children(certificate);
    const [{ versions } = { versions: [] }] = await outside.certificates(vault.name);
    const [first, second] = versions.map((one) => one.version);
    const thumbprint = await vault.thumbprint('web');
    const copies: readonly (readonly [command: string, row: unknown, text: string])[] = [
      [commands.copyThumbprint, certificate, thumbprint],
      [commands.copyElement, certificate, entry('web', thumbprint)],
      [commands.copyCertificateIdentifier, certificate, `${vault.url}/certificates/web/${second ?? ''}`],
      [commands.copySecretIdentifier, certificate, `${vault.url}/secrets/web/${second ?? ''}`],
      [commands.copyThumbprint, older, await vault.thumbprint('web/1')],
      [commands.copySecretIdentifier, older, `${vault.url}/secrets/web/${first ?? ''}`],
    ];
    for (const [command, from, text] of copies) {
      await vscode.commands.executeCommand(command, from);
      await eventually(() => vscode.env.clipboard.readText(), text);
    }
    assert.deepEqual(
      (await outside.asked(vault.name)).filter((one) => one.includes('/secrets')),
      [],
    );
  });

  it('and from all others that are selected, each text is copied once', async () => {
    const vault = await ownVault([single, rotated]);
    const [api, web] = [await row(vault.name, 'api'), await row(vault.name, 'web')];
    const [newest, older] = await children(web);
    const [first, second] = [await vault.thumbprint('api'), await vault.thumbprint('web')];
    const selected = [await row(vault.name), api, web, newest, older];
    const copies: readonly (readonly [command: string, lines: readonly string[]])[] = [
      [commands.copyThumbprint, [first, second, await vault.thumbprint('web/1')]],
      [
        commands.copyElement,
        [entry('api', first), entry('web', second), entry('web', await vault.thumbprint('web/1'))],
      ],
    ];
    for (const [command, lines] of copies) {
      await vscode.commands.executeCommand(command, api, selected);
      await eventually(() => vscode.env.clipboard.readText(), lines.join('\n'));
    }
    await vscode.commands.executeCommand(commands.copyCertificateIdentifier, api, [api, web]);
    await eventually(
      async () => (await vscode.env.clipboard.readText()).replaceAll(/\/[0-9a-f]{32}$/gm, ''),
      `${vault.url}/certificates/api\n${vault.url}/certificates/web`,
    );
  });

  it('an identifier that cannot be read leaves the clipboard unchanged, and the reason is shown', async () => {
    const vault = await ownVault([single]);
    const certificate = await row(vault.name, 'api');
    await vscode.env.clipboard.writeText('before');
    await outside.deny(vault.name, 'policy', { actions: ['get'] });
    await vscode.commands.executeCommand(commands.copySecretIdentifier, certificate);
    assert.equal(await vscode.env.clipboard.readText(), 'before');
    assert.match(watched.messages.join(), /^Your account is not allowed to read the certificates/);
  });

  it('the portal’s page can be opened, and from a vault the portal’s list of vaults', async () => {
    const pages = opened();
    const vault = await ownVault([single]);
    await vscode.commands.executeCommand(commands.openInPortal, await row(vault.name, 'api'));
    await vscode.commands.executeCommand(commands.openInPortal, await row(vault.name));
    assert.deepEqual(pages, [
      `https://portal.azure.com/#asset/Microsoft_Azure_KeyVault/Certificate/${vault.url}/certificates/api`,
      'https://portal.azure.com/#browse/Microsoft.KeyVault%2Fvaults',
    ]);
  });
});

describe('A command', () => {
  const garbage: readonly unknown[] = [
    undefined,
    null,
    42,
    'text',
    [],
    {},
    { uri: 7, offset: 'x' },
    { uri: 'file:///etc/passwd', offset: 0 },
    { uri: 'command:workbench.action.quit', offset: Number.NaN },
    { version: null },
    { version: { ...version, vault: 'https://evil.example' } },
    { version: { ...version, vault: 'https://contoso.vault.azure.net.evil.example' } },
    { version: { ...version, vault: 'https://contoso.vault.azure.net/x?y' } },
    { version: { ...version, certificate: '../secrets/x' } },
    { version: { ...version, thumbprint: '" /><Evil x="' } },
    { version: { ...version, version: '1/../..' } },
    { kind: 'vault', vault: { name: 'x', url: 'https://evil.example', cloud: { portal: 'https://evil.example' } } },
  ];

  it('does nothing with invalid arguments', async () => {
    const pages = opened();
    const text = web(entry('Tls', '#{Tls}#'));
    const document = await openFile(text);
    await vscode.env.clipboard.writeText('before');
    await outside.clearLog();
    const risky = [
      ...[commands.updateCertificate, commands.copyThumbprint, commands.copyElement],
      ...[commands.copyCertificateIdentifier, commands.copySecretIdentifier],
      ...[commands.openInPortal, commands.removeKeyVault],
    ];
    for (const command of risky) {
      for (const argument of garbage) {
        await vscode.commands.executeCommand(command, argument);
      }
    }
    assert.deepEqual(pages, []);
    assert.equal(await vscode.env.clipboard.readText(), 'before');
    assert.equal(document.getText(), text);
    // Requests about the readiness of vaults can occur at any time.
    assert.deepEqual(
      (await outside.tokenHosts()).filter((host) => host !== 'management.azure.com'),
      [],
    );
  });

  it('opens only the portal of the vault’s cloud, with any argument', async () => {
    const pages = opened();
    const cloud = { portal: 'https://evil.example' };
    await vscode.commands.executeCommand(commands.openInPortal, {
      kind: 'vault',
      vault: { url: 'https://contoso.vault.azure.cn', cloud },
    });
    assert.deepEqual(pages, ['https://portal.azure.cn/#browse/Microsoft.KeyVault%2Fvaults']);
  });
});
