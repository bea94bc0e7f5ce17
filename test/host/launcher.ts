import { resolve } from 'node:path';
import { launchBrowser } from './browser';
import { runCommand, type Lifetime } from './lifetime';
import { startServer } from './server';
import { installVSCode } from './vscode';
import { workbenchAddress, type OpenOptions } from './workbench';
import type { Page } from 'playwright-core';

/** Maximum milliseconds for all tests in the editor; `CSCFG_TEST_TIMEOUT` overrides it. */
const timeoutMs = Number(process.env['CSCFG_TEST_TIMEOUT'] ?? 600_000);

/** Whether to show the output of VS Code; tests report through another channel. */
const verbose = process.env['CSCFG_VERBOSE'] !== undefined;

/** The supported flags; the others concern the desktop window, profile or updates. */
function parseFlags(args: readonly string[]): OpenOptions {
  const value = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const folder = args.find((arg) => !arg.startsWith('-'));
  const extension = value('extensionDevelopmentPath');
  const tests = value('extensionTestsPath');
  if (folder === undefined || extension === undefined || tests === undefined) {
    throw new Error('Needed: a folder, --extensionDevelopmentPath=… and --extensionTestsPath=…');
  }
  return {
    folder: resolve(folder),
    extensionDevelopmentPath: resolve(extension),
    // The desktop expects a module name, the server a file.
    extensionTestsPath: tests.endsWith('.js') ? resolve(tests) : `${resolve(tests)}.js`,
  };
}

/** Standard input closes when the parent ends, even after kill -9. */
function endWithParent(): void {
  process.stdin.once('end', () => process.kill(process.pid, 'SIGTERM')).resume();
}

/** Resolves to the exit code that the page passes to a function that the workbench expects. */
async function exitCode(page: Page, address: string): Promise<number> {
  const ended = new Promise<number>((resolveCode, reject) => {
    setTimeout(() => {
      reject(new Error(`The tests in the editor did not end in ${String(timeoutMs / 1000)} s.`));
    }, timeoutMs).unref();
    page.once('crash', () => {
      reject(new Error('The page with VS Code crashed.'));
    });
    page.once('close', () => {
      reject(new Error('The browser went away.'));
    });
    void page.exposeFunction('codeAutomationExit', resolveCode);
  });
  await page.exposeFunction('codeAutomationLog', verbose ? print : () => undefined);
  await page.goto(address);
  return ended;
}

function print(kind: string, args: readonly unknown[]): void {
  const stream = kind === 'error' ? process.stderr : process.stdout;
  stream.write(`${args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ')}\n`);
}

async function launch(lifetime: Lifetime): Promise<number> {
  endWithParent();
  const options = parseFlags(process.argv.slice(2));
  const vscode = await installVSCode();
  const log = (text: string): boolean => process.stderr.write(text);
  const server = await startServer(vscode, { forTests: true, ...(verbose ? { log } : {}) });
  lifetime.onEnd(server.stop);
  const browser = await launchBrowser();
  lifetime.onEnd(() => browser.close());
  const page = await browser.newPage();
  return exitCode(page, workbenchAddress(server, options));
}

runCommand(launch);
