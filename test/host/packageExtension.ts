import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { step } from './progress';

const root = join(__dirname, '..', '..');

/** Builds and packages the extension into `folder` as a user does; resolves to the path of the .vsix. */
export async function packageExtension(folder: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const file = join(folder, 'cscfg-certificates.vsix');
  await step('Packaging the extension', () => npmRun(env, 'package', '--', '--out', file));
  return file;
}

/** The output is in the error if it fails. */
function npmRun(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<void> {
  const windows = process.platform === 'win32';
  const child = spawn(windows ? 'npm.cmd' : 'npm', ['run', ...args], {
    cwd: root,
    shell: windows,
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(new Error(`npm run ${args.join(' ')} failed with code ${String(code)}:\n${output}`));
      }
    });
  });
}
