import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledVSCode } from './vscode';
import { throwAwaySettings } from './settings';

export interface ServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly install?: string;
  /** Opens folders in Restricted Mode until the user trusts them; otherwise every folder is trusted. */
  readonly asksForTrust?: boolean;
  /** The display language; by default English. */
  readonly locale?: string;
  /** Lets the URL name an extension under development. */
  readonly forTests: boolean;
  /** Receives the log; by default it is only part of the error message. */
  readonly log?: (text: string) => void;
}

/** The server of VS Code on loopback, with new settings, extensions and data. */
export interface RunningServer {
  readonly origin: string;
  /** The token that the URL must contain, if other users of the machine are kept out. */
  readonly token: string | undefined;
  /** The folder with its settings, extensions and data. */
  readonly data: string;
  /** Ends the server and its children, and removes its data. */
  readonly stop: () => Promise<void>;
}

const guard = join(__dirname, 'guard.mjs');
/** Maximum milliseconds until the server listens; a busy machine is slow. */
const timeoutMs = 120_000;

export async function startServer(vscode: InstalledVSCode, options: ServerOptions): Promise<RunningServer> {
  const data = shortTemporaryFolder();
  writeSettings(data, { ...throwAwaySettings, ...options.settings });
  const child = spawn(process.execPath, [guard, data, vscode.node, vscode.serverMain, ...flags(data, options)], {
    env: { ...environment(options.env), XDG_RUNTIME_DIR: runtimeFolder(data) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const address = await listening(child, options.log);
  const token = address.searchParams.get('tkn') ?? undefined;
  return { origin: address.origin, token, data, stop: () => stop(child) };
}

/** The folder contains sockets, whose paths are limited to 104 characters. */
export function shortTemporaryFolder(): string {
  return mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), 'cscfg-'));
}

/** VS Code leaves the sockets of its terminals and extension hosts in this folder. */
function runtimeFolder(data: string): string {
  const folder = join(data, 'run');
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function flags(data: string, options: ServerOptions): readonly string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--server-data-dir', data, '--extensions-dir', join(data, 'extensions')],
    ...['--accept-server-license-terms', '--disable-telemetry'],
    ...(options.asksForTrust === true ? [] : ['--disable-workspace-trust']),
    // Otherwise a login shell resets PATH, and the stub `az` is not found.
    '--force-disable-user-env',
    ...(options.locale === undefined ? [] : ['--locale', options.locale]),
    ...(options.install === undefined ? [] : ['--install-extension', options.install, '--start-server']),
    ...(options.forTests ? ['--enable-smoke-test-driver', '--without-connection-token'] : []),
  ];
}

function writeSettings(data: string, settings: Readonly<Record<string, unknown>>): void {
  for (const place of ['User', 'Machine']) {
    const folder = join(data, 'data', place);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
  }
}

/** Without the variables of an editor or npm that may have started this process. */
function environment(over: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$)/;
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return { ...own, ...over };
}

function listening(child: ChildProcess, log: ServerOptions['log']): Promise<URL> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => {
      child.stdin?.end();
      reject(new Error(`VS Code's server ${why}:\n${output}`));
    };
    const timer = setTimeout(fail, timeoutMs, 'did not listen in time');
    const read = (chunk: Buffer): void => {
      log?.(chunk.toString());
      output += chunk.toString();
      const address = /Web UI available at (\S+)/.exec(output)?.[1];
      if (address !== undefined) {
        clearTimeout(timer);
        resolve(new URL(address));
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${String(code)}`);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => {
      resolve();
    });
    child.stdin?.end();
  });
}
