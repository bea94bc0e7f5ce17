import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { programPath, temporaryFolder } from '../cli/program';
import { projectTree, sharedFolder, type Tree } from './projectTree';

/**
 * `npm run bench:cli`: growth of the processor time of the command line with the number of files, for trees with
 * projects: an exponent of 1 is linear, 2 quadratic. And the most memory that it takes for 1,000 and for 10,000 files.
 * Exits with 1 above a limit.
 */

const counts = [500, 1000, 2000, 4000];
const limit = 1.3;
/** The minimum of these runs counts, because other load only makes a run slower. */
const runs = 2;

const memoryCounts = [1_000, 10_000] as const;
/** Of the memory for the most files to that for the fewest. */
const memoryLimit = 1.6;

/** Loaded before the program: writes the processor time in microseconds, and the most memory in KB, when it ends. */
const meter = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.CSCFG_BENCH_RESULT, [userCPUTime + systemCPUTime, maxRSS].join(' '));
});`;

interface Usage {
  /** Processor time. */
  readonly seconds: number;
  readonly megabytes: number;
}

async function usage(program: string, folder: string, format = 'json'): Promise<Usage> {
  const own = temporaryFolder('cscfg-meter-');
  const [meterPath, result] = [join(own, 'meter.cjs'), join(own, 'result')];
  writeFileSync(meterPath, meter);
  const args = ['--require', meterPath, program, 'check', folder, '--offline', '--format', format];
  const env = { ...process.env, CSCFG_BENCH_RESULT: result };
  const child = spawn(process.execPath, args, { env, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [microseconds = NaN, kilobytes = NaN] = readFileSync(result, 'utf8').split(' ').map(Number);
  return { seconds: microseconds / 1e6, megabytes: kilobytes / 1024 };
}

function write(tree: Tree): string {
  const folder = temporaryFolder('cscfg-bench-');
  for (const [path, text] of Object.entries(tree)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

async function least(program: string, folder: string): Promise<number> {
  let time = Infinity;
  for (let run = 0; run < runs; run++) {
    time = Math.min(time, (await usage(program, folder)).seconds);
  }
  return time;
}

/** Prints the time for each number of files; resolves to the exponent. */
async function grow(program: string, name: string, treeOf: (files: number) => Tree): Promise<number> {
  console.log(`\n${name}`);
  // Subtract the start-up time, which does not grow.
  const start = await least(program, write(treeOf(5)));
  const times: number[] = [];
  for (const count of counts) {
    const time = await least(program, write(treeOf(count)));
    times.push(time - start);
    console.log(`  ${String(count).padStart(5)} files  ${time.toFixed(2).padStart(6)} s of processor`);
  }
  // The last doubling, because with fewer files the program still warms up.
  const [half = NaN, whole = NaN] = times.slice(-2);
  const exponent = Math.log2(whole / half);
  console.log(`  exponent ${exponent.toFixed(2)}, at most ${limit.toFixed(1)}`);
  return exponent;
}

/** Prints the memory for each number of files; resolves to the ratio of the last to the first. */
async function memory(program: string, format: string): Promise<number> {
  console.log(`\nMemory with --format ${format}`);
  const all: number[] = [];
  for (const count of memoryCounts) {
    const { megabytes } = await usage(program, write(projectTree(count)), format);
    all.push(megabytes);
    console.log(`  ${String(count).padStart(5)} files  ${megabytes.toFixed(0).padStart(6)} MB at most`);
  }
  const ratio = (all.at(-1) ?? NaN) / (all[0] ?? NaN);
  console.log(`  ratio ${ratio.toFixed(2)}, at most ${memoryLimit.toFixed(1)}`);
  return ratio;
}

async function main(): Promise<void> {
  const program = await programPath();
  const exponents = [
    await grow(program, 'Many services with a project each', projectTree),
    await grow(program, 'One project that lists all configurations of a folder', sharedFolder),
  ];
  const ratios = [await memory(program, 'text'), await memory(program, 'json'), await memory(program, 'sarif')];
  const isGood = exponents.every((one) => one <= limit) && ratios.every((one) => one <= memoryLimit);
  process.exitCode = isGood ? 0 : 1;
}

void main();
