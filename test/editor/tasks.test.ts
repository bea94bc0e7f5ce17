import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { afterThisTest } from './support/cleanUp';
import { eventually } from './support/until';

describe('The task that checks a folder', () => {
  it('reports the findings of files that are not open as problems', async function () {
    // The package of the minimum VS Code contains no built terminal, in which tasks run.
    const terminal = join(vscode.env.appRoot, 'node_modules', 'node-pty');
    if (!existsSync(join(terminal, 'prebuilds')) && !existsSync(join(terminal, 'build'))) {
      this.skip();
    }
    const other = vscode.workspace.workspaceFolders?.find(({ name }) => name === 'other') ?? assert.fail();
    const uri = vscode.Uri.joinPath(other.uri, 'Task.cscfg');
    const text = '<ServiceConfiguration serviceName="Shop">\n  <Role nmae="Web" />\n</ServiceConfiguration>\n';
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    afterThisTest(() => vscode.workspace.fs.delete(uri));
    const tasks = await vscode.tasks.fetchTasks({ type: 'cscfg' });
    const task = tasks.find(({ scope }) => typeof scope === 'object' && scope.name === 'other');
    assert.ok(task !== undefined);
    const ended = new Promise<number | undefined>((resolve) => {
      const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name === task.name) {
          subscription.dispose();
          resolve(exitCode);
        }
      });
    });
    await vscode.tasks.executeTask(task);
    assert.notEqual(await ended, 2);
    await eventually(
      () =>
        vscode.languages
          .getDiagnostics(uri)
          .some(({ code, range }) => code === 'schema-unknown-attribute' && range.start.line === 1),
      true,
    );
  });
});
