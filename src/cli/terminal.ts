import { setImmediate as turn } from 'node:timers/promises';
import { escapeInvisible } from '../text/invisible';

/** The streams and the interruption of a run. */
export interface Terminal {
  /** Whether text on standard output has colors. */
  readonly colours: boolean;
  /** Whether standard output is a terminal, which control characters can control. */
  readonly isTerminal: boolean;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** Writes to standard output without escaping; resolves when the text has been passed on. */
  readonly print: (text: string) => Promise<void>;
  /** Writes an error to standard error, with escaped text. */
  readonly complain: (...lines: readonly string[]) => void;
  /** Writes a warning to the standard error, in the same way. */
  readonly warn: (line: string) => void;
  /** Shows what the program does on one line of a terminal, in place of the last such line; nothing elsewhere. */
  readonly progress: (text: string) => void;
  /** Lets signals, such as Ctrl+C, be handled from time to time. Rejects with an AbortError when interrupted. */
  readonly turn: () => Promise<void>;
  /** Resolves when everything that was written is on its way. */
  readonly flush: () => Promise<void>;
}

/** Milliseconds between two updates of the progress, and between two turns. */
const interval = 100;

/** The terminal of the process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdout, stderr } = process;
  const progress = new Progress(stderr);
  let lastTurn = Date.now();
  // Ignore a closed pipe (`| head`); other write errors reach the caller.
  for (const stream of [stdout, stderr]) {
    stream.on('error', () => undefined);
  }
  return {
    colours: hasColours(stdout),
    isTerminal: stdout.isTTY,
    signal,
    print: (text) =>
      new Promise((resolve, reject) => {
        progress.clear();
        stdout.write(text, (error) => {
          if (!(error instanceof Error) || isClosedPipe(error)) {
            resolve();
          } else {
            reject(error);
          }
        });
      }),
    complain: (...lines) => {
      progress.clear();
      stderr.write(`error: ${lines.map(escapeInvisible).join('\n')}\n`);
    },
    warn: (line) => {
      progress.clear();
      stderr.write(`warning: ${escapeInvisible(line)}\n`);
    },
    progress: (text) => {
      progress.show(text);
    },
    turn: async () => {
      if (Date.now() - lastTurn >= interval) {
        await turn();
        lastTurn = Date.now();
        signal.throwIfAborted();
      }
    },
    flush: async () => {
      progress.clear();
      await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
    },
  };
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}

/** FORCE_COLOR and NO_COLOR decide before the terminal does, as in Node.js. Sources: no-color.org, force-color.org. */
function hasColours(stdout: typeof process.stdout): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none } = process.env;
  if (forced !== undefined && forced !== '') {
    return !['0', 'false'].includes(forced);
  }
  return (none === undefined || none === '') && stdout.isTTY && stdout.hasColors();
}

/** Of a terminal that does not know its size, which has none then. */
const usualColumns = 80;

/** A line at the end of a terminal, which the next output replaces. */
class Progress {
  private shown = false;
  private last = 0;

  constructor(private readonly stream: typeof process.stderr) {}

  show(text: string): void {
    const now = Date.now();
    if (this.stream.isTTY && process.env['TERM'] !== 'dumb' && now - this.last >= interval) {
      this.last = now;
      this.shown = true;
      const line = escapeInvisible(text).slice(0, (this.stream.columns || usualColumns) - 1);
      this.stream.write(`\r${line}\u001b[K`);
    }
  }

  clear(): void {
    if (this.shown) {
      this.shown = false;
      this.stream.write('\r\u001b[K');
    }
  }
}
