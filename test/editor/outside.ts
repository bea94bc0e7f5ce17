import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Action, Denial } from '../emulator/access';
import type { Emulator } from '../emulator/emulator';
import type { Fault, FaultOptions } from '../emulator/faults';
import type { Network } from '../emulator/proxy';

/**
 * What the tests inside the extension host may ask of the process that started it. The vaults live out here: the
 * extension must meet them on the wire, with the proxy and the authority of its environment, as it meets Azure.
 */
export interface Outside {
  /** Writes to the terminal that the tests were started from. */
  readonly print: (text: string) => void;
  /** The thumbprints of a certificate's versions, oldest first. */
  readonly thumbprints: (vault: string, certificate: string) => readonly string[];
  /** Adds a newest version; its thumbprint. */
  readonly rotate: (vault: string, certificate: string) => string;
  readonly softDelete: (vault: string, certificate: string) => void;
  /** From the next request on. A path cannot cross the wire: the fault strikes all. */
  readonly fail: (vault: string, fault: Fault, options?: Pick<FaultOptions, 'times' | 'after' | 'anonymous'>) => void;
  readonly deny: (vault: string, denial: Denial, actions?: readonly Action[]) => void;
  readonly setLatency: (vault: string, milliseconds: number) => void;
  readonly setNetwork: (network: Network) => void;
  /** See `Emulator.signInAs`. */
  readonly signInAs: (identity: string) => void;
  /** `METHOD path` of the requests with a token that a vault got since the last `forget`. */
  readonly asked: (vault: string) => readonly string[];
  /** Empties the log of requests. */
  readonly forget: () => void;
  /** The network is up, `dev` is signed in, and every vault but `northwind` answers everybody. */
  readonly behave: () => void;
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
  return {
    print,
    thumbprints: (vault, name) =>
      emulator
        .vault(vault)
        .certificate(name)
        .versions.map(({ thumbprint }) => thumbprint),
    rotate: (vault, name) => emulator.vault(vault).rotate(name).thumbprint,
    softDelete: (vault, name) => {
      emulator.vault(vault).softDelete(name);
    },
    fail: (vault, fault, options) => void emulator.vault(vault).fail(fault, options),
    deny: (vault, denial, actions) => void emulator.vault(vault).deny(denial, actions === undefined ? {} : { actions }),
    setLatency: (vault, milliseconds) => (emulator.vault(vault).latency = milliseconds),
    setNetwork: (network) => (emulator.network = network),
    signInAs: (identity) => {
      emulator.signInAs(identity);
    },
    asked: (vault) => emulator.log.asked(vault),
    forget: () => {
      emulator.log.clear();
    },
    behave: () => {
      emulator.network = 'up';
      emulator.signInAs('dev');
      emulator.vaults.forEach((vault) => {
        vault.behave();
      });
      emulator.vault('northwind').deny('rbac');
    },
  };
}

/** Lets tests on this machine call `outside`: a line of JSON a call, answered in turn. */
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
