/** Control and format characters, including bidirectional ones, line separators and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const invisibleButLineFeed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The text on one line, with escapes such as `\u200E` for invisible characters, so that untrusted text cannot control
 * the terminal.
 */
export function escapeInvisible(text: string): string {
  return text.replace(invisible, escapeUnits);
}

/** The same for JSON, without changing its meaning: outside of strings, only line feeds are such characters. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(invisibleButLineFeed, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}

/** The streams and the interruption of a run. */
export interface Terminal {
  readonly colours: boolean;
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
