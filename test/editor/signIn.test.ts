import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { mintToken } from '../emulator/tokens';
import { homeTenant } from '../emulator/vault';
import { editorSession } from '../../src/editor/signIn/session';
import { clouds, type Cloud } from '../../src/vault/address';
import { afterThisTest } from './support/cleanUp';
import { openFile, replaceText } from './support/files';
import { findingsBecome } from './support/findings';
import { outside } from './support/outside';
import { answer, question } from './support/questions';
import { entry, stranger, web } from './support/service';
import { setInWindow } from './support/settings';
import { until } from './support/until';
import { ownVault, single } from './support/vaults';
import { replace, watched } from './support/watch';

interface Asked {
  readonly provider: string;
  readonly scopes: readonly string[];
  readonly options: vscode.AuthenticationGetSessionOptions | undefined;
}

/** The sessions of VS Code during the test: none, or those of `identity` after a dialog was allowed. */
function accounts(identity?: string): { readonly asked: readonly Asked[]; signedIn: boolean } {
  const asked: Asked[] = [];
  const state = { asked, signedIn: false };
  const getSession = (
    provider: string,
    scopes: readonly string[],
    options?: vscode.AuthenticationGetSessionOptions,
  ): Promise<vscode.AuthenticationSession | undefined> => {
    asked.push({ provider, scopes, options });
    state.signedIn ||= identity !== undefined && options?.silent !== true;
    const token = mintToken({ identity: identity ?? '', tenant: homeTenant, audience: 'https://vault.azure.net' });
    const account = { id: '1', label: identity ?? '' };
    return Promise.resolve(state.signedIn ? { id: '1', accessToken: token, account, scopes } : undefined);
  };
  afterThisTest(
    replace(vscode.authentication, 'getSession', () => getSession as typeof vscode.authentication.getSession),
  );
  return state;
}

const scopes = ['https://vault.azure.net/.default', `VSCODE_TENANT:${homeTenant}`];

describe('Signing in', () => {
  it('never shows a dialog when a file is opened, changed, saved or hovered, or a vault refreshed', async () => {
    const { asked } = accounts();
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('Api', await vault.thumbprint('api'))), { in: 'other' });
    await until(
      'VS Code was asked',
      () => asked.length,
      (count) => count > 0,
    );
    await replaceText(document, await vault.thumbprint('api'), stranger);
    await document.save();
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, new vscode.Position(5, 60));
    await vscode.commands.executeCommand('cscfg.refresh');
    assert.deepEqual(
      asked.filter(({ provider, options }) => provider !== 'microsoft' || options?.silent !== true),
      [],
    );
    assert.ok(asked.every((one) => one.options?.createIfNone === undefined));
  });

  it('can show one on command, for the tenant of the vault', async () => {
    const state = accounts('dev');
    await setInWindow('cscfg', 'requestTimeout', 21);
    await outside.signInAs('signed-out');
    const vault = await ownVault([single]);
    const document = await openFile(web(entry('None', stranger)), { in: 'other' });
    const detail = (): string => watched.statusItems.get('cscfg.keyVaults')?.detail ?? '';
    await until('Nobody is signed in', detail, (text) => text.startsWith('not signed in'));
    assert.ok(state.asked.every(({ options }) => options?.silent));
    const { command } = watched.statusItems.get('cscfg.keyVaults') ?? {};
    assert.equal(command?.command, 'cscfg.signIn');
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    const shown = state.asked.filter(({ options }) => options?.silent !== true);
    assert.deepEqual(shown, [{ provider: 'microsoft', scopes, options: { createIfNone: true } }]);
    const identities = (await outside.requests(vault.name)).flatMap(({ identity }) => identity ?? []);
    assert.deepEqual([...new Set(identities)], ['dev']);
  });

  it('can show one when the user selects a certificate of a vault that could not be read', async () => {
    const state = accounts('dev');
    await setInWindow('cscfg', 'requestTimeout', 21);
    await outside.signInAs('signed-out');
    const vault = await ownVault([single]);
    const document = await openFile(web(), { in: 'other' });
    const inserting = vscode.commands.executeCommand('cscfg.insertCertificate');
    await question();
    await answer('api');
    await answer();
    await inserting;
    assert.equal(document.getText(), web(entry('api', await vault.thumbprint('api'))));
    assert.deepEqual(
      state.asked.filter(({ options }) => options?.silent !== true).map(({ options }) => options),
      [{ createIfNone: true }],
    );
  });

  it('in another extension causes vaults without an account to be read again', async () => {
    const state = accounts('dev');
    await setInWindow('cscfg', 'requestTimeout', 21);
    await outside.signInAs('signed-out');
    await ownVault([single]);
    const document = await openFile(web(entry('None', stranger)), { in: 'other' });
    const detail = (): string => watched.statusItems.get('cscfg.keyVaults')?.detail ?? '';
    await until('Nobody is signed in', detail, (text) => text.startsWith('not signed in'));
    state.signedIn = true;
    const tell = (id: string): void => {
      watched.sessionListeners.forEach((listener) => listener({ provider: { id, label: id } }));
    };
    tell('github');
    tell('microsoft');
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    assert.ok(state.asked.every(({ options }) => options?.silent));
  });

  it('uses VS Code for the clouds that it supports, and signs in again if the tenant’s policy requires it', async () => {
    const { asked } = accounts('dev');
    const log = vscode.window.createOutputChannel('test', { log: true });
    const account = editorSession(log);
    const ask = (cloud: Cloud, claims?: string): Promise<unknown> =>
      account.session({ scopes: ['s'], cloud, interactive: true, ...(claims === undefined ? {} : { claims }) });
    for (const cloud of clouds) {
      await ask(cloud);
    }
    await ask(clouds[0], '{}');
    account.dispose();
    log.dispose();
    // The vaults of the previous test may still be read silently.
    const shown = asked.filter(({ options }) => options?.silent !== true);
    assert.deepEqual(
      shown.map(({ provider, options }) => [provider, Object.keys(options ?? {})]),
      [
        ['microsoft', ['createIfNone']],
        ['microsoft', ['createIfNone']],
      ],
    );
  });

  it('that fails is followed by the next credential', async () => {
    const failing = (): Promise<never> => Promise.reject(new Error('User did not consent to login.'));
    afterThisTest(replace(vscode.authentication, 'getSession', () => failing));
    await setInWindow('cscfg', 'requestTimeout', 21);
    await ownVault([single]);
    const document = await openFile(web(entry('None', stranger)), { in: 'other' });
    await findingsBecome(document, [`error thumbprint-not-in-vault ‹${stranger}›`]);
    assert.ok((await outside.azCalls()).length > 0);
  });
});
