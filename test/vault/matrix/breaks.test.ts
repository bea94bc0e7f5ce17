import assert from 'node:assert/strict';
import { createControlPlane } from '../../../src/vault/index';
import type { FailureKind } from '../../../src/vault/failure';
import { failureMessage } from '../../../src/vault/failureMessages';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import { breaks, type Break } from '../../emulator/brokenAnswer';
import type { FaultOptions } from '../../emulator/faults';
import type { EmulatedVault } from '../../emulator/vault';
import { account, openLab, vaultAddress, type Lab } from '../wire/lab';

const nowhere = 'A'.repeat(40);
const broken = vaultAddress('broken');
const healthy = vaultAddress('fabrikam');

/** Longer than any of these tests may take: what breaks off is noticed at once. */
const timeoutMs = 60_000;

interface Stage {
  readonly name: string;
  readonly options: FaultOptions;
}

const stages: readonly Stage[] = [
  { name: 'the challenge', options: { path: /^\/certificates$/, anonymous: true } },
  { name: 'the list', options: { path: /^\/certificates$/ } },
  { name: 'a later page of the list', options: { path: /^\/certificates$/, after: 1 } },
  { name: 'the versions', options: { path: /\/versions$/ } },
  { name: 'the deleted certificates', options: { path: /^\/deletedcertificates/ } },
  { name: 'the secrets', options: { path: /^\/secrets/ } },
  { name: 'the contents', options: { path: /\/certificates\/[^/]+\/$/ } },
];

/** What is not HTTP came from something that is no vault; all else is a connection that does not hold. */
const kindOf = (how: Break): FailureKind =>
  ['endlessHeaders', 'twoLengths', 'lengthAndChunks', 'notHttp'].includes(how) ? 'notAVault' : 'offline';

const endedEarly =
  'The response from broken.vault.azure.net is incomplete. Check the network, the VPN, and the proxy, then try again.';

describe('An incomplete response', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  const thrown: unknown[] = [];
  const note = (reason: unknown): void => void thrown.push(reason);
  before(async () => {
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
    vault = lab.emulator.addVault('broken', { paging: 'short' });
    for (let index = 0; index < 15; index++) {
      vault.add({ name: `web-${String(index)}`, versions: [{ from: -60, to: 305 }] });
    }
  });
  afterEach(() => {
    assert.deepEqual(thrown.splice(0), []);
  });
  after(async () => {
    await lab.close();
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
  });

  const kind = (reader: VaultReader, thumbprint: string): string =>
    judge(thumbprint, [reader.snapshot(broken), reader.snapshot(healthy)], {
      now: lab.emulator.now,
      expiryWarningDays: 30,
    }).kind;

  for (const { name, options } of stages) {
    for (const how of breaks) {
      it(`fails without affecting other data: ${how} in ${name}`, async () => {
        vault.fail({ kind: 'broken', how }, options);
        const reader = lab.reader({ timeoutMs, credential: { kind: 'vscode', session: account('dev') } });
        const theirs = lab.emulator.thumbprint('fabrikam:load-test');
        const ours = lab.emulator.thumbprint('broken:web-0');
        await reader.find([broken, healthy], [{ thumbprint: theirs }, { thumbprint: ours }, { thumbprint: nowhere }]);
        const failures = await reader.examine([broken], [ours]);
        const failure = reader.snapshot(broken).failure ?? failures[0];
        assert.equal(failure?.kind, kindOf(how), JSON.stringify(failure));
        assert.equal(kind(reader, theirs), 'current');
        assert.equal(reader.snapshot(healthy).failure, undefined);
        const isContents = name === 'the contents';
        assert.equal(kind(reader, nowhere), isContents ? 'notFound' : 'unverified');
        const isKnown = !['the challenge', 'the list'].includes(name);
        assert.equal(kind(reader, ours), isKnown ? 'current' : 'unverified');
        if (/Body|Chunk$|Gzip|Deflate/.test(how) && how !== 'lengthAndChunks') {
          assert.equal(failureMessage(failure), endedEarly);
        }
        if (how === 'shortBody') {
          vault.behave();
          await reader.find([broken, healthy], [{ thumbprint: nowhere }], { refresh: true });
          assert.equal(kind(reader, nowhere), 'notFound');
        }
      });
    }
  }

  it('is retried once without a failure', async () => {
    for (const how of ['shortBody', 'cutChunk', 'brokenGzip', 'silentClose'] as const) {
      vault.behave();
      vault.fail({ kind: 'broken', how }, { times: 1, path: /^\/certificates$/ });
      const reader = lab.reader({ timeoutMs, credential: { kind: 'vscode', session: account('dev') } });
      await reader.find([broken, healthy], [{ thumbprint: nowhere }]);
      assert.deepEqual([reader.snapshot(broken).failure, kind(reader, nowhere)], [undefined, 'notFound'], how);
    }
  });

  for (const how of breaks) {
    it(`fails for Resource Manager: ${how}`, async () => {
      const plane = createControlPlane({
        credential: { kind: 'vscode', session: account('dev') },
        timeoutMs,
        log: () => undefined,
      });
      lab.emulator.management.fail({ kind: 'broken', how });
      const failure = await plane.discover(broken.cloud, () => undefined);
      assert.equal(failure?.kind, kindOf(how));
      const answer = await plane.vault(broken);
      assert.ok(!answer.ok && answer.why.kind === 'failed' && answer.why.failure.kind === kindOf(how));
    });
  }
});
