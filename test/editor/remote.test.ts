import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { remoteSignInNote } from '../../src/editor/signIn/remote';
import { afterThisTest } from './support/cleanUp';
import { openFile, placeOf } from './support/files';
import { follow, hoverThatSays } from './support/hovers';
import { outside } from './support/outside';
import { entry, stranger, web } from './support/service';
import { setInWindow } from './support/settings';
import { ownVault, single } from './support/vaults';
import { eventually } from './support/until';
import { replace, watched } from './support/watch';

describe('Where the extension runs on another computer than the user’s', () => {
  const names: readonly (readonly [remote: string | undefined, credential: string, note: RegExp | undefined])[] = [
    [undefined, 'auto', undefined],
    ['dev-container', 'auto', /^The extension runs in a container.*set cscfg\.credential to "default"\.$/],
    ['codespaces', 'azureCli', /^The extension runs in a container/],
    ['ssh-remote', 'auto', /^The extension runs on a remote host.*set cscfg\.credential to "default"\.$/],
    ['ssh-remote', 'default', undefined],
    ['dev-container', 'vscode', undefined],
  ];
  for (const [remote, credential, note] of names) {
    it(`${note === undefined ? 'nothing is said' : 'the local sign-in is said not to count'}: ${String(remote)}, ${credential}`, () => {
      assert.match(remoteSignInNote({ remoteName: remote, credential }) ?? '', note ?? /^$/);
    });
  }

  it('hover and status of a file say so while nobody is signed in, and lead to the setting', async () => {
    const opened: unknown[] = [];
    afterThisTest(replace(vscode.env, 'remoteName', () => 'dev-container'));
    afterThisTest(
      replace(
        vscode.commands,
        'executeCommand',
        (original) =>
          ((command: string, ...rest: unknown[]) =>
            command === 'workbench.action.openSettings'
              ? Promise.resolve(opened.push(rest[0]))
              : original(command, ...rest)) as typeof original,
      ),
    );
    // The tokens of other vaults are discarded with the reader.
    await setInWindow('cscfg', 'requestTimeout', 21);
    await outside.signInAs('signed-out');
    await ownVault([single]);
    const document = await openFile(web(entry('Api', stranger)), { in: 'other' });
    const hover = await hoverThatSays(document, placeOf(document, stranger), 'Not verified: Not signed in');
    assert.ok(hover.lines.some((line) => line.startsWith('Remote: The extension runs in a container')));
    await eventually(
      () =>
        watched.statusItems
          .get('cscfg.keyVaults')
          ?.detail?.startsWith('not signed in. Your local Azure CLI sign-in does not count here'),
      true,
    );
    await follow(hover, 'Change Credential…');
    assert.deepEqual(opened, ['cscfg.credential']);
  });
});
