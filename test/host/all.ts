import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { runCommand, type Lifetime } from './lifetime';

/** `npm test`: runs all parts, even after a failure, and prints a summary. */

const parts = ['test:unit', 'test:node', 'test:vscode', 'test:ui'] as const;
const limit = 2_400_000;

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly code: number;
}

function runPart(script: string, lifetime: Lifetime): Promise<Outcome> {
  console.log(`\n=== npm run ${script}\n`);
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['inherit', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...process.env },
  });
  lifetime.onEnd(() => child.kill('SIGTERM'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    output += stripVTControlCharacters(chunk.toString());
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      console.log(`=== ${script}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
      resolve({ passed: count(output, 'passing'), failed: count(output, 'failing'), code: code ?? 1 });
    });
  });
}

/** Adds up the summaries of mocha, one per run. */
function count(output: string, what: 'passing' | 'failing'): number {
  const sums = output.matchAll(new RegExp(`^ +(\\d+) ${what}\\b`, 'gm'));
  return [...sums].reduce((total, [, sum]) => total + Number(sum), 0);
}

runCommand(async (lifetime) => {
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    outcomes.push(await runPart(part, lifetime));
  }
  const passed = outcomes.reduce((total, one) => total + one.passed, 0);
  // A run that ended before its summary counts as a failure.
  const failed = outcomes.reduce((total, one) => total + (one.code === 0 ? one.failed : Math.max(1, one.failed)), 0);
  console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
  return failed > 0 ? 1 : 0;
}, limit);
