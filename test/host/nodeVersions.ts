import { spawn } from 'node:child_process';
import { type Lifetime, runCommand } from './lifetime';
import { installVSCode } from './vscode';

/**
 * `npm run test:node`: runs unit tests under the other supported versions of Node.js, which the pinned versions of VS
 * Code bring along: all of the language, and those that start the command line as a program, also with key vaults and
 * as a server. All unit tests run under the version of the project.
 */

const floors = ['text', 'xml', 'certificate', 'cscfg', 'deployment', 'check'].map(
  (name) => `test/${name}/**/*.test.ts`,
);
const programs = ['bundle', 'formats', 'baseline', 'ruleLevels', 'vaults', 'mcp', 'npmPackage'];
const tests = [...floors, ...programs.map((name) => `test/cli/${name}.test.ts`)];
const limit = 300_000;

/** The exit code and the output of the tests under this Node.js. */
function runTests(node: string, lifetime: Lifetime): Promise<{ readonly code: number; readonly output: string }> {
  const args = ['--import=tsx', 'node_modules/mocha/bin/mocha.js', '--no-config', '--reporter', 'dot'];
  const child = spawn(node, [...args, '--timeout', '60000', ...tests], { stdio: ['ignore', 'pipe', 'inherit'] });
  lifetime.onEnd(() => child.kill('SIGTERM'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output });
    });
  });
}

runCommand(async (lifetime) => {
  const [minimum, newest] = [await installVSCode('minimum'), await installVSCode('newest')];
  const runs = [minimum, newest].map(async ({ node }) => {
    const { code, output } = await runTests(node, lifetime);
    console.log(`\n=== ${node}\n${output}`);
    return code === 0 ? 0 : 1;
  });
  const failed = await Promise.all(runs);
  return failed.reduce<number>((sum, one) => sum + one, 0);
}, limit);
