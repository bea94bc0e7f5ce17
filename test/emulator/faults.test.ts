import assert from 'node:assert/strict';
import { ask, devToken, type Answer } from './ask';
import type { Denial } from './access';
import { startEmulator, type Emulator } from './emulator';
import type { Fault } from './faults';

const url = 'https://contoso.vault.azure.net/certificates?api-version=2025-07-01';

describe('Faults of the emulated vault', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => {
    emulator.behave();
    emulator.log.clear();
  });
  after(() => emulator.close());

  const list = (token = devToken()): Promise<Answer> => ask(emulator, url, { token });
  const fail = (fault: Fault): (() => void) => emulator.vault('contoso').fail(fault);

  const answers: readonly (readonly [string, Fault, number, RegExp])[] = [
    ['throttles', { kind: 'throttle' }, 429, /"code":"Throttled".*VaultRequestTypeLimitReached/],
    ['breaks inside', { kind: 'status', status: 500 }, 500, /InternalServerError/],
    ['is unavailable', { kind: 'status', status: 503 }, 503, /InternalServerError/],
    ['is hidden by a gateway', { kind: 'status', status: 502, html: true }, 502, /<h1>Bad Gateway/],
    ['is hidden by a captive portal', { kind: 'html' }, 200, /<h1>Welcome to the hotel/],
    ['answers other JSON', { kind: 'wrongJson' }, 200, /"value":"not a list"/],
    ['answers half a JSON', { kind: 'truncated' }, 200, /^\{"value":\[.*[^}]$/],
    ['answers thumbprints of a wrong length', { kind: 'badThumbprints' }, 200, /"x5t":"c2hvcnQ"/],
    ['answers without thumbprints', { kind: 'noThumbprints' }, 200, /^(?!.*"x5t")\{"value":\[.*\}$/],
    ['answers a page of megabytes', { kind: 'hugePage', megabytes: 2 }, 200, /x{2000000}/],
    ['does not find it', { kind: 'refusal', status: 404 }, 404, /CertificateNotFound/],
    ['is in conflict', { kind: 'refusal', status: 409 }, 409, /ObjectIsDeletedButRecoverable/],
    ['takes a token for too old', { kind: 'badToken', why: 'expired' }, 401, /TokenExpired/],
    ['takes a token for nothing', { kind: 'badToken', why: 'rejected' }, 401, /AKV10046/],
    ['does not serve a first party', { kind: 'firstParty' }, 403, /Access denied to first party service/],
    ['sends elsewhere', { kind: 'redirect' }, 302, /^$/],
    ['answers slowly', { kind: 'drip', milliseconds: 0 }, 200, /^\{"value":\[.*\}$/],
    ['wants claims', { kind: 'claims' }, 401, /AKV10096/],
  ];
  for (const [what, fault, status, text] of answers) {
    it(what, async () => {
      fail(fault);
      const answer = await list();
      assert.equal(answer.status, status);
      assert.match(answer.text, text);
    });
  }

  it('sends Retry-After only if configured', async () => {
    fail({ kind: 'throttle' });
    assert.equal((await list()).headers['retry-after'], undefined);
    emulator.behave();
    fail({ kind: 'throttle', retryAfter: 3 });
    assert.equal((await list()).headers['retry-after'], '3');
  });

  it('close the connection', async () => {
    fail({ kind: 'reset' });
    await assert.rejects(list(), /socket|ECONNRESET|disconnected/);
    assert.equal(emulator.log.requests[0]?.status, undefined);
  });

  for (const kind of ['hang', 'stall'] as const) {
    it(`leave the caller waiting (${kind}) until the emulator stops`, async () => {
      const other = await startEmulator();
      other.vault('contoso').fail({ kind });
      let settled = false;
      const waiting = ask(other, url, { token: devToken() }).finally(() => (settled = true));
      const outcome = assert.rejects(waiting);
      while (other.log.requests.length === 0) {
        await new Promise(setImmediate);
      }
      // A whole other exchange takes place meanwhile.
      assert.equal((await ask(other, url.replace('contoso', 'fabrikam'), { token: devToken() })).status, 200);
      assert.equal(settled, false);
      await other.close();
      await outcome;
    });
  }

  it('occur at the configured requests and paths, as often as configured', async () => {
    emulator.vault('contoso').fail({ kind: 'throttle' }, { after: 1, times: 2, path: /^\/certificates$/ });
    const seen: number[] = [];
    for (let request = 0; request < 4; request++) {
      seen.push((await list()).status);
    }
    assert.deepEqual(seen, [200, 429, 429, 200]);
    emulator.vault('contoso').fail({ kind: 'throttle' }, { path: /^\/deletedcertificates/ });
    assert.equal((await list()).status, 200);
  });

  it('do not affect the challenge by default', async () => {
    fail({ kind: 'throttle' });
    assert.equal((await ask(emulator, url)).status, 401);
    emulator.vault('contoso').fail({ kind: 'status', status: 503 }, { anonymous: true });
    assert.equal((await ask(emulator, url)).status, 503);
  });

  it('end when a token satisfies the claims', async () => {
    fail({ kind: 'claims' });
    const token = devToken().replace(/\..*/, '');
    const payload = { identity: 'dev', tenant: emulator.vault('contoso').tenant, audience: 'https://vault.azure.net' };
    const answered = Buffer.from(JSON.stringify({ ...payload, claims: true })).toString('base64url');
    assert.equal((await list(`${token}.${answered}`)).status, 200);
  });

  const denials: readonly (readonly [Denial, string | undefined, RegExp])[] = [
    ['rbac', 'ForbiddenByRbac', /Action: 'Microsoft\.KeyVault\/vaults\/certificates\/read'/],
    ['policy', 'AccessDenied', /does not have certificates list permission on key vault 'contoso/],
    ['forbiddenByPolicy', 'ForbiddenByPolicy', /does not have certificates list permission/],
    ['firewall', 'ForbiddenByFirewall', /Client address: 203\.0\.113\.7/],
    ['connection', 'ForbiddenByConnection', /private link/],
    ['bare', undefined, /Forbidden/],
  ];
  for (const [denial, inner, words] of denials) {
    it(`return the error message of the service: ${denial}`, async () => {
      emulator.vault('contoso').deny(denial);
      const { status, body } = await list();
      const { error } = body as { error: { code: string; message: string; innererror?: { code: string } } };
      assert.deepEqual([status, error.code, error.innererror?.code], [403, 'Forbidden', inner]);
      assert.match(error.message, words);
    });
  }

  it('refuse only the configured accounts and actions', async () => {
    emulator.vault('contoso').deny('rbac', { identity: 'intern', actions: ['deleted'] });
    const deleted = url.replace('/certificates', '/deletedcertificates');
    assert.equal((await ask(emulator, deleted, { token: devToken('intern') })).status, 403);
    assert.equal((await ask(emulator, deleted, { token: devToken() })).status, 200);
    assert.equal((await list(devToken('intern'))).status, 200);
  });

  it('count concurrent requests', async () => {
    emulator.vault('contoso').latency = 30;
    await Promise.all([list(), list(), list()]);
    assert.equal(emulator.log.highWater('contoso'), 3);
    assert.equal(emulator.log.requests.length, 3);
  });
});
