import type * as ChildProcess from 'node:child_process';
import * as vscode from 'vscode';

export interface TextSearch {
  /** In the syntax of ripgrep, which has no lookaround. Matches in any case. */
  readonly pattern: string;
  /** Globs of files and folders to omit, in addition to those that Git ignores. */
  readonly excluded: readonly string[];
  readonly mostFiles: number;
  readonly mostFileBytes: number;
  readonly mostMilliseconds: number;
}

/** Paths relative to the folder. `complete`: no limit was reached. */
export interface MatchingFiles {
  readonly paths: readonly string[];
  readonly complete: boolean;
}

export interface Ripgrep {
  readonly program: string;
  readonly spawn: typeof ChildProcess.spawn;
}

/**
 * Undefined if this VS Code has none; its text search is not a public API. Only for files on a disk: a browser has no
 * modules of Node.js, so they are loaded here.
 */
export async function ripgrepOfEditor(): Promise<Ripgrep | undefined> {
  const [{ spawn }, { existsSync }, path] = await Promise.all([
    import('node:child_process'),
    import('node:fs'),
    import('node:path'),
  ]);
  const file = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const packages = [
    path.join('@vscode', 'ripgrep', 'bin', file),
    path.join('@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, file),
  ];
  const program = ['node_modules.asar.unpacked', 'node_modules']
    .flatMap((folder) => packages.map((one) => path.join(vscode.env.appRoot, folder, one)))
    .find((one) => existsSync(one));
  return program === undefined ? undefined : { program, spawn };
}

/** Rejects if ripgrep cannot run or reports an error. A search that takes too long returns what it has found. */
export function searchFiles({ program, spawn }: Ripgrep, folder: string, search: TextSearch): Promise<MatchingFiles> {
  const { mostFiles, mostMilliseconds } = search;
  return new Promise((resolve, reject) => {
    const process = spawn(program, argumentsFor(folder, search), {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let [output, errors] = ['', ''];
    let complete = true;
    const stop = (): void => {
      complete = false;
      process.kill();
    };
    const timer = setTimeout(stop, mostMilliseconds);
    process.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      if (countOf(output) > mostFiles) {
        stop();
      }
    });
    process.stderr.setEncoding('utf8').on('data', (part: string) => {
      errors = (errors + part).slice(0, 1000);
    });
    process.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    process.on('close', (code) => {
      clearTimeout(timer);
      const paths = output.split('\0').slice(0, -1);
      // 1: no match. 2: at least one file could not be read; the others were.
      if (complete && code !== 0 && code !== 1 && paths.length === 0) {
        reject(new Error(`ripgrep: ${String(code)} ${errors}`));
      } else {
        resolve({ paths: paths.slice(0, mostFiles), complete });
      }
    });
  });
}

function argumentsFor(folder: string, { pattern, excluded, mostFileBytes }: TextSearch): readonly string[] {
  const configuration = vscode.workspace.getConfiguration('search', vscode.Uri.file(folder));
  return [
    ...['--no-config', '--hidden', '--files-with-matches', '--null', '--ignore-case', '--color=never'],
    ...['--max-filesize', String(mostFileBytes)],
    ...(configuration.get('useIgnoreFiles') === false ? ['--no-ignore'] : []),
    ...excluded.flatMap((glob) => ['--glob', `!${anchored(glob)}`]),
    ...['--regexp', pattern, '--', '.'],
  ];
}

/** In VS Code, a glob without `**` starts at the folder; in ripgrep, it matches at any depth. */
function anchored(glob: string): string {
  return glob.startsWith('**') || glob.startsWith('/') ? glob : `/${glob}`;
}

function countOf(output: string): number {
  return output.split('\0').length - 1;
}
