import { rmSync } from 'node:fs';
import type { Emulator } from '../emulator/emulator';
import type { Lifetime } from './lifetime';
import { packageExtension } from './packageExtension';
import { shortTemporaryFolder, startServer, type RunningServer, type ServerOptions } from './server';
import { installVSCode, type Edition } from './vscode';

/** Maximum milliseconds to install the extension; a busy machine is slow. */
const timeoutMs = 60_000;

/** A VS Code for the browser with the packaged extension installed and the emulator as Azure. */
export async function startInstalledServer(
  emulator: Emulator,
  lifetime: Lifetime,
  options: Partial<Pick<ServerOptions, 'settings' | 'asksForTrust' | 'locale'>> & { readonly edition?: Edition } = {},
): Promise<RunningServer> {
  const vscode = await installVSCode(options.edition);
  const folder = shortTemporaryFolder();
  lifetime.onEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const vsix = await packageExtension(folder);
  const installation = new Installation();
  const server = await startServer(vscode, {
    env: emulator.env,
    install: vsix,
    // Without this setting, VS Code offers to forward the ports of the emulator.
    // Automatic saving is the default in a browser.
    settings: { 'remote.autoForwardPorts': false, 'files.autoSave': 'afterDelay', ...options.settings },
    asksForTrust: options.asksForTrust ?? false,
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    forTests: false,
    log: (text) => {
      installation.read(text);
    },
  });
  lifetime.onEnd(server.stop);
  await installation.done;
  return server;
}

/** The server listens before it has installed the extension, so callers must wait. */
class Installation {
  readonly done: Promise<void>;
  #settle: (problem?: string) => void = () => undefined;
  #log = '';

  constructor() {
    this.done = new Promise((resolve, reject) => {
      this.#settle = (problem) => {
        clearTimeout(timer);
        if (problem === undefined) {
          resolve();
        } else {
          reject(new Error(`${problem}:\n${this.#log}`));
        }
      };
      const timer = setTimeout(this.#settle, timeoutMs, 'The extension was not installed in time');
      timer.unref();
    });
  }

  read(text: string): void {
    this.#log += text;
    if (this.#log.includes('was successfully installed')) {
      this.#settle();
    } else if (this.#log.includes('Failed Installing Extensions')) {
      this.#settle('The extension could not be installed');
    }
  }
}
