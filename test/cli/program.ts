import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as a user who is subject to file permissions, even if the tests run as root. */
  readonly unprivileged?: boolean;
  readonly program?: string;
}

/** Milliseconds after which a run is ended. */
const runLimit = 15_000;

const root = resolve(__dirname, '..', '..');
const building: Promise<string>[] = [];

/** The path of cli.js, as it is shipped; built at the first call. */
export function programPath(): Promise<string> {
  const built = building[0] ?? buildProgram();
  building[0] = built;
  return built;
}

async function buildProgram(): Promise<string> {
  const folder = temporaryFolder('cscfg-cli-');
  await promisify(execFile)(process.execPath, ['esbuild.mjs', '--production', `--outdir=${folder}`], { cwd: root });
  return join(folder, 'cli.js');
}

const folders: string[] = [];
process.once('exit', () => {
  folders.forEach((folder) => {
    rmSync(folder, { recursive: true, force: true });
  });
});

/** A folder that is deleted when this process ends; every user can read it. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}

export async function start(
  args: readonly string[],
  { cwd, env = {}, unprivileged = false, program }: Circumstances = {},
): Promise<ChildProcessWithoutNullStreams> {
  const nobody = unprivileged && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  return spawn(process.execPath, [program ?? (await programPath()), ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    ...nobody,
    env: { ...process.env, ...env },
    timeout: runLimit,
  });
}

export async function run(args: readonly string[], circumstances?: Circumstances): Promise<Ended> {
  return ended(await start(args, circumstances));
}

export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const [stdout, stderr] = [Buffer.concat(chunks.stdout).toString(), Buffer.concat(chunks.stderr).toString()];
      resolve({ code, stdout, stderr });
    });
  });
}
