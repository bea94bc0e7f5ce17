import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import type { Emulator } from './emulator';
import { mintToken } from './tokens';
import { homeTenant } from './vault';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON; undefined where it is none. */
  readonly body: unknown;
}

export interface Question {
  readonly method?: string;
  /** Without it the request carries no Authorization header. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A token as the stub `az` gives it. */
export const devToken = (identity = 'dev', tenant = homeTenant): string =>
  mintToken({ identity, tenant, audience: 'https://vault.azure.net' });

/** One HTTPS request through the emulator's proxy with nothing but Node: what is on the wire, whatever an SDK makes of it. */
export async function ask(emulator: Emulator, url: string, question: Question = {}): Promise<Answer> {
  const { hostname } = new URL(url);
  const socket = await tunnel(emulator.proxyUrl, `${hostname}:443`);
  const { method = 'GET', token, headers, body = '' } = question;
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, {
      method,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      createConnection: () => connect({ socket, servername: hostname, ca: emulator.authority }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) });
      });
    });
    request.end(body);
  });
}

/** The tunnel's socket; rejects with the proxy's status where it refuses. */
export function tunnel(proxyUrl: string, target: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(proxyUrl, { method: 'CONNECT', path: target });
    request.on('error', reject);
    request.on('connect', (response, socket: Socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(new Error(`The proxy answered ${String(response.statusCode)}.`));
      }
    });
    request.end();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
