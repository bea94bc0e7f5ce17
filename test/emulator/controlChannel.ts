import { randomBytes } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorControl } from './control';

/**
 * The way from a test's process to the emulator's: plain HTTP on loopback, apart from the proxy and the vaults, closed
 * to whoever does not know the token in its URL.
 */
export interface ControlChannel {
  /** What `emulatorFromEnvironment` looks for. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const variable = 'EMULATED_VAULT_CONTROL';

/** Milliseconds that a call may take. */
const patience = 30_000;

interface Call {
  readonly method: keyof EmulatorControl;
  readonly args: readonly unknown[];
}

export async function openControlChannel(control: EmulatorControl): Promise<ControlChannel> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  const server = createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    void answer(control, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    env: { [variable]: `http://127.0.0.1:${String(port)}${path}` },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(control: EmulatorControl, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { method, args } = JSON.parse(await textOf(request)) as Call;
    const call = control[method] as (...all: readonly unknown[]) => unknown;
    // undefined is no JSON: a call without a result answers {}.
    response.end(JSON.stringify({ result: call(...args) }));
  } catch (error) {
    response.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  }
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export type RemoteEmulator = {
  readonly [Name in keyof EmulatorControl]: (
    ...args: Parameters<EmulatorControl[Name]>
  ) => Promise<ReturnType<EmulatorControl[Name]>>;
};

/** The emulator that the parent process started (see runUnder.ts). Throws where there is none. */
export function emulatorFromEnvironment(): RemoteEmulator {
  const url = process.env[variable];
  if (url === undefined) {
    throw new Error('No emulator around: run this by `npx tsx test/emulator/runUnder.ts COMMAND`.');
  }
  return new Proxy({} as RemoteEmulator, {
    get: (_target, method: Call['method'] | 'then') =>
      // Not a promise, though it would answer to that name as to any other.
      method === 'then' ? undefined : (...args: readonly unknown[]) => call(url, { method, args }),
  });
}

async function call(url: string, what: Call): Promise<unknown> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', timeout: patience, agent: false }, resolve);
    request.on('timeout', () => request.destroy(new Error(`The emulator did not answer ${what.method}.`)));
    request.on('error', reject);
    request.end(JSON.stringify(what));
  });
  const text = await textOf(response);
  const { result, error } = (text === '' ? { error: 'The control channel refused.' } : JSON.parse(text)) as {
    readonly result?: unknown;
    readonly error?: string;
  };
  if (error !== undefined) {
    throw new Error(error);
  }
  return result;
}
