import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate } from 'node:zlib';
import { createDefaultHttpClient, type HttpClient, type PipelineRequest } from '@azure/core-rest-pipeline';
import { throwIfAborted } from '../abort';
import { messageOf, NotAVault, ResponseEndedEarly } from './errors';

/** Bytes after decompression. A page of 25 certificates with all possible tags needs a tenth. */
const maxBytes = 32_000_000;

const everyStatus = new Set([Number.POSITIVE_INFINITY]);

/** The SDK's reader never settles if a connection closes early, and does not catch errors of broken gzip streams. */
export function createHttpClient(): HttpClient {
  const client = createDefaultHttpClient();
  return {
    sendRequest: async (request) => {
      const response = await sendUndecoded(client, request);
      const { readableStreamBody: body, ...head } = response;
      const encoding = response.headers.get('content-encoding') ?? '';
      const bodyAsText = body === undefined ? '' : await readText(body, encoding, head.status, request.abortSignal);
      return { ...head, bodyAsText };
    },
  };
}

async function sendUndecoded(client: HttpClient, request: PipelineRequest): ReturnType<HttpClient['sendRequest']> {
  const { requestOverrides, streamResponseStatusCodes } = request;
  const accepted = request.headers.get('accept-encoding');
  // The overrides reach the server; the client decompresses only if the request itself has the header.
  const headers = request.headers.toJSON({ preserveCase: true });
  request.requestOverrides = { ...requestOverrides, headers, ...keepConnection(request) };
  request.headers.delete('accept-encoding');
  request.streamResponseStatusCodes = everyStatus;
  try {
    return await client.sendRequest(request);
  } finally {
    restore(request, 'requestOverrides', requestOverrides);
    restore(request, 'streamResponseStatusCodes', streamResponseStatusCodes);
    if (accepted !== undefined) {
      request.headers.set('accept-encoding', accepted);
    }
  }
}

/** Without the protocol, the SDK cannot reuse a proxy tunnel: each request would cost a CONNECT and a TLS handshake. */
function keepConnection({ agent, url }: PipelineRequest): { readonly protocol?: string } {
  if (agent === undefined || !('proxy' in agent)) {
    return {};
  }
  Object.assign(agent, { keepAlive: true });
  return { protocol: new URL(url).protocol };
}

function restore<K extends 'requestOverrides' | 'streamResponseStatusCodes'>(
  request: PipelineRequest,
  name: K,
  value: PipelineRequest[K],
): void {
  if (value === undefined) {
    Reflect.deleteProperty(request, name);
  } else {
    request[name] = value;
  }
}

/** Throws `ResponseEndedEarly` if the body is incomplete or broken, and `NotAVault` if it is too large. */
async function readText(
  body: NodeJS.ReadableStream,
  encoding: string,
  status: number,
  signal: PipelineRequest['abortSignal'],
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collected = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      size += chunk.length;
      chunks.push(chunk);
      done(size > maxBytes ? new NotAVault(`The response has more than ${String(maxBytes)} bytes.`) : null);
    },
  });
  const options = signal instanceof AbortSignal ? { signal } : {};
  try {
    await (encoding === 'gzip' || encoding === 'deflate'
      ? pipeline(body, encoding === 'gzip' ? createGunzip() : createInflate(), collected, options)
      : pipeline(body, collected, options));
  } catch (error) {
    if (signal?.aborted === true || error instanceof NotAVault) {
      throw error;
    }
    throw new ResponseEndedEarly(messageOf(error), status);
  }
  throwIfAborted(options.signal);
  return Buffer.concat(chunks).toString('utf8');
}
