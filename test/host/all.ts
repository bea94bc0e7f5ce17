import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { runCommand, type Lifetime } from './lifetime';

/** `npm test`: runs all parts, even after a failure, and prints a summary. */

/** Lanes run side by side, for two cores: the unit tests need one, and VS Code mostly waits. */
const lanes = [['test:unit', 'test:node'], ['test:vscode']] as const;
/** Alone, because it waits for what a person would see in time. */
const last = 'test:ui';
const limit = 2_400_000;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly code: number;
}

/** `print` is called with what the part prints. */
function runPart(script: string, lifetime: Lifetime, print: (text: string) => void): Promise<Outcome> {
  print(`\n=== npm run ${script}\n\n`);
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['inherit', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...process.env },
  });
  lifetime.onEnd(() => child.kill('SIGTERM'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    print(chunk.toString());
    output += stripVTControlCharacters(chunk.toString());
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      print(`=== ${script}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
      resolve({ passed: count(output, 'passing'), failed: count(output, 'failing'), code: code ?? 1 });
    });
  });
}

/** Adds up the summaries of mocha, one per run. */
function count(output: string, what: 'passing' | 'failing'): number {
  const sums = output.matchAll(new RegExp(`^ +(\\d+) ${what}\\b`, 'gm'));
  return [...sums].reduce((total, [, sum]) => total + Number(sum), 0);
}

async function runLane(
  scripts: readonly string[],
  lifetime: Lifetime,
  print: (text: string) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const script of scripts) {
    outcomes.push(await runPart(script, lifetime, print));
  }
  return outcomes;
}

function printNow(text: string): void {
  process.stdout.write(text);
}

runCommand(async (lifetime) => {
  // One lane is printed as it runs, the others when they have ended, so that their lines do not mix.
  const held: string[] = [];
  const running = lanes.map((scripts, index) =>
    runLane(scripts, lifetime, index === lanes.length - 1 ? printNow : (text) => held.push(text)),
  );
  const side = (await Promise.all(running)).flat();
  printNow(held.join(''));
  const outcomes = [...side, ...(await runLane([last], lifetime, printNow))];
  const passed = outcomes.reduce((total, one) => total + one.passed, 0);
  // A run that ended before its summary counts as a failure.
  const failed = outcomes.reduce((total, one) => total + (one.code === 0 ? one.failed : Math.max(1, one.failed)), 0);
  console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
  return failed > 0 ? 1 : 0;
}, limit);
