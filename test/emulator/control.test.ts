import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, devToken } from './ask';
import { runHere } from './child';
import { controlOf } from './control';
import {
  emulatorFromEnvironment,
  openControlChannel,
  type ControlChannel,
  type RemoteEmulator,
} from './controlChannel';
import { startEmulator, type Emulator } from './emulator';

const list = 'https://contoso.vault.azure.net/certificates?api-version=2025-07-01';

describe('The control of an emulator in another process', () => {
  let emulator: Emulator;
  let channel: ControlChannel;
  let remote: RemoteEmulator;

  before(async () => {
    emulator = await startEmulator();
    channel = await openControlChannel(controlOf(emulator));
    Object.assign(process.env, channel.env);
    remote = emulatorFromEnvironment();
  });
  beforeEach(() => {
    emulator.behave();
    emulator.log.clear();
  });
  after(async () => {
    Object.keys(channel.env).forEach((name) => Reflect.deleteProperty(process.env, name));
    await channel.close();
    await emulator.close();
  });

  it('changes the contents of a vault', async () => {
    const rotated = await remote.rotate('contoso', 'contoso-api');
    assert.equal(emulator.thumbprint('contoso-api'), rotated);
    assert.equal(await remote.thumbprint('contoso-api'), rotated);
    assert.notEqual(await remote.thumbprint('contoso-api/1'), rotated);

    await remote.setEnabled('contoso', 'contoso-api', false);
    assert.equal(emulator.find('contoso-api').version.enabled, false);

    await remote.softDelete('contoso', 'contoso-api');
    assert.ok(emulator.vault('contoso').certificate('contoso-api').spec.deleted);
    await remote.recover('contoso', 'contoso-api');
    assert.equal(emulator.vault('contoso').certificate('contoso-api').spec.deleted, undefined);

    const added = await remote.add('contoso', { name: 'added', versions: [{ from: -1, to: 9 }] });
    assert.equal(added.versions[0]?.thumbprint, emulator.thumbprint('added'));
    assert.ok((await remote.certificates('contoso')).some(({ name }) => name === 'added'));
    await remote.remove('contoso', 'added');
    assert.equal(emulator.vault('contoso').find('added'), undefined);
  });

  it('sets and clears faults', async () => {
    await remote.fail('contoso', { kind: 'throttle' }, { path: '^/certificates$' });
    assert.equal((await ask(emulator, list, { token: devToken() })).status, 429);
    await remote.behave();
    await remote.deny('contoso', 'firewall');
    assert.equal((await ask(emulator, list, { token: devToken() })).status, 403);
    await remote.behave();
    assert.equal((await ask(emulator, list, { token: devToken() })).status, 200);
    assert.deepEqual(
      (await remote.requests('contoso')).map(({ status }) => status),
      [429, 403, 200],
    );
    assert.equal(await remote.highWater('contoso'), 1);
    assert.deepEqual(await remote.asked('contoso'), Array(3).fill('GET /certificates'));
    await remote.clearLog();
    assert.deepEqual(await remote.requests(), []);
  });

  it('keeps the restrictions of an added vault', async () => {
    await remote.behave();
    const answer = await ask(emulator, list.replace('contoso', 'walled'), { token: devToken() });
    assert.equal(answer.status, 403);
    assert.match(answer.text, /Client address: 203\.0\.113\.7/);
  });

  it('rejects with the error message of the emulator', async () => {
    await assert.rejects(remote.rotate('contoso', 'nobody'), /holds no certificate nobody/);
  });

  it('requires its token', async () => {
    const url = new URL(Object.values(channel.env)[0] ?? '');
    const { status } = await fetch(new URL('/guess', url), { method: 'POST', body: '{"method":"vaults","args":[]}' });
    assert.equal(status, 404);
  });

  it('is not in the environment of the product', () => {
    assert.deepEqual(
      Object.keys(channel.env).filter((name) => name in emulator.env),
      [],
    );
  });
});

describe('A command run under the emulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-under-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('reaches the control, writes the sample service, and has its output and exit code passed on', async () => {
    const script = join(folder, 'command.ts');
    const service = join(folder, 'service');
    writeFileSync(
      script,
      `import { emulatorFromEnvironment } from ${JSON.stringify(join(__dirname, 'controlChannel'))};
       const emulator = emulatorFromEnvironment();
       void (async () => {
         await emulator.writeSampleService(${JSON.stringify(service)});
         console.log(await emulator.thumbprint('contoso-api'));
         process.exitCode = 7;
       })();`,
    );
    const { code, stdout, stderr } = await runHere('runUnder.ts', [process.execPath, '--import', 'tsx', script], {});
    assert.equal(code, 7, stderr);
    assert.match(stdout, /^[0-9A-F]{40}\n$/);
    assert.ok(readFileSync(join(service, 'ServiceConfiguration.Cloud.cscfg'), 'utf8').includes(stdout.trim()));
  });

  it('is stopped on time-out', async () => {
    const { code, stderr } = await runHere('runUnder.ts', [process.execPath, '-e', 'setInterval(() => 0, 1000)'], {
      EMULATED_VAULT_LIMIT: '0.2',
    });
    assert.equal(code, 137);
    assert.match(stderr, /Not done after 0\.2 s/);
  });

  it('is reported as missing', async () => {
    const { code } = await runHere('runUnder.ts', ['no-such-command'], {});
    assert.equal(code, 127);
  });
});
