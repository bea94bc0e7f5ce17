import assert from 'node:assert/strict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { EditorSession } from '../../../src/vault/signIn/session';
import type { PagingMode } from '../../emulator/paging';
import type { EmulatedVault } from '../../emulator/vault';
import { account, openLab, vaultAddress, type Lab } from '../wire/lab';

const nowhere = 'A'.repeat(40);
const odd = vaultAddress('odd');

describe('Unusual responses that are not failures', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    vault = lab.emulator.seedMany('odd', 30);
  });
  after(() => lab.close());

  /** The verdicts on the newest version of each certificate, and on what no vault has, after one reading. */
  async function verdicts(...names: readonly string[]): Promise<readonly string[]> {
    const prints = [...names.map((name) => lab.emulator.thumbprint(`odd:${name}`)), nowhere];
    const reader = lab.reader();
    await reader.find(
      [odd],
      prints.map((thumbprint) => ({ thumbprint })),
    );
    assert.equal(reader.snapshot(odd).failure, undefined);
    return prints.map(
      (one) => judge(one, [reader.snapshot(odd)], { now: lab.emulator.now, expiryWarningDays: 30 }).kind,
    );
  }

  for (const mode of ['short', 'empty'] satisfies PagingMode[]) {
    it(`include a list whose pages are ${mode}`, async () => {
      vault.paging = mode;
      assert.deepEqual(await verdicts('bulk-0000', 'bulk-0029'), ['current', 'current', 'notFound']);
    });
  }

  it('include a page of 10 MB', async () => {
    vault.fail({ kind: 'hugePage', megabytes: 10 }, { path: /^\/certificates$/ });
    assert.deepEqual(await verdicts('bulk-0000', 'bulk-0029'), ['current', 'current', 'notFound']);
  });

  it('include a certificate that is still being created', async () => {
    vault.add({ name: 'in-the-making', pending: true, versions: [{ from: 0, to: 365 }] });
    assert.deepEqual(await verdicts('bulk-0000'), ['current', 'notFound']);
  });

  it('include a certificate that is removed between two pages', async () => {
    const gone = lab.emulator.thumbprint('odd:bulk-0029');
    vault.beforePage = (page) => {
      if (page === 1) {
        vault.remove('bulk-0029');
      }
    };
    const reader = lab.reader();
    await reader.find([odd], [{ thumbprint: gone }]);
    const options = { now: lab.emulator.now, expiryWarningDays: 30 };
    assert.equal(judge(gone, [reader.snapshot(odd)], options).kind, 'notFound');
  });

  it('include a certificate that is deleted after it was listed', async () => {
    const gone = lab.emulator.thumbprint('odd:bulk-0000');
    vault.beforePage = (page) => {
      if (page === 1) {
        vault.softDelete('bulk-0000');
      }
    };
    const reader = lab.reader();
    await reader.list(odd);
    const options = { now: lab.emulator.now, expiryWarningDays: 30 };
    assert.equal(judge(gone, [reader.snapshot(odd)], options).kind, 'current');
    await reader.find([odd], [{ thumbprint: gone }], { refresh: true });
    assert.equal(judge(gone, [reader.snapshot(odd)], options).kind, 'deleted');
  });

  it('include a certificate that moves to the deleted ones, which is always in one of the lists', async () => {
    const gone = lab.emulator.thumbprint('odd:bulk-0000');
    const reader = lab.reader();
    const kind = (): string =>
      judge(gone, [reader.snapshot(odd)], { now: lab.emulator.now, expiryWarningDays: 30 }).kind;
    await reader.find([odd], [{ thumbprint: gone }, { thumbprint: nowhere }]);
    const kinds = [kind()];
    vault.softDelete('bulk-0000');
    reader.onDidChange(() => {
      if (kind() !== kinds.at(-1)) {
        kinds.push(kind());
      }
    });
    await reader.list(odd, { refresh: true });
    assert.deepEqual(kinds, ['current', 'deleted']);
  });

  it('include a slow sign-in, which does not count as time of the request', async () => {
    const timeoutMs = 10_000;
    const now = performance.now.bind(performance);
    const slowly: EditorSession = (request) => {
      // The clock of the deadlines, so that the test does not have to wait.
      performance.now = () => now() + 2 * timeoutMs;
      return account('somebody')(request);
    };
    try {
      const reader = lab.reader({ timeoutMs, credential: { kind: 'vscode', session: slowly } });
      await reader.find([odd], [{ thumbprint: lab.emulator.thumbprint('odd:bulk-0000') }]);
      assert.equal(reader.snapshot(odd).failure, undefined);
    } finally {
      performance.now = now;
    }
  });

  it('include a single 429 without Retry-After', async () => {
    vault.fail({ kind: 'throttle' }, { times: 1 });
    assert.deepEqual(await verdicts('bulk-0000'), ['current', 'notFound']);
    assert.ok(lab.lines.some((line) => /^info odd\.vault\.azure\.net throttles: retry in \d+ ms$/.test(line)));
  });

  it('include an error that does not occur on retry', async () => {
    vault.fail({ kind: 'status', status: 503 }, { times: 1 });
    assert.deepEqual(await verdicts('bulk-0000'), ['current', 'notFound']);
  });
});
