import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * What the way out does with connections: `locked` requires authentication first; `untrusted` leads to a server whose
 * certificate no authority signed.
 */
export type Network = 'up' | 'refuse' | 'locked' | 'cut' | 'silent' | 'untrusted';

export interface ProxyOptions {
  readonly knows: (host: string) => boolean;
  /** Takes over the client's side of the tunnel. */
  readonly accept: (socket: Duplex, trusted: boolean) => void;
  readonly refused: (host: string) => void;
  readonly network: () => Network;
}

/**
 * An HTTP proxy that tunnels to hosts it knows and to nothing else in the world. An unknown host gets what a corporate
 * proxy gives when the name does not resolve: 502.
 */
export function createProxy(options: ProxyOptions): Server {
  // Plain http is how the Azure SDK looks for a managed identity; a cut connection is how a laptop answers.
  const proxy = createServer((request) => {
    options.refused(new URL(request.url ?? '/', 'http://unknown').host);
    request.socket.destroy();
  });
  proxy.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const host = (request.url ?? '').replace(/:\d+$/, '').toLowerCase();
    const network = options.network();
    if (network === 'silent') {
      return;
    }
    if (network === 'cut') {
      socket.destroy();
      return;
    }
    if (network === 'locked') {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n' +
          'Content-Length: 0\r\nConnection: close\r\n\r\n',
      );
      return;
    }
    if (network === 'refuse' || !options.knows(host)) {
      options.refused(host);
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.unshift(head);
    options.accept(socket, network !== 'untrusted');
  });
  return proxy;
}
