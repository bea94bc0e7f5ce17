import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { throwAwayServerIdentity, type ServerIdentity } from './authority';
import { createProxy, type Network } from './proxy';

export interface ServerOptions {
  readonly identity: ServerIdentity;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  readonly knows: (host: string) => boolean;
  readonly refused: (host: string) => void;
  readonly connected: () => void;
  readonly network: () => Network;
}

export interface Servers {
  readonly port: number;
  readonly proxyPort: number;
  readonly stop: () => Promise<void>;
  /** Closes every connection, those in use too. */
  readonly cut: () => void;
}

/** The HTTPS server and the proxy before it, each on a free port of 127.0.0.1. */
export async function startServers(options: ServerOptions): Promise<Servers> {
  const https = createServer(options.identity, options.handle);
  const untrusted = createServer(await throwAwayServerIdentity(), options.handle);
  const proxy = createProxy({
    ...options,
    // No second socket: the tunnel's client end becomes the TLS server's connection.
    accept: (socket, trusted) => {
      options.connected();
      (trusted ? https : untrusted).emit('connection', socket);
    },
  });
  const sockets = new Set<Duplex>();
  for (const server of [https, proxy]) {
    server.on('connection', (socket: Duplex) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
  }
  neverGiveUp(https);
  neverGiveUp(untrusted);
  const [port, proxyPort] = await Promise.all([listen(https), listen(proxy)]);
  const cut = (): void => {
    sockets.forEach((socket) => socket.destroy());
  };
  return { port, proxyPort, cut, stop: () => stop([https, proxy], sockets) };
}

/** A hanging answer is for the client to give up. */
function neverGiveUp(server: HttpsServer): void {
  server.requestTimeout = 0;
  server.timeout = 0;
  server.on('tlsClientError', () => undefined);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function stop(servers: readonly (HttpServer | HttpsServer)[], sockets: ReadonlySet<Duplex>): Promise<void> {
  const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
  sockets.forEach((socket) => socket.destroy());
  await Promise.all(closed);
}
