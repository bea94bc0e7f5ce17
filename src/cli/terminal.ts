import { escapeInvisible } from './invisible';

/** Where a run speaks and from where it is interrupted. */
export interface Terminal {
  /** Whether colours are wanted and can be seen. */
  readonly colours: boolean;
  /** Fires at Ctrl+C. */
  readonly signal: AbortSignal;
  /** Writes to the standard output as it stands; resolves when all of it is on its way. */
  readonly print: (text: string) => Promise<void>;
  /** Writes an error's lines to the standard error; text from outside cannot steer the terminal. */
  readonly complain: (...lines: readonly string[]) => void;
  /** Resolves when everything that was written is on its way. */
  readonly flush: () => Promise<void>;
}

/** The process's own. `hasColors` heeds NO_COLOR and terminals that have none. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdout, stderr } = process;
  // Whoever no longer listens (`| head`) is told nothing more; a failed write is told to its writer.
  for (const stream of [stdout, stderr]) {
    stream.on('error', () => undefined);
  }
  return {
    colours: stdout.isTTY && stdout.hasColors(),
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
    flush: async () => {
      await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))));
    },
  };
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
