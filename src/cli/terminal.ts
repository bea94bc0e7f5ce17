import { escapeInvisible } from '../text/invisible';

/** The streams and the interruption of a run. */
export interface Terminal {
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
  /** Resolves when everything that was written is on its way. */
  readonly flush: () => Promise<void>;
}

/** The terminal of the process. `hasColors` respects NO_COLOR and terminals without colors. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdout, stderr } = process;
  // Ignore a closed pipe (`| head`); other write errors reach the caller.
  for (const stream of [stdout, stderr]) {
    stream.on('error', () => undefined);
  }
  return {
    colours: stdout.isTTY && stdout.hasColors(),
    isTerminal: stdout.isTTY,
    signal,
    print: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => {
          if (!(error instanceof Error) || isClosedPipe(error)) {
            resolve();
          } else {
            reject(error);
          }
        });
      }),
    complain: (...lines) => {
      stderr.write(`error: ${lines.map(escapeInvisible).join('\n')}\n`);
    },
    warn: (line) => {
      stderr.write(`warning: ${escapeInvisible(line)}\n`);
    },
    flush: async () => {
      await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
    },
  };
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
