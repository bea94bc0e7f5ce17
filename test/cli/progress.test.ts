import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { programPath, run } from './program';
import { folderWith, sound } from './service';

/** `script` of util-linux, as in Debian and Ubuntu: runs a command with a pseudo-terminal. That of BSD has other options. */
const hasPseudoTerminal = ((): boolean => {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8', stdio: 'pipe' }).includes('util-linux');
  } catch {
    return false;
  }
})();

const escape = '\u001b';
const line = new RegExp(`\\rChecked \\d+ of 1000 files${escape}\\[K`, 'g');

describe('The progress of a check', () => {
  const names = [...Array(1000).keys()].map((index) => `${String(index)}.cscfg`);
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, sound])));
  const args = ['check', '--offline', '--format', 'json=report.json'];

  const onTerminal = async (env: Readonly<Record<string, string>> = {}): Promise<string> => {
    const command = [process.execPath, await programPath(), ...args].map((part) => `'${part}'`).join(' ');
    const options = { cwd: folder, env: { ...process.env, TERM: 'xterm', ...env } };
    const { stdout } = await promisify(execFile)('script', ['-qec', command, '/dev/null'], options);
    return stdout;
  };

  (hasPseudoTerminal ? it : it.skip)('is one line of a terminal, which is empty at the end', async () => {
    const output = await onTerminal();
    assert.match(output, line);
    assert.equal(output.replace(line, ''), `\r${escape}[K`);
  });

  (hasPseudoTerminal ? it : it.skip)('is not shown on a terminal that cannot replace a line', async () => {
    assert.equal(await onTerminal({ TERM: 'dumb' }), '');
  });

  it('is not written to a pipe', async () => {
    const { code, stdout, stderr } = await run(args, { cwd: folder });
    assert.deepEqual([code, stdout, stderr], [0, '', '']);
  });
});
