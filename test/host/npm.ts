import { spawn } from 'node:child_process';

/**
 * Runs npm in `directory`; its output is in the error if it fails. Packages come from the configured registry, and
 * install scripts do not run.
 */
export async function npm(directory: string, command: 'ci' | 'install', ...flags: readonly string[]): Promise<void> {
  const all = [command, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...flags];
  const { code, output } = await run(directory, all);
  if (code !== 0) {
    throw new Error(`npm ${all.join(' ')} failed with code ${String(code)} in ${directory}:\n${output}`);
  }
}

function run(cwd: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  // npm sets this for its scripts: the same npm, without PATH or a shell.
  const script = process.env['npm_execpath'];
  const windows = process.platform === 'win32';
  const child =
    script?.endsWith('.js') === true
      ? spawn(process.execPath, [script, ...args], { cwd })
      : spawn(windows ? 'npm.cmd' : 'npm', args, { cwd, shell: windows });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}
