import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { vaultState, type FileVaults, type VaultState } from '../../src/editor/status/vaultState';
import { clouds } from '../../src/vault/address';
import type { FailureKind } from '../../src/vault/failure';
import { unreadSnapshot, type VaultSnapshot } from '../../src/vault/snapshot/snapshot';
import { fixedBySigningIn, statusWords } from '../vault/matrix/statusWords';
import { openFile } from './support/files';
import { outside } from './support/outside';
import { entry, web } from './support/service';
import { until } from './support/until';
import { ownVault, single } from './support/vaults';
import { watched } from './support/watch';

const { Error: error, Warning: warning, Information: information } = vscode.LanguageStatusSeverity;
const place = { uri: 'file:///Service.cscfg', offset: 0 };
const names = ['contoso', 'fabrikam'] as const;
const vaults = names.map((name) => ({ url: `https://${name}.vault.azure.net`, name, cloud: clouds[0] }));

function snapshot(name: (typeof names)[number], news: Partial<VaultSnapshot> = {}): VaultSnapshot {
  return { ...unreadSnapshot(`https://${name}.vault.azure.net`), ...news };
}

function failed(name: (typeof names)[number], kind: FailureKind, detail?: string): VaultSnapshot {
  const vault = `https://${name}.vault.azure.net`;
  return snapshot(name, { failure: { kind, vault, at: 1, ...(detail === undefined ? {} : { detail }) } });
}

function stateOf(file: Partial<FileVaults>): VaultState {
  return vaultState({ place, vaults, refused: [], snapshots: [], namesOthers: false, ...file });
}

describe('The status of a file', () => {
  const read = [
    snapshot('contoso', { listedAt: Date.UTC(2026, 0, 2) }),
    snapshot('fabrikam', { listedAt: Date.UTC(2026, 0, 1) }),
  ];
  const at = new Date(Date.UTC(2026, 0, 1)).toLocaleTimeString();
  const refreshed = { title: 'Refresh', command: 'cscfg.refresh', arguments: [place] };

  it('shows the vaults, and the time of the earliest reading', () => {
    assert.deepEqual(stateOf({ snapshots: read }), {
      text: 'contoso, fabrikam',
      detail: `verified at ${at}`,
      severity: information,
      busy: false,
      command: refreshed,
    });
  });

  it('shows that a vault is being read, or has not been read yet', () => {
    const [contoso, fabrikam] = [snapshot('contoso', { listedAt: 1 }), snapshot('fabrikam')];
    assert.equal(stateOf({ snapshots: [contoso, fabrikam] }).detail, 'not read yet');
    const busy = stateOf({ snapshots: [contoso, { ...fabrikam, busy: true }] });
    assert.deepEqual([busy.detail, busy.busy], ['reading…', true]);
  });

  it('shows why vaults could not be read, and what to do', () => {
    const state = stateOf({ snapshots: [snapshot('contoso', { listedAt: 1 }), failed('fabrikam', 'forbiddenByRbac')] });
    assert.deepEqual([state.text, state.severity], ['fabrikam: not verified', error]);
    assert.equal(state.detail, 'requires the role Key Vault Reader');
    assert.deepEqual(state.command, { title: 'Try Again', command: 'cscfg.refresh', arguments: [place] });
  });

  for (const kind of (Object.keys(statusWords) as FailureKind[]).filter((one) => one !== 'browser')) {
    const signsIn = fixedBySigningIn.includes(kind);
    it(`shows why a vault failed (${kind}), and offers ${signsIn ? 'to sign in' : 'to try again'}`, () => {
      assert.deepEqual(stateOf({ snapshots: [failed('contoso', kind)] }), {
        text: 'contoso: not verified',
        detail: statusWords[kind],
        severity: error,
        busy: false,
        command: signsIn
          ? { title: 'Sign In', command: 'cscfg.signIn', arguments: [place] }
          : { title: 'Try Again', command: 'cscfg.refresh', arguments: [place] },
      });
    });
  }

  it('shows that a browser cannot read vaults, and offers nothing, because nothing in its window can help', () => {
    const { detail, command } = stateOf({ snapshots: [failed('contoso', 'browser')] });
    assert.deepEqual([detail, command], ['not available in a browser', undefined]);
  });

  it('offers to add a vault if there is none, and to manage trust in an untrusted workspace', () => {
    const none = stateOf({ vaults: [] });
    assert.deepEqual([none.text, none.severity, none.command?.command], ['No key vault', warning, 'cscfg.addKeyVault']);
    const untrusted = stateOf({ vaults: [], namesOthers: true });
    assert.match(untrusted.detail, /until you trust the workspace/);
    assert.equal(untrusted.command?.command, 'workbench.trust.manage');
    const others = stateOf({ snapshots: read, namesOthers: true });
    assert.deepEqual([others.text, others.command?.title], ['Not verified', 'Manage Trust']);
  });

  it('shows an invalid vault, shortened, and opens the settings', () => {
    const text = `https://contoso.example.com/${'a'.repeat(50)}`;
    const state = stateOf({ refused: [{ text, message: l10n.t('{0} is no host.', text) }], snapshots: read });
    assert.equal(state.text, `Not a key vault: ${text.slice(0, 40)}…`);
    assert.deepEqual([state.severity, state.command?.command], [error, 'workbench.action.openSettings']);
  });

  it('shows no link from the text of a setting', () => {
    const link = '[Fix](command:workbench.action.quit)';
    const { detail } = stateOf({ refused: [{ text: link, message: l10n.t('{0} is no host.', link) }] });
    assert.match(detail, /\[Fix\] \(command:workbench\.action\.quit\)/);
  });

  it('is shown for the active file as its vault is read, fails and recovers', async () => {
    const vault = await ownVault([single]);
    const shown = (): string => {
      const { text, detail, command } = watched.statusItems.get('cscfg.keyVaults') ?? {};
      return [text, detail, command?.title].join(' | ');
    };
    const becomes = (pattern: RegExp): Promise<string> =>
      until(`The status is ${String(pattern)}`, shown, (one) => pattern.test(one));
    await outside.fail(vault.name, { kind: 'slow', milliseconds: 1000 }, { times: 1 });
    await openFile(web(entry('Api', await vault.thumbprint('api'))), { in: 'other' });
    await becomes(new RegExp(`^${vault.name} \\| reading… \\| Refresh$`));
    await becomes(new RegExp(`^${vault.name} \\| verified at .* \\| Refresh$`));
    await outside.deny(vault.name, 'firewall');
    await vscode.commands.executeCommand('cscfg.refresh');
    await becomes(
      new RegExp(
        `^${vault.name}: not verified \\| 203\\.0\\.113\\.7 is blocked by the vault's firewall \\| Try Again$`,
      ),
    );
    await outside.behave();
    await vscode.commands.executeCommand('cscfg.refresh');
    await becomes(new RegExp(`^${vault.name} \\| verified at`));
    await openFile(web(), { in: 'shop' });
    await becomes(/^contoso \|/);
  });
});
