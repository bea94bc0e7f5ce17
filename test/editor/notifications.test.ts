import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { confirm, showError, showInformation, showWarning, withProgress } from '../../src/editor/notify';
import { vaultState } from '../../src/editor/status/vaultState';
import { afterThisTest } from './support/cleanUp';
import { openFile, placeOf } from './support/files';
import { until } from './support/until';
import { replace, watched } from './support/watch';

const hostile = '[Show](command:workbench.action.quit) and [more](https://contoso.example)';
const shown = '[Show] (command:workbench.action.quit) and [more] (https://contoso.example)';

/** Records the texts of dialogs and progress. */
function watchDialogs(): string[] {
  const texts: string[] = [];
  afterThisTest(
    replace(vscode.window, 'showWarningMessage', () => (question: string, options?: vscode.MessageOptions | string) => {
      texts.push(question, ...(typeof options === 'object' ? [options.detail ?? ''] : []));
      return Promise.resolve(undefined);
    }),
  );
  afterThisTest(
    replace(vscode.window, 'withProgress', (original) => (options, task) => {
      texts.push(options.title ?? '');
      return original(options, task);
    }),
  );
  return texts;
}

describe('A notification', () => {
  it('shows a hostile name of any kind as text', async () => {
    const dialogs = watchDialogs();
    await Promise.all([showInformation(hostile), showError(hostile)]);
    await showWarning(hostile);
    assert.equal(await confirm({ question: hostile, detail: hostile, yes: 'Yes' }), false);
    await withProgress(hostile, () => Promise.resolve());
    assert.deepEqual(
      [...watched.messages, ...dialogs],
      Array.from({ length: 6 }, () => shown),
    );
  });

  it('about a rename shows the old name as text', async () => {
    const name = '[Show](command:workbench.action.quit)';
    const document = await openFile(
      [
        '<ServiceConfiguration serviceName="Shop">',
        '  <Role name="Web">',
        '    <Instances count="1" />',
        `    <ConfigurationSettings><Setting name="${name}" value="1" /></ConfigurationSettings>`,
        '  </Role>',
        '</ServiceConfiguration>',
      ].join('\n'),
    );
    const rename = (to: string): Thenable<unknown> =>
      vscode.commands.executeCommand(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        placeOf(document, `"${name}"`, 1),
        to,
      );
    await rename('Show');
    await until(
      'The rename is reported',
      () => watched.messages,
      (messages) => messages.some((one) => one.includes('[Show] (command:')),
    );
  });

  it('is like the language status, which shows a hostile setting as text', () => {
    const state = vaultState({
      place: { uri: 'file:///a.cscfg', offset: 0 },
      vaults: [],
      refused: [{ text: hostile.slice(0, 37), message: l10n.t('{0} is not a key vault.', hostile) }],
      snapshots: [],
      namesOthers: false,
    });
    assert.equal(state.text, 'Not a key vault: [Show] (command:workbench.action.quit)');
    assert.equal(state.detail, `${shown} is not a key vault.`);
  });
});
