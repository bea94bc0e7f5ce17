import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { azureCli } from '../../src/vault/signIn/azureCli/credential';
import { tokenOf } from '../../src/vault/signIn/azureCli/answer';
import { azCommand, findAz, trustedFolders } from '../../src/vault/signIn/azureCli/command';
import { NotSignedIn } from '../../src/vault/client/errors';
import { AzWatch } from '../emulator/azWatch';
import { contoso, openLab, vaultAddress, type Lab } from './wire/lab';

const question = { scope: 'https://vault.azure.net/.default', tenantId: 'some-tenant' };
const onPosix = process.platform === 'win32' ? it.skip : it;

describe('The Azure CLI', () => {
  let lab: Lab;
  let folder: string;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    folder = mkdtempSync(join(tmpdir(), 'az-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    Reflect.deleteProperty(process.env, 'EMULATED_AZ_WATCH');
  });
  after(() => lab.close());

  async function hanging(): Promise<AzWatch> {
    const watch = await AzWatch.open();
    Object.assign(process.env, watch.env);
    lab.emulator.signInAs('hang');
    return watch;
  }

  onPosix('is killed with all that it started when the question is cancelled', async () => {
    const watch = await hanging();
    const cancelling = new AbortController();
    const asked = azureCli(10_000)(question, cancelling.signal);
    await watch.running();
    cancelling.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await watch.ended();
  });

  onPosix('is killed with all that it started when time is up', async () => {
    const watch = await hanging();
    const asked = azureCli(1500)(question, new AbortController().signal);
    await assert.rejects(asked, { kind: 'credential', problem: { kind: 'late', source: 'azureCli' } });
    await watch.ended();
  });

  onPosix('is killed when the last of those who wait for its token leaves, and no earlier', async () => {
    const watch = await hanging();
    const reader = lab.reader({ credential: { kind: 'azureCli' } });
    const [first, second] = [new AbortController(), new AbortController()];
    const reading = [
      reader.list(contoso, { signal: first.signal }),
      reader.list(vaultAddress('fabrikam'), { signal: second.signal }),
    ];
    await watch.running();
    first.abort();
    await assert.rejects(reading[0] ?? Promise.resolve(), { name: 'AbortError' });
    second.abort();
    await assert.rejects(reading[1] ?? Promise.resolve(), { name: 'AbortError' });
    await watch.ended();
  });

  /** A program of that name that would give away a stranger’s token. */
  function plant(where: string): string {
    mkdirSync(where, { recursive: true });
    const file = join(where, 'az');
    writeFileSync(file, '#!/bin/sh\necho \'{"accessToken":"planted","expires_on":4102444800}\'\n');
    chmodSync(file, 0o755);
    return where;
  }

  onPosix('is not looked for in the workspace, in a project’s own programs or relative to a folder', async () => {
    const workspace = plant(join(folder, 'workspace', 'bin'));
    const own = plant(join(folder, 'project', 'node_modules', '.bin'));
    const before = process.env['PATH'] ?? '';
    process.env['PATH'] = [workspace, own, '', '.', 'bin', before].join(delimiter);
    try {
      const source = azureCli(10_000, () => [join(folder, 'workspace')]);
      const { token } = await source(question, new AbortController().signal);
      assert.match(token, /^emulated\./);
    } finally {
      process.env['PATH'] = before;
    }
  });

  onPosix('is found where the workspace does not contain it, or is the user’s home', async () => {
    const bin = plant(join(folder, 'bin'));
    assert.deepEqual(trustedFolders(bin, [join(folder, 'bi')]), [bin]);
    assert.deepEqual(trustedFolders(bin, [join(folder, '..')]), []);
    assert.deepEqual(trustedFolders(bin, [folder]), []);
    const inHome = join(homedir(), '.local', 'bin');
    assert.deepEqual(trustedFolders(inHome, [homedir()]), [inHome]);
    assert.deepEqual(trustedFolders(inHome, [dirname(homedir())]), [inHome]);
    assert.equal(await findAz([join(folder, 'none'), bin]), join(bin, 'az'));
    assert.equal(await findAz([join(folder, 'none')]), undefined);
  });

  onPosix('that is nowhere is missing', async () => {
    const before = process.env['PATH'] ?? '';
    process.env['PATH'] = folder;
    try {
      const asked = azureCli(10_000)(question, new AbortController().signal);
      await assert.rejects(asked, { kind: 'credential', problem: { kind: 'azMissing' } });
    } finally {
      process.env['PATH'] = before;
    }
  });

  it('runs in cmd.exe of the system folder on Windows', () => {
    const az = 'C:\\Program Files\\Azure CLI\\wbin\\az.cmd';
    assert.deepEqual(
      azCommand(
        az,
        ['account', 'get-access-token', '--resource', 'https://vault.azure.net', '--tenant', 'contoso.com'],
        {
          platform: 'win32',
          systemRoot: 'C:\\Windows',
        },
      ),
      {
        file: 'C:\\Windows\\System32\\cmd.exe',
        args: [
          '/d',
          '/s',
          '/c',
          '""C:\\Program Files\\Azure CLI\\wbin\\az.cmd" account get-access-token --resource https://vault.azure.net --tenant contoso.com"',
        ],
        isVerbatim: true,
      },
    );
    for (const argument of ['a b', 'a&b', '%PATH%', 'a"b', 'a\nb', '', '$(x)']) {
      assert.throws(() => azCommand(az, [argument], { platform: 'win32' }), /not plain text/);
    }
  });
});

describe('The output of the Azure CLI', () => {
  const printed = (stdout: string): ReturnType<typeof tokenOf> =>
    tokenOf({ kind: 'ended', code: 0, stdout, stderr: '' }, undefined);

  it('contains a token and its expiry in seconds, or in local time from old versions', () => {
    assert.deepEqual(printed('{"accessToken":"t","expires_on":1800000000,"expiresOn":"2020-01-01 00:00:00.000000"}'), {
      token: 't',
      expiresOnTimestamp: 1_800_000_000_000,
    });
    assert.deepEqual(printed('{"accessToken":"t","expiresOn":"2027-01-15 08:00:00.000000"}'), {
      token: 't',
      expiresOnTimestamp: Date.parse('2027-01-15 08:00:00'),
    });
    assert.deepEqual(printed('{"accessToken":"t"}'), { token: 't', expiresOnTimestamp: 0 });
  });

  for (const text of ['', 'null', '[]', '{"accessToken":""}', '{"accessToken":{}}', '{"accessToken":"t"', '<html>']) {
    it(`contains no token: ${text}`, () => {
      const answer = printed(text);
      assert.ok(answer instanceof NotSignedIn);
      assert.deepEqual([answer.kind, answer.problem], ['credential', { kind: 'azNoToken' }]);
    });
  }
});
