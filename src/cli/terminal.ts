/** Controls, formats (bidirectional ones too), separators of lines and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const invisibleButLineFeed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The text on one line with `\u200E` for what cannot be seen or steers a terminal: text of a document, a vault or a
 * file's name never reaches the terminal as it is.
 */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, escapeUnits);
}

/** The same for a JSON text, whose meaning stays: outside of its strings, only line feeds are such characters. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(invisibleButLineFeed, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}

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
  /** Writes a warning to the standard error, in the same way. */
  readonly warn: (line: string) => void;
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
