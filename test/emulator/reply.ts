import type { ServerResponse } from 'node:http';
import { sendBroken, type Break } from './brokenAnswer';

/** What the emulator answers: a status, headers and a body, and how it is sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * `stall` stops after half the body; `drip` sends sixteen bytes at a time, every `pace` milliseconds; `cut` cuts the
   * connection, `hang` says nothing at all. Default: send it whole.
   */
  readonly delivery?: 'stall' | 'drip' | 'cut' | 'hang' | 'broken';
  /** How it breaks, where its delivery is `broken`. */
  readonly how?: Break;
  readonly pace?: number;
  /** Milliseconds to wait first. */
  readonly delay?: number;
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const html = (status: number, title: string): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html' },
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
});

export const error = (
  status: number,
  code: string,
  message: string,
  headers?: Readonly<Record<string, string>>,
): Reply => json(status, { error: { code, message } }, headers);

/** Sends it; calls `answered` when a status goes out. */
export function send(reply: Reply, response: ServerResponse, answered: (status: number) => void): void {
  if (reply.delivery === 'hang') {
    return;
  }
  if (reply.delivery === 'cut') {
    response.socket?.destroy();
    return;
  }
  answered(reply.status);
  if (reply.delivery === 'broken') {
    sendBroken(reply.how ?? 'shortBody', reply, response);
    return;
  }
  const body = Buffer.from(reply.body ?? '');
  response.writeHead(reply.status, { ...reply.headers, 'Content-Length': String(body.length) });
  if (reply.delivery === 'stall') {
    response.write(body.subarray(0, body.length >> 1));
    return;
  }
  if (reply.delivery === 'drip') {
    drip(body, reply.pace ?? 0, response);
    return;
  }
  response.end(body);
}

function drip(body: Buffer, pace: number, response: ServerResponse): void {
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, (sent += 16)));
    if (sent >= body.length) {
      clearInterval(timer);
      response.end();
    }
  }, pace);
  response.once('close', () => {
    clearInterval(timer);
  });
}
