import type { ServerResponse } from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';

/**
 * How an answer breaks. `shortBody`: fewer bytes than its length says, then the connection closes; `resetBody`: the
 * same with a reset; `cutChunk`, `noLastChunk`, `garbageChunk`: chunks that break off or are none; `brokenGzip`,
 * `cutGzip`, `brokenDeflate`: whole bodies that cannot be decompressed; `shortGzip`: compressed, and the connection
 * closes; `cutHeaders`, `endlessHeaders`, `twoLengths`, `lengthAndChunks`, `notHttp`, `silentClose`: no answer at all.
 */
export const breaks = [
  'shortBody',
  'resetBody',
  'cutChunk',
  'noLastChunk',
  'garbageChunk',
  'brokenGzip',
  'cutGzip',
  'brokenDeflate',
  'shortGzip',
  'cutHeaders',
  'silentClose',
  'endlessHeaders',
  'twoLengths',
  'lengthAndChunks',
  'notHttp',
] as const;

export type Break = (typeof breaks)[number];

/** The most bytes of endless headers: no client reads so many. */
const mostHeaders = 4_000_000;

interface Whole {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Writes the answer to the socket itself, for no server would write it so. */
export function sendBroken(how: Break, reply: Whole, response: ServerResponse): void {
  const { socket } = response;
  if (socket === null) {
    return;
  }
  const body = Buffer.from(reply.body ?? '');
  const head = (...more: readonly string[]): string => {
    const lines = Object.entries(reply.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
    return [`HTTP/1.1 ${String(reply.status)} Broken`, ...lines, ...more].join('\r\n');
  };
  const half = body.subarray(0, body.length >> 1);
  const send = (...parts: readonly (string | Buffer)[]): void => {
    socket.end(Buffer.concat(parts.map((part) => Buffer.from(part))));
  };
  const length = (bytes: number): string => `Content-Length: ${String(bytes)}`;
  const whole = (encoding: string, bytes: Buffer): void => {
    send(head(`Content-Encoding: ${encoding}`, length(bytes.length)), '\r\n\r\n', bytes);
  };
  const chunked = head('Transfer-Encoding: chunked');
  const chunk = `${half.length.toString(16)}\r\n`;
  const gzip = gzipSync(body);
  switch (how) {
    case 'shortBody':
      send(head(length(body.length + 1000)), '\r\n\r\n', half);
      break;
    case 'resetBody':
      socket.write(Buffer.concat([Buffer.from(`${head(length(body.length))}\r\n\r\n`), half]), () => {
        socket.destroy();
      });
      break;
    case 'cutChunk':
      send(chunked, '\r\n\r\nffff\r\n', half);
      break;
    case 'noLastChunk':
      send(chunked, '\r\n\r\n', chunk, half, '\r\n');
      break;
    case 'garbageChunk':
      send(chunked, '\r\n\r\n', chunk, half, '\r\nno number\r\n');
      break;
    case 'brokenGzip':
      whole('gzip', Buffer.concat([gzip.subarray(0, 10), Buffer.alloc(200, 0xff)]));
      break;
    case 'cutGzip':
      whole('gzip', gzip.subarray(0, gzip.length >> 1));
      break;
    case 'brokenDeflate':
      whole('deflate', Buffer.concat([deflateSync(body).subarray(0, 4), Buffer.alloc(200, 0xff)]));
      break;
    case 'shortGzip':
      send(head('Content-Encoding: gzip', length(gzip.length)), '\r\n\r\n', gzip.subarray(0, gzip.length >> 1));
      break;
    case 'cutHeaders':
      send(head('X-Half: of a head'));
      break;
    case 'silentClose':
      socket.end();
      break;
    case 'endlessHeaders':
      flood(head(), socket);
      break;
    case 'twoLengths':
      send(head(length(body.length), length(body.length + 1)), '\r\n\r\n', body);
      break;
    case 'lengthAndChunks':
      send(head(length(body.length), 'Transfer-Encoding: chunked'), '\r\n\r\n', chunk, half, '\r\n0\r\n\r\n');
      break;
    case 'notHttp':
      send('SSH-2.0-OpenSSH_9.6\r\n');
      break;
  }
}

function flood(head: string, socket: NonNullable<ServerResponse['socket']>): void {
  socket.on('error', () => undefined);
  socket.write(head);
  const more = Buffer.from(`\r\nX-More: ${'x'.repeat(8000)}`);
  for (let sent = 0; sent < mostHeaders; sent += more.length) {
    socket.write(more);
  }
}
