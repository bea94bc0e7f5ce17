import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { controlOf, type EmulatorControl } from '../emulator/control';
import type { Emulator } from '../emulator/emulator';

/**
 * What tests inside the extension host can request from the process that started it. The vaults are in that process, so
 * that the extension connects to them through proxy and TLS, as it does to Azure.
 */
export interface Outside extends EmulatorControl {
  readonly print: (text: string) => void;
}

export interface Call {
  readonly id: number;
  readonly method: keyof Outside;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export interface Listening {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly stop: () => void;
}

export function outsideOf(emulator: Emulator, print: (text: string) => void): Outside {
  return { ...controlOf(emulator), print };
}

/**
 * Lets tests on this machine call `outside`, one line of JSON per call, answered in order. The HTTP control channel of
 * the emulator cannot be used: in an extension host it would go through VS Code's proxy support.
 */
export async function listen(outside: Outside): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    createInterface({ input: socket }).on('line', (line) => {
      socket.write(`${JSON.stringify(answer(outside, JSON.parse(line) as Call))}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

function answer(outside: Outside, { id, method, args }: Call): Answer {
  try {
    const call = outside[method] as (...all: readonly unknown[]) => unknown;
    return { id, result: call(...args) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
