import assert from 'node:assert/strict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { EditorSession } from '../../../src/vault/signIn/session';
import type { VaultReader } from '../../../src/vault/reader';
import type { EmulatedVault } from '../../emulator/vault';
import { account, nobody, openLab, vaultAddress, type Lab } from '../wire/lab';

const nowhere = 'A'.repeat(40);
const slow = vaultAddress('slow');

/** A moment at which the user has had enough. */
interface Stage {
  readonly when: string;
  /** Makes the reading come to this moment and stay there. */
  readonly arrange: (vault: EmulatedVault, lab: Lab) => void;
  /** Whether it has come to this moment. */
  readonly isReached: (lab: Lab) => boolean;
  readonly signedIn?: boolean;
  /** The editor's account, where it is not simply there. */
  readonly session?: (lab: Lab) => EditorSession;
}

const asked = (lab: Lab, path: RegExp): boolean => lab.emulator.log.of('slow').some((one) => path.test(one.path));

/** The editor's account answers its first request only after all callers have canceled. */
function answersTooLate(lab: Lab): EditorSession {
  let isFirst = true;
  return async (request) => {
    if (isFirst) {
      isFirst = false;
      lab.lines.push('the editor is asked');
      await new Promise((resolve) => request.signal?.addEventListener('abort', resolve));
    }
    return account('dev')(request);
  };
}

const stages: readonly Stage[] = [
  {
    when: 'the vault has not said whom it trusts',
    arrange: (vault) => void vault.fail({ kind: 'hang' }),
    isReached: (lab) => asked(lab, /^\/certificates$/),
  },
  {
    when: 'the Azure CLI is asked for a token',
    arrange: (_, lab) => {
      lab.emulator.signInAs('hang');
    },
    isReached: (lab) => lab.emulator.azCalls().length > 0,
    signedIn: false,
  },
  {
    when: 'the editor is asked for its account',
    arrange: () => undefined,
    isReached: (lab) => lab.lines.includes('the editor is asked'),
    session: answersTooLate,
  },
  {
    when: 'the first page is on its way',
    arrange: (vault) => void vault.fail({ kind: 'stall' }),
    isReached: (lab) => lab.emulator.log.asked('slow').length === 1,
  },
  {
    when: 'a later page is on its way',
    arrange: (vault) => void vault.fail({ kind: 'hang' }, { after: 3 }),
    isReached: (lab) => lab.emulator.log.asked('slow').length === 3,
  },
  {
    when: 'the vault is throttled',
    arrange: (vault) => void vault.fail({ kind: 'throttle', retryAfter: 1 }),
    isReached: (lab) => lab.lines.some((line) => line.includes(' throttles')),
  },
  {
    when: 'the SDK waits before it tries again',
    arrange: (vault) => void vault.fail({ kind: 'reset' }),
    isReached: (lab) => lab.lines.some((line) => line.startsWith('warn')),
  },
  {
    when: 'versions are on their way',
    arrange: (vault) => void vault.fail({ kind: 'hang' }, { path: /\/versions$/ }),
    isReached: (lab) => lab.emulator.log.asked('slow').filter((line) => line.endsWith('/versions')).length === 8,
  },
  {
    when: 'the deleted certificates are on their way',
    arrange: (vault) => void vault.fail({ kind: 'hang' }, { path: /^\/deletedcertificates/ }),
    isReached: (lab) => asked(lab, /^\/secrets/) && asked(lab, /^\/deletedcertificates/),
  },
  {
    when: 'the names of secrets are on their way',
    arrange: (vault) => void vault.fail({ kind: 'hang' }, { path: /^\/secrets/ }),
    isReached: (lab) => asked(lab, /^\/secrets/) && asked(lab, /^\/deletedcertificates/),
  },
];

describe('When the user cancels', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(async () => {
    process.on('unhandledRejection', note);
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    vault = lab.emulator.seedMany('slow', 60);
  });
  afterEach(() => {
    assert.deepEqual(unhandled.splice(0), []);
  });
  after(async () => {
    await lab.close();
    process.off('unhandledRejection', note);
  });

  /** A whole other reading takes place: time enough for a request that should not be. */
  const meanwhile = async (reader: VaultReader): Promise<void> => {
    await reader.list(vaultAddress('fabrikam'), { refresh: true });
  };

  for (const stage of stages) {
    it(`no more requests are sent and no failure is reported: ${stage.when}`, async () => {
      const calls = lab.emulator.azCalls().length;
      stage.arrange(vault, lab);
      const session = stage.session?.(lab) ?? (stage.signedIn === false ? nobody : account('dev'));
      const reader = lab.reader({ credential: { kind: 'auto', session } });
      const user = new AbortController();
      const reading = reader.find([slow], [{ thumbprint: nowhere }], { signal: user.signal });
      const outcome = assert.rejects(reading, { name: 'AbortError' });
      await until(() => stage.isReached(lab) && (stage.signedIn !== false || lab.emulator.azCalls().length > calls));
      const before = lab.emulator.log.of('slow').length;
      user.abort();
      await outcome;
      vault.behave();
      lab.emulator.signInAs('dev');
      await meanwhile(lab.reader({ credential: { kind: 'auto', session: account('dev') } }));
      assert.equal(lab.emulator.log.of('slow').length, before);
      const snapshot = reader.snapshot(slow);
      assert.deepEqual([snapshot.failure, snapshot.busy], [undefined, false]);
      assert.equal(judge(nowhere, [snapshot], { now: lab.emulator.now, expiryWarningDays: 30 }).kind, 'unverified');
      assert.ok(lab.lines.every((line) => !line.startsWith('error')));

      await reader.find([slow], [{ thumbprint: nowhere }]);
      const verdict = judge(nowhere, [reader.snapshot(slow)], { now: lab.emulator.now, expiryWarningDays: 30 });
      assert.equal(verdict.kind, 'notFound');
    });
  }

  it('other callers of the same request get its result', async () => {
    vault.latency = 20;
    const reader = lab.reader({ credential: { kind: 'auto', session: account('dev') } });
    const user = new AbortController();
    const leaving = assert.rejects(reader.list(slow, { signal: user.signal }), { name: 'AbortError' });
    const staying = reader.list(slow);
    await until(() => lab.emulator.log.asked('slow').length === 1);
    user.abort();
    await leaving;
    assert.equal((await staying).newest.size, 60);
    assert.equal(lab.emulator.log.of('slow').length, 4);
  });

  it('reading contents stops too, and a later caller gets them', async () => {
    const reader = lab.reader({ credential: { kind: 'auto', session: account('dev') } });
    const { newest } = await reader.list(slow);
    const [version] = newest.values();
    assert.ok(version !== undefined);
    vault.fail({ kind: 'hang' });
    const user = new AbortController();
    const reading = assert.rejects(reader.details(version, { signal: user.signal }), { name: 'AbortError' });
    await until(() => asked(lab, /^\/certificates\/bulk-0000\/$/));
    const before = lab.emulator.log.of('slow').length;
    user.abort();
    await reading;
    vault.behave();
    await meanwhile(reader);
    assert.equal(lab.emulator.log.of('slow').length, before);
    assert.ok(!('kind' in (await reader.details(version))));
  });

  it('no request is sent if the signal fired before the start', async () => {
    const reader = lab.reader({ credential: { kind: 'auto', session: account('dev') } });
    const signal = AbortSignal.abort();
    await assert.rejects(reader.find([slow], [{ thumbprint: nowhere }], { signal }), { name: 'AbortError' });
    assert.deepEqual(lab.emulator.log.requests, []);
  });
});

/** Milliseconds that something may take before it counts as not happening. */
const patience = 10_000;

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + patience;
  while (!condition()) {
    assert.ok(performance.now() < end, `It did not come to be: ${condition.toString()}`);
    await new Promise(setImmediate);
  }
}
