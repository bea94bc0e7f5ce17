import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { setInFolder } from './support/settings';
import { children, itemOf, itemsOf, row, tooltipOf, tree } from './support/tree';
import { eventually, until } from './support/until';
import { ownVault, rotated, single } from './support/vaults';
import { watched } from './support/watch';

const day = (days: number): { readonly from: number; readonly to: number } => ({ from: -400, to: days });

function textOf(text: unknown): string {
  return typeof text === 'string' ? text : '';
}

/** `verified testing.iconPassed` */
function icon({ iconPath }: vscode.TreeItem): string {
  return iconPath instanceof vscode.ThemeIcon ? [iconPath.id, iconPath.color?.id ?? ''].join(' ').trim() : 'none';
}

describe('The tree of key vaults', () => {
  it('starts with the vaults of every folder, each once, and reads what was never read when it is looked at', async () => {
    const vault = await ownVault([single]);
    await setInFolder('shop', 'keyVaultsByFile', { '*.Staging.cscfg': ['fabrikam'], 'x/**': [`${vault.url}/`] });
    const labels = await until(
      'The vaults are read',
      async () => (await itemsOf()).map(({ label, description }) => [label, description]),
      (rows) => rows.every(([, description]) => textOf(description).includes('certificate')),
    );
    assert.deepEqual(labels, [
      ['contoso', '13 certificates'],
      ['fabrikam', '4 certificates'],
      [vault.name, '1 certificate'],
    ]);
  });

  it('shows the state and remaining validity of each certificate', async () => {
    const vault = await ownVault([
      { name: 'current', versions: [day(100)] },
      { name: 'disabled', versions: [{ ...day(100), enabled: false }] },
      { name: 'expired', versions: [day(-3)] },
      { name: 'expiring', versions: [day(12)] },
      { name: 'Later', versions: [{ from: 5, to: 300 }] },
    ]);
    await row(vault.name, 'current');
    const items = await itemsOf(await row(vault.name));
    assert.deepEqual(
      // Whether it is used depends on the files that other tests leave in the workspace.
      items.map((item) => [item.label, textOf(item.description).replace(' · not used', ''), icon(item)]),
      [
        ['current', '100 d', 'circle-outline'],
        ['disabled', 'disabled · 100 d', 'circle-slash disabledForeground'],
        ['expired', 'expired 3 d ago', 'error list.errorForeground'],
        ['expiring', '12 d', 'warning list.warningForeground'],
        ['Later', 'valid in 5 d', 'watch list.warningForeground'],
      ],
    );
    assert.ok(items.every(({ contextValue }) => /^cscfg\.certificate(?:\.disabled)?$/.test(contextValue ?? '')));
    assert.ok(items.every(({ collapsibleState }) => collapsibleState === vscode.TreeItemCollapsibleState.Collapsed));
    assert.deepEqual(
      items.map(({ accessibilityInformation }) => accessibilityInformation?.label.replace(', not used', '')),
      [
        'current, expires in 100 days',
        'disabled, disabled · expires in 100 days',
        'expired, expired 3 days ago',
        'expiring, expires in 12 days',
        'Later, not yet valid · expires in 300 days',
      ],
    );
  });

  it('reads the versions of a certificate when it is expanded, and shows the newest first', async () => {
    const vault = await ownVault([rotated]);
    const certificate = await row(vault.name, 'web');
    assert.deepEqual(
      (await outside.asked(vault.name)).filter((one) => one.includes('versions')),
      [],
    );
    // The contents of an expanded certificate are read, and its newest version shows them.
    const items = await until(
      'The newest version is examined',
      () => itemsOf(certificate),
      ([newest]) => newest !== undefined && icon(newest).startsWith('verified'),
    );
    const versions = (await outside.certificates(vault.name))[0]?.versions ?? [];
    const short = versions.map(({ version }) => `${version.slice(0, 8)}…`);
    assert.deepEqual(
      items.map((item) => [item.label, item.description, icon(item), item.contextValue]),
      [
        [short[1], 'newest · 355 d', 'verified testing.iconPassed', 'cscfg.version'],
        [short[0], '100 d', 'history', 'cscfg.version'],
      ],
    );
    const [newest] = await children(certificate);
    assert.ok((await tooltipOf(newest)).includes(`Version\\: ${versions[1]?.version ?? ''}  \n`));
    assert.ok(items.every(({ collapsibleState }) => collapsibleState === vscode.TreeItemCollapsibleState.None));
  });

  it('keeps the identity of its rows after a refresh, so that expanded rows stay expanded', async () => {
    const vault = await ownVault([rotated, single]);
    const ids = async (): Promise<readonly (string | undefined)[]> => {
      const certificates = await children(await row(vault.name));
      const rows = [await row(vault.name), ...certificates, ...(await children(await row(vault.name, 'web')))];
      return Promise.all(rows.map(async (node) => (await itemOf(node)).id));
    };
    await row(vault.name, 'web');
    const before = await ids();
    assert.equal(new Set(before).size, 5);
    await outside.rotate(vault.name, 'api');
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.deepEqual(await ids(), before);
  });

  it('knows the parent of each row', async () => {
    const vault = await ownVault([rotated]);
    const certificate = await row(vault.name, 'web');
    const [version] = await children(certificate);
    const parent = async (node: unknown): Promise<string | undefined> => {
      const found: unknown = await tree().provider.getParent?.(node);
      return found === undefined ? undefined : (await itemOf(found)).id;
    };
    assert.equal(await parent(version), (await itemOf(certificate)).id);
    assert.equal(await parent(certificate), (await itemOf(await row(vault.name))).id);
    assert.equal(await parent(await row(vault.name)), undefined);
  });

  it('reads the details of a certificate only for its tooltip', async () => {
    const vault = await ownVault([single]);
    const certificate = await row(vault.name, 'api');
    assert.deepEqual(
      (await outside.asked(vault.name)).filter((one) => one.startsWith('GET /certificates/')),
      [],
    );
    const tooltip = await tooltipOf(certificate);
    assert.match(tooltip, /^\*\*api\*\*\n\nSubject\\: CN\\=api {2}\nIssuer\\: CN\\=api {2}\nKey\\: RSA 2048/);
    assert.doesNotMatch(tooltip, /command:/);
    await outside.fail(vault.name, { kind: 'reset' });
    assert.equal(await tooltipOf(certificate), tooltip);
  });

  it('shows the failure of a vault in its row, next to a vault that was read', async () => {
    const vault = await ownVault([single]);
    await setInFolder('other', 'keyVaults', [vault.name, 'northwind']);
    const northwind = await row('northwind');
    const item = await until(
      'The vault is asked',
      () => itemOf(northwind),
      ({ description }) => textOf(description).includes('Key Vault Reader'),
    );
    assert.equal(icon(item), 'warning list.warningForeground');
    assert.match(textOf(item.tooltip), /^https:\/\/northwind\.vault\.azure\.net\nYour account is not allowed to read/);
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /^Key vault northwind, requires the role Key Vault Reader$/,
    );
    assert.equal(item.contextValue, 'cscfg.vault');
  });

  it('shows once why the versions of several certificates cannot be read, and keeps those that were read', async () => {
    const vault = await ownVault([rotated, single]);
    const [web_, api] = [await row(vault.name, 'web'), await row(vault.name, 'api')];
    const known = await itemsOf(web_);
    assert.equal(known.length, 2);
    // The contents of an expanded row are read, but not those of a certificate that is rotated at the same time.
    await until(
      'Its contents are read',
      () => outside.asked(vault.name),
      (asked) => asked.includes('GET /certificates/web/'),
    );
    await outside.rotate(vault.name, 'web');
    await outside.deny(vault.name, 'rbac', { actions: ['versions'] });
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.deepEqual(await children(api), []);
    assert.deepEqual(await children(api), []);
    const kept = await itemsOf(await row(vault.name, 'web'));
    assert.equal(watched.messages.length, 1, watched.messages.join('\n'));
    assert.match(watched.messages[0] ?? '', /Key Vault Reader/);
    assert.deepEqual(
      kept.map(({ id }) => id),
      known.map(({ id }) => id),
    );
  });

  it('has a badge with the number of certificates that have problems', async () => {
    const vault = await ownVault([rotated, { name: 'soon', versions: [day(12)] }]);
    const [older, soon] = [await vault.thumbprint('web/1'), await vault.thumbprint('soon')];
    const entries = [entry('Tls', older), entry('Soon', soon), entry('None', stranger), entry('Short', '1234')];
    const document = await openFile(web(...entries), { in: 'other' });
    await findingsBecome(document, [
      `warning certificate-outdated ‹${older}›`,
      `information certificate-expiring ‹${soon}›`,
      `error thumbprint-not-in-vault ‹${stranger}›`,
      'error thumbprint-malformed ‹1234›',
    ]);
    await eventually(() => tree().view.badge, { value: 2, tooltip: '2 certificates have problems' });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually(() => tree().view.badge, undefined);
  });
});
