import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Network } from '../emulator/proxy';
import { afterThisTest } from './support/cleanUp';
import { openFile, placeOf } from './support/files';
import { findingsBecome, findingsOf } from './support/findings';
import { hoverThatSays } from './support/hovers';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { setInWindow } from './support/settings';
import { until } from './support/until';
import { ownVault, rotated } from './support/vaults';
import { watched } from './support/watch';

interface Trouble {
  readonly when: string;
  readonly make: (vault: string) => Promise<unknown>;
  readonly says: RegExp;
}

const troubles: readonly Trouble[] = [
  {
    when: 'the account has no role',
    make: (vault) => outside.deny(vault, 'rbac'),
    says: /^requires the role Key Vault Reader$/,
  },
  {
    when: 'no access policy lets it',
    make: (vault) => outside.deny(vault, 'policy'),
    says: /^requires the permissions Get and List$/,
  },
  {
    when: 'the firewall is in the way',
    make: (vault) => outside.deny(vault, 'firewall'),
    says: /203\.0\.113\.7 is blocked/,
  },
  {
    when: 'it answers over a private link only',
    make: (vault) => outside.deny(vault, 'connection'),
    says: /private link/,
  },
  {
    when: 'it is asked too often',
    make: (vault) => outside.fail(vault, { kind: 'throttle', retryAfter: 600 }),
    says: /^throttled$/,
  },
  {
    when: 'it has a fault',
    make: (vault) => outside.fail(vault, { kind: 'status', status: 500 }),
    says: /^internal error$/,
  },
  {
    when: 'a sign-in page of the network answers',
    make: (vault) => outside.fail(vault, { kind: 'html' }),
    says: /^not a key vault$/,
  },
  { when: 'the network is down', make: () => breakNetwork('cut'), says: /cannot be reached/ },
  { when: 'connection not trusted', make: () => breakNetwork('untrusted'), says: /not trusted/ },
  {
    when: 'the account is of another tenant',
    make: async (vault) => {
      await outside.signInAs('foreign-tenant');
      await outside.setTenant(vault, 'f0e1d2c3-0000-4000-8000-00000000beef');
    },
    says: /^signed in to another tenant$/,
  },
  {
    when: 'nobody is signed in',
    make: async () => {
      await forgetAll();
      await outside.signInAs('signed-out');
    },
    says: /^not signed in(?:$|\. Your local Azure CLI)/,
  },
  {
    when: 'it does not answer in time',
    make: async (vault) => {
      await setInWindow('cscfg', 'requestTimeout', 1);
      await outside.fail(vault, { kind: 'hang' });
    },
    says: /^timed out$/,
  },
];

/** A new time-out creates a new reader without token and data, also after the test. */
function forgetAll(): Promise<void> {
  return setInWindow('cscfg', 'requestTimeout', 21);
}

/** For all vaults, until the end of the test. */
async function breakNetwork(network: Network): Promise<void> {
  await forgetAll();
  await outside.setNetwork(network);
}

function status(): string {
  return watched.statusItems.get('cscfg.keyVaults')?.detail ?? '';
}

describe('Where the vault cannot be read', () => {
  for (const { when, make, says } of troubles) {
    it(`because ${when}, no thumbprint is reported, and checks resume when it can be read`, async () => {
      const vault = await ownVault([rotated]);
      const older = await vault.thumbprint('web/1');
      await make(vault.name);
      const document = await openFile(web(entry('Tls', older), entry('None', stranger)), { in: 'other' });
      await until('The status tells', status, (detail) => says.test(detail));
      await hoverThatSays(document, placeOf(document, stranger), 'Not verified:');
      await findingsBecome(document, [`hint thumbprint-unverified ‹${older}›`]);
      assert.deepEqual(watched.messages, []);
      await outside.behave();
      await vscode.commands.executeCommand('cscfg.refresh');
      await findingsBecome(document, [
        `warning certificate-outdated ‹${older}›`,
        `error thumbprint-not-in-vault ‹${stranger}›`,
      ]);
      assert.match(status(), /^verified at/);
    });
  }

  it('known matches stay, and nothing else is reported', async () => {
    const vault = await ownVault([rotated]);
    const older = await vault.thumbprint('web/1');
    const document = await openFile(web(entry('Tls', older), entry('None', stranger)), { in: 'other' });
    await findingsBecome(document, [
      `warning certificate-outdated ‹${older}›`,
      `error thumbprint-not-in-vault ‹${stranger}›`,
    ]);
    afterThisTest(forgetAll);
    await outside.setNetwork('refuse');
    await vscode.commands.executeCommand('cscfg.refresh');
    await findingsBecome(document, [
      `warning certificate-outdated ‹${older}›`,
      `hint thumbprint-unverified ‹${stranger}›`,
    ]);
    await hoverThatSays(document, placeOf(document, older), 'Outdated: an older version of web');
    await hoverThatSays(document, placeOf(document, stranger), 'Not verified:');
    assert.equal(watched.messages.length, 1);
    assert.match(watched.messages[0] ?? '', /cannot be reached/);
  });

  it('because the list is incomplete, its entries are used, and no thumbprint is reported as missing', async () => {
    const vault = await ownVault([rotated]);
    await outside.setPaging(vault.name, 'short');
    for (let index = 0; index < 12; index++) {
      await outside.add(vault.name, { name: `other-${String(index)}`, versions: [{ from: -1, to: -1 / 2 }] });
    }
    await outside.fail(vault.name, { kind: 'status', status: 500 }, { after: 1 });
    const [first] = await outside.certificates(vault.name);
    const expired = first?.versions[0]?.thumbprint ?? '';
    const document = await openFile(web(entry('First', expired), entry('None', stranger)), { in: 'other' });
    await findingsBecome(document, [
      `error certificate-expired ‹${expired}›`,
      `hint thumbprint-unverified ‹${stranger}›`,
    ]);
    await until('The status tells', status, (detail) => detail.includes('internal error'));
    assert.deepEqual(findingsOf(document), [
      `error certificate-expired ‹${expired}›`,
      `hint thumbprint-unverified ‹${stranger}›`,
    ]);
  });

  it('the log contains host, status and duration, and never a token or a query', async () => {
    const vault = await ownVault([rotated]);
    await outside.deny(vault.name, 'rbac', { actions: ['versions'] });
    await openFile(web(entry('None', stranger)), { in: 'other' });
    const log = (): string => watched.log.join('\n');
    await until('The refusal is logged', log, (text) => text.includes('forbiddenByRbac'));
    const host = vault.url.slice('https://'.length).replaceAll('.', '\\.');
    assert.match(log(), new RegExp(`^debug ${host} GET /certificates/? 200 \\S+ \\d+ ms$`, 'm'));
    assert.match(log(), new RegExp(`^warn ${host} GET /certificates/web/versions/? 403 \\S+ \\d+ ms$`, 'm'));
    assert.doesNotMatch(log(), /emulated\.|Bearer|api-version|\?/);
  });
});
