import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { unreadSnapshot, type VaultSnapshot } from '../../src/vault/snapshot/snapshot';
import type { FailureKind } from '../../src/vault/failure';
import { welcomeOf } from '../../src/editor/tree/welcome';
import { outside } from './support/outside';
import { setInFolder } from './support/settings';
import { children } from './support/tree';
import { until } from './support/until';
import { newVault, single } from './support/vaults';
import { watched } from './support/watch';

const url = 'https://contoso.vault.azure.net';
const unread = unreadSnapshot(url);
const empty: VaultSnapshot = { ...unread, listedAt: 1 };
const full: VaultSnapshot = {
  ...empty,
  newest: new Map([['web', { vault: url, certificate: 'web', thumbprint: 'A'.repeat(40), enabled: true }]]),
};
const creating: VaultSnapshot = {
  ...empty,
  pending: new Map([['web', { certificate: 'web', state: 'inProgress', issuer: 'Self', isCancelling: false }]]),
};
const failed = (kind: FailureKind): VaultSnapshot => ({ ...unread, failure: { kind, vault: url, at: 1 } });

describe('Instead of rows, the tree shows', () => {
  const cases: readonly (readonly [what: string, snapshots: readonly VaultSnapshot[], state: string | undefined])[] = [
    ['that there is no vault', [], 'noVault'],
    ['nothing while a vault is unread', [unread], undefined],
    ['nothing while a vault is read', [{ ...unread, busy: true }], undefined],
    ['that the vault is empty', [empty], 'empty'],
    ['that all vaults are empty', [empty, empty], 'empty'],
    ['nothing where there is a certificate', [empty, full], undefined],
    ['nothing where the first certificate is being created', [creating], undefined],
    ['why the vault cannot be read', [failed('firewall')], 'firewall'],
    ['why no vault can be read, if the reason is the same', [failed('signedOut'), failed('signedOut')], 'signedOut'],
    ['nothing if the reasons differ: each row shows its own', [failed('signedOut'), failed('firewall')], undefined],
    ['nothing where one could be read', [failed('signedOut'), empty], undefined],
    [
      'nothing where what was known is still there',
      [{ ...full, ...failed('offline'), newest: full.newest }],
      undefined,
    ],
    ['nothing while it tries again', [{ ...failed('offline'), busy: true }], undefined],
  ];
  for (const [what, snapshots, state] of cases) {
    it(what, () => {
      assert.equal(welcomeOf(snapshots, 0), state);
    });
  }

  it('that the settings contain no valid vault', () => {
    assert.equal(welcomeOf([], 1), 'refused');
    assert.equal(welcomeOf([empty], 1), 'empty');
  });

  it('a separate text for every state and every failure', () => {
    const { packageJSON } = extension();
    const shown = packageJSON.contributes.viewsWelcome.map(({ when }) => /cscfg\.welcome == (\w+)/.exec(when)?.[1]);
    const failures: readonly FailureKind[] = [
      ...(['signedOut', 'otherTenant', 'sessionExpired', 'claims', 'credential'] as const),
      ...(['unauthorized', 'wrongTenant', 'forbiddenByRbac', 'forbiddenByPolicy'] as const),
      ...(['forbidden', 'firewall', 'privateLink', 'throttled', 'offline', 'tls', 'notAVault'] as const),
      ...(['notFound', 'timeout', 'service', 'cancelled', 'browser'] as const),
    ];
    assert.deepEqual([...new Set(shown)].sort(), ['noVault', 'refused', 'empty', ...failures].sort());
  });

  it('the text for the context key, which follows the responses of the vaults', async () => {
    const state = async (): Promise<unknown> => {
      await children();
      return watched.contextKeys.get('cscfg.welcome');
    };
    const says = (expected: string | undefined): Promise<unknown> =>
      until(`The tree says ${String(expected)}`, state, (one) => one === expected);
    await setInFolder('shop', 'keyVaultsByFile', {});
    await setInFolder('shop', 'keyVaults', []);
    await setInFolder('other', 'keyVaults', []);
    await says('noVault');
    await setInFolder('other', 'keyVaults', ['https://contoso.example.com']);
    await says('refused');
    const vault = await newVault([]);
    await setInFolder('other', 'keyVaults', [vault.name]);
    await says('empty');
    await outside.add(vault.name, single);
    await vscode.commands.executeCommand('cscfg.refresh');
    await says(undefined);
    await setInFolder('other', 'keyVaults', ['walled']);
    await says('firewall');
    assert.deepEqual(await children(), []);
    await setInFolder('other', 'keyVaults', ['denied']);
    await says('forbiddenByRbac');
  });
});

function extension(): {
  readonly packageJSON: { readonly contributes: { readonly viewsWelcome: readonly { readonly when: string }[] } };
} {
  const found = vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates');
  assert.ok(found);
  return found;
}
