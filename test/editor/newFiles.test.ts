import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { skeleton } from '../../src/cscfg/skeleton';
import { actionsAt, apply, titled } from './support/actions';
import { activeEditor, openFile } from './support/files';
import { findingsBecome } from './support/findings';
import { entry, web } from './support/service';
import { until } from './support/until';
import { replace } from './support/watch';
import { afterThisTest } from './support/cleanUp';

describe('A new service file', () => {
  for (const [command, kind, languageId] of [
    ['cscfg.newConfiguration', 'configuration', 'cscfg'],
    ['cscfg.newDefinition', 'definition', 'csdef'],
  ] as const) {
    it(`is an untitled ${languageId} document with the first name selected`, async () => {
      await vscode.commands.executeCommand(command);
      const { document, selection } = activeEditor();
      assert.deepEqual([document.isUntitled, document.languageId], [true, languageId]);
      assert.equal(document.getText(), skeleton(kind));
      assert.equal(document.getText(selection), 'MyService');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  }
});

describe('An empty file', () => {
  it('is filled by its preferred quick fix', async () => {
    const document = await openFile('', { in: 'other', as: 'Empty.csdef' });
    await findingsBecome(document, ['error xml-syntax ‹›']);
    const action = titled(
      await actionsAt(document, new vscode.Position(0, 0), vscode.CodeActionKind.QuickFix),
      'Insert a new service definition',
    );
    assert.equal(action.isPreferred, true);
    await apply(action);
    assert.equal(document.getText(), skeleton('definition'));
    await document.save();
  });
});

describe('Fix Next Problem', () => {
  it('goes from problem to problem, from the last to the first, and shows the fixes of each', async () => {
    const shown: vscode.Position[] = [];
    afterThisTest(
      replace(
        vscode.commands,
        'executeCommand',
        (original) =>
          ((command: string, ...rest: unknown[]) => {
            if (command === 'editor.action.quickFix') {
              shown.push(activeEditor().selection.active);
              return Promise.resolve();
            }
            return original(command, ...rest);
          }) as typeof original,
      ),
    );
    const document = await openFile(web(entry('A', '12'), entry('B', '34')), { in: 'other' });
    await findingsBecome(document, ['error thumbprint-malformed ‹12›', 'error thumbprint-malformed ‹34›']);
    for (let time = 0; time < 3; time++) {
      await vscode.commands.executeCommand('cscfg.fixNextProblem');
    }
    assert.deepEqual(
      shown.map(({ line }) => line),
      [4, 5, 4],
    );
  });
});

describe('A keyboard shortcut', () => {
  it('is none that VS Code uses for another command', async () => {
    const { packageJSON } = vscode.extensions.getExtension('cscfg-certificates.cscfg-certificates') as {
      packageJSON: { contributes: { keybindings: readonly { readonly command: string; readonly key: string }[] } };
    };
    const own = packageJSON.contributes.keybindings.filter(({ key }) => key !== 'ctrl+c');
    assert.equal(own.length, 2);
    const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
    const text = await until(
      'VS Code lists its keyboard shortcuts',
      async () => (await vscode.workspace.openTextDocument(uri)).getText(),
      (one) => one.includes('cscfg.fixNextProblem'),
    );
    const used = [...text.matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)];
    for (const { key, command: expected } of own) {
      const commands = used.filter(([, one]) => one === key).map(([, , command = '']) => command);
      assert.deepEqual(commands, [expected], key);
    }
  });
});
