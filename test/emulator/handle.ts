import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { answerWithFaults } from './faultyVault';
import { managementCloud, signInHosts } from './hosts';
import type { Management } from './management';
import { error, send, type Reply } from './reply';
import type { RequestLog } from './requestLog';
import { answerSignIn } from './signIn';
import { readToken } from './tokens';
import type { EmulatedVault } from './vault';
import type { VaultRequest } from './vaultRequest';

/** Who answers. */
interface Azure {
  readonly vaults: ReadonlyMap<string, EmulatedVault>;
  readonly management: Management;
}

/** Finds who answers a request by its Host header, answers it, and writes it down. */
export function requestHandler(
  vaults: ReadonlyMap<string, EmulatedVault>,
  management: Management,
  log: RequestLog,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, response) => {
    const url = new URL((incoming.url ?? '/').replace(/^\/+/, '/'), 'https://host');
    const query = Object.fromEntries(url.searchParams);
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const { authorization } = incoming.headers;
    const entry = log.begin({ ...whatToLog(incoming), host, path: url.pathname, query });
    response.once('close', entry.ended);
    readBody(incoming, (body) => {
      const request = { method: incoming.method ?? 'GET', path: url.pathname, query, authorization, body };
      const reply = answerSafely(host, { vaults, management }, request);
      const headed = vaults.has(host) ? { ...reply, headers: { ...vaultHeaders(incoming), ...reply.headers } } : reply;
      later(reply.delay ?? 0, response, () => {
        send(headed, response, entry.answered);
      });
    });
  };
}

function whatToLog(incoming: IncomingMessage): Omit<Parameters<RequestLog['begin']>[0], 'host' | 'path' | 'query'> {
  const { authorization, 'user-agent': userAgent = '', 'x-ms-client-request-id': id } = incoming.headers;
  const identity = readToken(authorization)?.identity;
  return {
    time: Date.now(),
    method: incoming.method ?? 'GET',
    tokenPresent: authorization !== undefined,
    userAgent,
    ...(identity === undefined ? {} : { identity }),
    ...(typeof id === 'string' ? { clientRequestId: id } : {}),
  };
}

/** A request that the emulator cannot make sense of must not end the process and every test in it. */
function answerSafely(host: string, azure: Azure, request: VaultRequest): Reply {
  try {
    return answerFor(host, azure, request);
  } catch (problem) {
    return error(400, 'BadParameter', String(problem));
  }
}

function answerFor(host: string, { vaults, management }: Azure, request: VaultRequest): Reply {
  const vault = vaults.get(host);
  if (vault !== undefined) {
    return answerWithFaults(vault, request);
  }
  const cloud = managementCloud(host);
  if (cloud !== undefined) {
    return management.answer(cloud, [...vaults.values()], request);
  }
  return signInHosts.includes(host)
    ? answerSignIn(host, request)
    : error(404, 'NotFound', `Nothing is emulated at ${host}.`);
}

/** In the recordings on every answer; there is no ETag. */
function vaultHeaders(incoming: IncomingMessage): Readonly<Record<string, string>> {
  const id = incoming.headers['x-ms-client-request-id'];
  return {
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'x-ms-keyvault-region': 'westeurope',
    ...(typeof id === 'string' ? { 'x-ms-client-request-id': id } : {}),
    'x-ms-request-id': randomUUID(),
    'x-ms-keyvault-service-version': '1.9.378.1',
    'x-ms-keyvault-network-info': 'conn_type=Ipv4;addr=203.0.113.7;act_addr_fam=InterNetwork;',
    'X-Content-Type-Options': 'nosniff',
    'Strict-Transport-Security': 'max-age=31536000;includeSubDomains',
  };
}

function readBody(incoming: IncomingMessage, then: (body: string) => void): void {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    then(Buffer.concat(chunks).toString('utf8'));
  });
}

function later(milliseconds: number, response: ServerResponse, run: () => void): void {
  if (milliseconds <= 0) {
    run();
    return;
  }
  const timer = setTimeout(run, milliseconds);
  response.once('close', () => {
    clearTimeout(timer);
  });
}
