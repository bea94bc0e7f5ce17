import { spawn } from 'node:child_process';
import { runCommand } from './lifetime';
import { installVSCode } from './vscode';

/**
 * `npm run test:node`: runs the tests of the command line that start it as a program under the other supported versions
 * of Node.js, which the pinned versions of VS Code bring along. The unit tests run under the one of the project.
 */

const tests = ['bundle', 'formats', 'baseline', 'ruleLevels'].map((name) => `test/cli/${name}.test.ts`);
const limit = 300_000;

runCommand(async (lifetime) => {
  let failed = 0;
  for (const edition of ['minimum', 'newest'] as const) {
    const { node } = await installVSCode(edition);
    console.log(`\n=== ${node}`);
    const args = ['--import=tsx', 'node_modules/mocha/bin/mocha.js', '--no-config', '--timeout', '60000', ...tests];
    const child = spawn(node, args, { stdio: 'inherit' });
    lifetime.onEnd(() => child.kill('SIGTERM'));
    failed += await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve(code === 0 ? 0 : 1);
      });
    });
  }
  return failed;
}, limit);
