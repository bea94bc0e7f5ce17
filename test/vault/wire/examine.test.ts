import assert from 'node:assert/strict';
import type { Verdict } from '../../../src/certificate/verdict';
import { judge } from '../../../src/vault/snapshot/judge';
import type { VaultReader } from '../../../src/vault/reader';
import type { CertificateSpec } from '../../emulator/certificate';
import type { EmulatedVault } from '../../emulator/vault';
import { contoso, openLab, type Lab } from './lab';

const added: readonly CertificateSpec[] = [
  { name: 'short-key', key: 'rsa1024', versions: [{ from: -100, to: 265 }] },
  { name: 'sha1', hash: 'sha1', issuer: 'intermediate', versions: [{ from: -100, to: 265 }] },
  { name: 'in-hsm', hsm: true, versions: [{ from: -100, to: 265 }] },
  {
    name: 'pem-from-now-on',
    contentType: 'application/x-pem-file',
    policyChanged: -1,
    versions: [
      { from: -400, to: 35 },
      { from: -100, to: 265 },
    ],
  },
  {
    name: 'pem-from-the-start',
    contentType: 'application/x-pem-file',
    versions: [
      { from: -400, to: 35 },
      { from: -100, to: 265 },
    ],
  },
];

describe('Examining the certificates of a file', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
    vault = lab.emulator.vault('contoso');
    added.forEach((spec) => vault.add(spec));
  });
  beforeEach(() => {
    lab.reset();
  });
  after(() => lab.close());

  const print = (token: string): string => lab.emulator.thumbprint(token);
  const asked = (): readonly string[] =>
    lab.emulator.log.asked('contoso').filter((line) => /^GET \/certificates\/[\w-]+\/(?!versions)/.test(line));
  const judged = (reader: VaultReader, token: string): Verdict =>
    judge(print(token), [reader.snapshot(contoso)], { now: lab.emulator.now, expiryWarningDays: 30 });

  /** Does what an open file does: looks for the certificates, then at them. */
  async function open(reader: VaultReader, ...tokens: readonly string[]): Promise<void> {
    await reader.find(
      [contoso],
      tokens.map((token) => ({ thumbprint: print(token), name: token.replace(/\/.*/, '') })),
    );
    await reader.examine([contoso], tokens.map(print));
  }

  const verdicts: readonly (readonly [token: string, kind: string, why: string | undefined])[] = [
    ['contoso-web', 'current', undefined],
    ['contoso-linux-gateway', 'unusable', 'pem'],
    ['contoso-code-signing', 'unusable', 'notExportable'],
    ['in-hsm', 'unusable', 'hsm'],
    ['pem-from-now-on', 'current', undefined],
    ['pem-from-now-on/1', 'outdated', undefined],
    ['pem-from-the-start', 'unusable', 'pem'],
    ['pem-from-the-start/1', 'unusable', 'pem'],
  ];
  for (const [token, kind, why] of verdicts) {
    it(`finds ${token} ${kind}${why === undefined ? '' : ` (${why})`}`, async () => {
      const reader = lab.reader();
      await open(reader, token);
      const verdict = judged(reader, token);
      assert.deepEqual([verdict.kind, verdict.kind === 'unusable' ? verdict.why : undefined], [kind, why]);
    });
  }

  it('reads keys, signatures, and issuers', async () => {
    const reader = lab.reader();
    await open(reader, 'short-key', 'sha1', 'contoso-issuing-ca');
    const traits = (token: string) => {
      const verdict = judged(reader, token);
      return 'match' in verdict ? verdict.match.traits : undefined;
    };
    assert.deepEqual(traits('short-key'), {
      subject: 'CN=short-key',
      issuer: 'CN=short-key',
      selfSigned: true,
      authority: false,
      issuedByRoot: false,
      key: 'RSA 1024',
      rsaBits: 1024,
    });
    assert.deepEqual(traits('sha1'), {
      subject: 'CN=sha1',
      issuer: 'CN=Contoso Issuing CA 01, O=Contoso Ltd, C=US',
      selfSigned: false,
      authority: false,
      issuedByRoot: false,
      key: 'RSA 2048',
      rsaBits: 2048,
      weakSignature: 'SHA-1',
    });
    assert.deepEqual(traits('contoso-issuing-ca'), {
      subject: 'CN=Contoso Issuing CA 01, O=Contoso Ltd, C=US',
      issuer: 'CN=Contoso Root CA, O=Contoso Ltd, C=US',
      selfSigned: false,
      authority: true,
      issuedByRoot: true,
      key: 'EC P-256',
    });
  });

  it('requests only the certificates of the file, once, and reports each as it arrives', async () => {
    const reader = lab.reader();
    const sizes: number[] = [];
    reader.onDidChange(() => sizes.push(reader.snapshot(contoso).details.size));
    await open(reader, 'contoso-web', 'contoso-api');
    assert.deepEqual([...asked()].sort(), ['GET /certificates/contoso-api/', 'GET /certificates/contoso-web/']);
    assert.deepEqual([...new Set(sizes)], [0, 1, 2]);
    await open(reader, 'contoso-web', 'contoso-api');
    assert.equal(asked().length, 2);
  });

  it('sends no request for a thumbprint without a match', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    await reader.examine([contoso], ['A'.repeat(40)]);
    assert.deepEqual(asked(), []);
  });

  it('also reads the newest version if the file names an older one', async () => {
    const reader = lab.reader();
    await open(reader, 'contoso-web/3');
    assert.equal(reader.snapshot(contoso).details.size, 2);
    const verdict = judged(reader, 'contoso-web/3');
    assert.ok('latest' in verdict);
    assert.equal(verdict.latest.traits?.subject, 'CN=www.contoso.com, O=Contoso Ltd, L=Redmond, ST=Washington, C=US');
  });

  it('sends at most eight concurrent requests', async () => {
    const bulk = lab.emulator.seedMany('bulk', 20);
    bulk.latency = 50;
    const address = { ...contoso, url: bulk.url, name: 'bulk' };
    const reader = lab.reader();
    await reader.list(address);
    await reader.examine(
      [address],
      bulk.certificates.flatMap(({ versions }) => versions.map(({ thumbprint }) => thumbprint)),
    );
    assert.equal(reader.snapshot(address).details.size, 20);
    assert.ok(lab.emulator.log.highWater('bulk') <= 8);
  });

  it('reports a 403 once, without a failure of the vault, until a refresh', async () => {
    vault.deny('policy', { actions: ['get'] });
    const reader = lab.reader();
    await open(reader, 'contoso-web');
    await open(reader, 'contoso-api');
    assert.equal(asked().length, 1);
    assert.equal(reader.snapshot(contoso).failure, undefined);
    assert.equal(judged(reader, 'contoso-web').kind, 'current');
    vault.behave();
    await reader.examine([contoso], [print('contoso-web')], { refresh: true });
    assert.equal(reader.snapshot(contoso).details.size, 1);
  });

  it('does not retry a certificate that failed recently', async () => {
    const lift = vault.fail({ kind: 'status', status: 500 }, { path: /contoso-web\/$/ });
    let now = lab.emulator.now;
    const reader = lab.reader({ now: () => now, freshMs: 60_000 });
    await open(reader, 'contoso-web', 'contoso-api');
    const tries = asked().filter((line) => line.includes('contoso-web')).length;
    await open(reader, 'contoso-web', 'contoso-api');
    assert.equal(asked().filter((line) => line.includes('contoso-web')).length, tries);
    assert.equal(reader.snapshot(contoso).details.size, 1);
    lift();
    now += 60_000;
    await open(reader, 'contoso-web');
    assert.equal(reader.snapshot(contoso).details.size, 2);
  });

  it('sends no requests after it is aborted', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    vault.fail({ kind: 'hang' }, { path: /contoso-web\/$/ });
    const controller = new AbortController();
    const examining = reader.examine([contoso], [print('contoso-web')], { signal: controller.signal });
    controller.abort();
    await assert.rejects(examining, { name: 'AbortError' });
    const { length } = lab.emulator.log.requests;
    vault.behave();
    await reader.examine([contoso], [print('contoso-api')]);
    assert.equal(lab.emulator.log.requests.slice(length).filter(({ path }) => path.includes('contoso-web')).length, 0);
  });
});
