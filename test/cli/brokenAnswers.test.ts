import assert from 'node:assert/strict';
import { onLoopEnd, unlessLoopEnds } from '../../src/cli/loopEnd';
import { type Break, breaks } from '../emulator/brokenAnswer';
import type { EmulatedVault } from '../emulator/vault';
import { openLab, type Lab } from './lab';
import { certificate, folderWith, service } from './service';

/** The tests of the reader combine every stage with every break; these need a process each. */
const stages: readonly (readonly [stage: string, how: Break, path: RegExp, anonymous?: boolean])[] = [
  ['the challenge', 'shortBody', /^\/certificates$/, true],
  ['the list', 'cutChunk', /^\/certificates$/],
  ['the versions', 'garbageChunk', /\/versions$/],
  ['the deleted certificates', 'brokenGzip', /^\/deletedcertificates/],
  ['the secrets', 'shortGzip', /^\/secrets/],
  ['the contents', 'shortBody', /\/certificates\/[^/]+\/$/],
];

describe('The command line and an answer that breaks off', () => {
  let lab: Lab;
  let folder: string;
  before(async () => {
    lab = await openLab();
    const { emulator } = lab;
    folder = folderWith({
      'a.cscfg': service(
        certificate('Theirs', emulator.thumbprint('fabrikam:load-test')),
        certificate('Ours', emulator.thumbprint('contoso:contoso-web')),
        certificate('Nobody', 'A'.repeat(40)),
      ),
    });
  });
  beforeEach(() => {
    lab.emulator.behave();
  });
  after(() => lab.close());

  const kindsOf = async (): Promise<readonly [number | null, string, readonly string[], readonly string[]]> => {
    const { code, stderr, report } = await lab.report(folder, '--vault', 'contoso', '--vault', 'fabrikam');
    const verdicts = report.files.flatMap(({ certificates }) => certificates.map(({ verdict }) => verdict));
    return [
      code,
      stderr,
      verdicts.map(({ kind, reason }) => (reason === undefined ? kind : `${kind} ${reason}`)),
      report.vaults.map((vault) => (vault.state === 'failed' ? vault.error.kind : vault.state)),
    ];
  };

  for (const [stage, how, path, anonymous = false] of stages) {
    it(`reports everything else and ends with exit code 3: ${stage} (${how})`, async () => {
      lab.emulator.vault('contoso').fail({ kind: 'broken', how }, { path, anonymous });
      const isContents = stage === 'the contents';
      const isListed = !['the challenge', 'the list'].includes(stage);
      assert.deepEqual(await kindsOf(), [
        3,
        '',
        ['current', isListed ? 'current' : 'unverified offline', isContents ? 'notFound' : 'unverified offline'],
        ['offline', 'listed'],
      ]);
    });
  }

  it('ends with exit code 3 for any failure of the list', async () => {
    for (const how of breaks) {
      lab.emulator.behave();
      lab.emulator.vault('contoso').fail({ kind: 'broken', how }, { path: /^\/certificates$/ });
      const [code, stderr, verdicts] = await kindsOf();
      assert.deepEqual([code, stderr, verdicts[0]], [3, '', 'current'], how);
      assert.match(verdicts[2] ?? '', /^unverified (?:offline|notAVault)$/, how);
    }
  }).timeout(120_000);
});

describe('The command line and vaults that contradict themselves', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.emulator.behave();
    vault = lab.emulator.addVault('moody');
    vault.add({
      name: 'web',
      versions: [
        { from: -400, to: 100 },
        { from: -60, to: 305 },
      ],
    });
    vault.add({ name: 'api', versions: [{ from: -60, to: 305 }] });
  });
  after(() => lab.close());

  const check = async (thumbprint: string): Promise<readonly [number | null, string]> => {
    const folder = folderWith({ 'a.cscfg': service(certificate('One', thumbprint)) });
    const { code, report } = await lab.report(folder, '--vault', 'moody');
    const [verdict] = report.files.flatMap(({ certificates }) => certificates.map((one) => one.verdict));
    return [code, `${verdict?.kind ?? ''} ${verdict?.reason ?? ''}`.trim()];
  };

  it('lists again if a certificate was deleted between the list and the search', async () => {
    const older = lab.emulator.thumbprint('moody:web/1');
    let isFirst = true;
    vault.beforePage = () => {
      if (isFirst) {
        isFirst = false;
        setImmediate(() => {
          vault.remove('web');
        });
      }
    };
    assert.deepEqual(await check(older), [1, 'notFound']);
  });

  const contradictions: readonly (readonly [string, object])[] = [
    ['are empty', { value: [] }],
    [
      'are another certificate’s',
      {
        value: [
          {
            id: 'https://moody.vault.azure.net/certificates/api/0123456789abcdef0123456789abcdef',
            x5t: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA',
            attributes: { enabled: true },
          },
        ],
      },
    ],
    ['cannot be read', { value: [null, 7, 'x', { id: 5 }] }],
  ];
  for (const [what, answer] of contradictions) {
    it(`ends with exit code 3 where the versions ${what}, and says why`, async () => {
      vault.fail({ kind: 'odd', answer }, { path: /\/web\/versions$/ });
      assert.deepEqual(await check('A'.repeat(40)), [3, 'unverified service']);
      assert.deepEqual(await check(lab.emulator.thumbprint('moody:api')), [0, 'current']);
    });
  }

  it('ends with exit code 3 where two names differ only in case', async () => {
    const id = 'https://moody.vault.azure.net/certificates/WEB';
    vault.fail({ kind: 'odd', entries: [{ at: 0, value: { id }, merge: true }] }, { path: /^\/certificates$/ });
    assert.deepEqual(await check('A'.repeat(40)), [3, 'unverified service']);
  });

  it('accepts a name with different case in the lists', async () => {
    const id = 'https://moody.vault.azure.net/certificates/WEB';
    vault.fail({ kind: 'odd', entries: [{ at: 1, value: { id }, merge: true }] }, { path: /^\/certificates$/ });
    assert.deepEqual(await check(lab.emulator.thumbprint('moody:web/1')), [0, 'outdated']);
    assert.deepEqual(await check('A'.repeat(40)), [1, 'notFound']);
  });
});

describe('A promise that nothing will settle any more', () => {
  const never = new Promise<object>(() => undefined);

  it('is abandoned when the event loop is empty', async () => {
    const waiting = unlessLoopEnds(never);
    process.emit('beforeExit', 0);
    assert.equal(await waiting, undefined);
  });

  it('is abandoned by the last caller', async () => {
    let isOuterCalled = false;
    const leave = onLoopEnd(() => (isOuterCalled = true));
    const waiting = unlessLoopEnds(never);
    process.emit('beforeExit', 0);
    await waiting;
    assert.equal(isOuterCalled, false);
    process.emit('beforeExit', 0);
    assert.equal(isOuterCalled, true);
    leave();
  });

  it('has no effect after the response', async () => {
    const answer = {};
    assert.equal(await unlessLoopEnds(Promise.resolve(answer)), answer);
  });
});
