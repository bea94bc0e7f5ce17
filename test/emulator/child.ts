import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds after which a child that hangs is ended. */
const patience = 15_000;

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ended> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, timeout: patience });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? -1, stdout, stderr });
    });
  });
}

/** Runs a TypeScript file of this folder in a separate Node.js process. */
export function runHere(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  return run(process.execPath, ['--import', 'tsx', join(__dirname, file), ...args], env);
}
