import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programPath, run, temporaryFolder } from './program';
import { folderWith, reportOf, sound } from './service';

describe('The bundle of the vault side', () => {
  const folder = folderWith({ 'a.cscfg': sound });
  const check = ['check', '--format', 'json'];

  /** A copy of cli.js with this text as its vault.js, or without one. */
  const programWith = async (vaultBundle?: string): Promise<string> => {
    const beside = temporaryFolder('cscfg-beside-');
    copyFileSync(await programPath(), join(beside, 'cli.js'));
    if (vaultBundle !== undefined) {
      writeFileSync(join(beside, 'vault.js'), vaultBundle);
    }
    return join(beside, 'cli.js');
  };

  it('is loaded only if a vault is read', async () => {
    const program = await programWith('throw new Error("loaded");');
    for (const args of [check, [...check, '--offline', '--vault', 'contoso']]) {
      const ended = await run(args, { cwd: folder, program });
      assert.deepEqual([ended.code, ended.stderr, reportOf(ended).vaults], [0, '', []]);
    }
  });

  it('is reported as missing if a vault is read', async () => {
    const ended = await run([...check, '--vault', 'contoso'], { cwd: folder, program: await programWith() });
    const stderr = 'error: Cannot read key vaults: vault.js is missing from the folder of cli.js.\n';
    assert.deepEqual(ended, { code: 2, stdout: '', stderr });
  });

  const reader = (find: string): string => `exports.createVaultReader = () => ({
    onDidChange: () => () => undefined,
    find: () => new Promise((resolve, reject) => { ${find} }),
    dispose: () => undefined,
  });`;
  const unforeseen: readonly (readonly [what: string, find: string, stderr: string])[] = [
    ['fails', `reject(new Error('\\u001b[2Jboom'));`, 'error: \\u001B[2Jboom\n'],
    ['throws where nobody waits', `setImmediate(() => { throw new TypeError('boom'); });`, 'error: boom\n'],
    ['rejects where nobody waits', `void Promise.reject(new Error('boom'));`, 'error: boom\n'],
  ];
  for (const [what, find, stderr] of unforeseen) {
    it(`ends the program with exit code 2 and without a stack trace where it ${what}`, async () => {
      const program = await programWith(reader(find));
      assert.deepEqual(await run([...check, '--vault', 'contoso'], { cwd: folder, program }), {
        code: 2,
        stdout: '',
        stderr,
      });
    });
  }

  it('does not keep the program running after the report', async () => {
    const program = await programWith(`setInterval(() => undefined, 1000);
      exports.createVaultReader = () => ({
        onDidChange: () => () => undefined,
        find: () => Promise.resolve(),
        examine: () => Promise.resolve([]),
        snapshot: ({ url }) => ({
          ...{ vault: url, busy: false, requests: 0, milliseconds: 0 },
          ...{ newest: new Map(), versions: new Map(), details: new Map() },
          ...{ deleted: { state: 'unread' }, secrets: { state: 'unread' } },
        }),
        dispose: () => undefined,
      });`);
    const ended = await run([...check, '--vault', 'contoso'], { cwd: folder, program });
    assert.notEqual(ended.code, null);
    assert.deepEqual([ended.stderr, reportOf(ended).summary.files], ['', 1]);
  });

  it('is reported as an unreadable vault if it never responds and the event loop is empty', async () => {
    const snapshot = `exports.createVaultReader = () => ({
      onDidChange: () => () => undefined,
      find: () => new Promise(() => undefined),
      snapshot: ({ url }) => ({ vault: url, busy: true, newest: new Map(), versions: new Map(), details: new Map(),
        deleted: { state: 'unread' }, secrets: { state: 'unread' }, requests: 1, milliseconds: 0 }),
      dispose: () => undefined,
    });`;
    const program = await programWith(snapshot);
    const { code, stdout, stderr } = await run([...check, '--vault', 'contoso'], { cwd: folder, program });
    assert.deepEqual([code, stderr], [3, '']);
    const { vaults } = reportOf({ code, stdout, stderr });
    assert.deepEqual(
      vaults.map((vault) => (vault.state === 'failed' ? vault.error.message : vault.state)),
      [
        'The response from contoso.vault.azure.net is incomplete. Check the network, the VPN, and the proxy, then try again.',
      ],
    );
  });

  it('shows its stack trace only with NODE_DEBUG', async () => {
    const program = await programWith(reader(`reject(new Error('boom'));`));
    const env = { NODE_DEBUG: 'cscfg' };
    const { code, stderr } = await run([...check, '--vault', 'contoso'], { cwd: folder, program, env });
    assert.equal(code, 2);
    assert.match(stderr, /^error: boom\nCSCFG \d+: .*Error: boom\n\s+at /);
  });
});
