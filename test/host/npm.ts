import { spawn } from 'node:child_process';

/**
 * Runs npm in `directory`, quietly: its output is in the error when it fails. Packages come from the registry this
 * machine's npm is configured for; no package's install script runs.
 */
export async function npm(directory: string, command: 'ci' | 'install', ...flags: readonly string[]): Promise<void> {
  const all = [command, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...flags];
  const { code, output } = await run(directory, all);
  if (code !== 0) {
    throw new Error(`npm ${all.join(' ')} failed with code ${String(code)} in ${directory}:\n${output}`);
  }
}

function run(cwd: string, args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  // Set where an npm script runs us: the same npm, without a search on PATH nor a shell.
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
