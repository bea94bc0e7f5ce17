import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { outside } from './support/outside';
import { cleanUp } from './support/cleanUp';
import { until } from './support/until';
import { watchEditor } from './support/watch';

/** The entry point that VS Code calls in its extension host. Rejects if a test failed, and VS Code exits with 1. */
export async function runTests(files: readonly (() => void)[]): Promise<void> {
  process.setSourceMapsEnabled(true);
  watchEditor();
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    slow: 2000,
    color: process.env['CSCFG_TEST_COLOR'] === '1',
    forbidOnly: process.env['CI'] !== undefined,
    rootHooks: { afterEach: cleanUp },
    ...(process.env['CSCFG_TEST_GREP'] === undefined ? {} : { grep: process.env['CSCFG_TEST_GREP'] }),
  });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  files.forEach((load) => {
    load();
  });
  // VS Code can start the tests before it has read the workspace file.
  await until(
    'The folders of the workspace are open',
    () => vscode.workspace.workspaceFolders?.map(({ name }) => name) ?? [],
    (names) => ['shop', 'other'].every((name) => names.includes(name)),
  );
  const printed: Promise<unknown>[] = [];
  // Under the debugger, the debug console shows the results.
  if (process.env['CSCFG_TEST_CHANNEL'] !== undefined) {
    Mocha.reporters.Base.consoleLog = (...args: readonly unknown[]) => {
      printed.push(outside.print(`${format(...args)}\n`));
    };
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  await Promise.all(printed);
  if (failures > 0) {
    throw new Error(`${String(failures)} tests failed`);
  }
}
