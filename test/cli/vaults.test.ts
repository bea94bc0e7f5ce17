import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ReportedCertificate } from '../../src/cli/formats/report';
import { file, openLab, type Lab } from './lab';
import { ended, run, start, type Ended } from './program';
import { certificate, folderWith, service, sound } from './service';

const contoso = 'https://contoso.vault.azure.net';
const northwind = 'https://northwind.vault.azure.net';

describe('The command line and its vaults', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.emulator.behave();
    lab.emulator.log.clear();
  });
  after(() => lab.close());

  const certificates = ({ report }: Awaited<ReturnType<Lab['report']>>): readonly ReportedCertificate[] =>
    report.files.flatMap((one) => one.certificates);
  const kinds = (found: Awaited<ReturnType<Lab['report']>>): readonly string[] => [
    ...new Set(
      certificates(found).map(({ verdict: { kind, reason } }) => (reason === undefined ? kind : `${kind} ${reason}`)),
    ),
  ];
  const listings = (vault: string): number =>
    lab.emulator.log.asked(vault).filter((line) => line === 'GET /certificates').length;

  it('lists each vault once, however many files and names there are', async () => {
    const found = await lab.report('.', '--vault', 'contoso', '--vault', 'CONTOSO', '--vault=fabrikam');
    assert.equal(found.code, 1);
    assert.deepEqual([listings('contoso'), listings('fabrikam')], [1, 1]);
    const { vaults } = found.report;
    const counts = vaults.map(({ url, state, certificates, requests }) => [url, state, certificates, requests]);
    assert.deepEqual(counts, [
      [contoso, 'listed', 13, lab.emulator.log.of('contoso').length],
      ['https://fabrikam.vault.azure.net', 'listed', 4, lab.emulator.log.of('fabrikam').length],
    ]);
    assert.ok(vaults.every(({ milliseconds }) => Number.isInteger(milliseconds) && milliseconds > 0));
  });

  (process.platform === 'win32' ? it.skip : it)('does not wait for a pipe that is named for a token', async () => {
    const folder = folderWith({ 'a.cscfg': sound });
    execFileSync('mkfifo', [join(folder, 'token')]);
    for (const variable of ['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH']) {
      const env = {
        ...lab.emulator.env,
        ...{ AZURE_CLIENT_ID: 'client', AZURE_TENANT_ID: 'tenant', [variable]: join(folder, 'token') },
      };
      const { code, stdout } = await run(['check', '--vault', 'contoso', '--format', 'json'], { cwd: folder, env });
      assert.equal(code, 3);
      assert.match(
        stdout,
        new RegExp(`${variable} does not name a regular file\\. Set ${variable} to the path of a file\\.`),
      );
    }
  });

  it('reads a vault no further than the page with the last thumbprint, unless --whole-vault is specified', async () => {
    lab.emulator.seedMany('many', 60);
    const folder = folderWith({ 'a.cscfg': service(certificate('Tls', lab.emulator.thumbprint('many:bulk-0001'))) });
    for (const [args, complete, count] of [
      [[], false, 25],
      [['--whole-vault'], true, 60],
    ] as const) {
      const { report, code } = await lab.report(folder, '--vault', 'many', ...args);
      assert.equal(code, 0);
      assert.deepEqual(
        report.vaults.map((vault) => [vault.state === 'listed' && vault.complete, vault.certificates]),
        [[complete, count]],
      );
    }
    lab.emulator.removeVault('many');
  });

  it('reads a specified vault even if no thumbprint needs it', async () => {
    const found = await lab.report(file('Local'), '--vault', 'contoso');
    assert.equal(found.code, 0);
    assert.deepEqual(
      found.report.vaults.map(({ state }) => state),
      ['listed'],
    );
    assert.deepEqual(kinds(found), ['placeholder']);
  });

  it('leaves thumbprints unverified if a vault denies access, and ends with exit code 3', async () => {
    const found = await lab.report(file('Partner'), '--vault', 'northwind');
    assert.equal(found.code, 3);
    assert.deepEqual(kinds(found), ['unverified forbiddenByRbac']);
    assert.deepEqual(found.report.files[0]?.findings, []);
    const [vault] = found.report.vaults;
    assert.ok(vault?.state === 'failed');
    assert.deepEqual(
      { ...vault, milliseconds: 0 },
      {
        url: northwind,
        state: 'failed',
        error: { kind: 'forbiddenByRbac', message: vault.error.message },
        certificates: 0,
        requests: 2,
        milliseconds: 0,
      },
    );
    assert.match(
      vault.error.message,
      /^Your account is not allowed to read the certificates of northwind\.vault\.azure\.net\./,
    );
  });

  it('uses the certificates of one vault if another cannot be read', async () => {
    const found = await lab.report(file('Staging'), '--vault', 'northwind', '--vault', 'fabrikam');
    assert.equal(found.code, 3);
    assert.deepEqual(kinds(found), ['outdated', 'current']);
    assert.deepEqual(
      found.report.vaults.map(({ state }) => state),
      ['failed', 'listed'],
    );
    const verdicts = await lab.report(file('Verdicts'), '--vault', 'contoso', '--vault', 'northwind');
    assert.ok(kinds(verdicts).includes('unverified forbiddenByRbac') && !kinds(verdicts).includes('notFound'));
  });

  it('does not report a certificate in an incomplete list as missing', async () => {
    lab.emulator.vault('contoso').fail({ kind: 'status', status: 500 }, { path: /\/versions$/ });
    const found = await lab.report(file('Verdicts'), '--vault', 'contoso');
    assert.equal(found.code, 3);
    assert.ok(kinds(found).includes('unverified service') && kinds(found).includes('current'));
    assert.ok(!kinds(found).includes('notFound'));
  });

  it('reports the required sign-in without an account', async () => {
    lab.emulator.signInAs('signed-out');
    const { code, stdout, stderr } = await lab.check(file('Cloud'), '--vault', 'contoso');
    assert.deepEqual([code, stderr], [3, '']);
    assert.match(stdout, /^https:\/\/contoso\.vault\.azure\.net could not be read: Not signed in for .*az login/);
    assert.match(stdout, /\n1 file, 13 certificates \(13 not verified\): no findings\n$/);
  });

  it('ends with exit code 2 if a file cannot be read, with any other results', async () => {
    const ended = await lab.check(file('Cloud'), 'nowhere.cscfg', '--vault', 'contoso', '--vault', 'denied');
    assert.equal(ended.code, 2);
    assert.match(ended.stdout, /certificate-expired/);
  });

  it('uses the times of --now and --expiry-days', async () => {
    const token = lab.emulator.thumbprint('contoso-token-signing');
    const folder = folderWith({ 'a.cscfg': service(certificate('TokenSigning', token)) });
    const day = 86_400_000;
    const kind = async (days: number, ...args: readonly string[]): Promise<string | undefined> => {
      const now = new Date(lab.emulator.now + days * day).toISOString();
      const checked = await lab.check(folder, '--vault', 'contoso', '--format', 'json', '--now', now, ...args);
      return /"kind": "(\w+)"/.exec(checked.stdout)?.[1];
    };
    const judged = [kind(0), kind(0, '--expiry-days', '11'), kind(0, '--expiry-days', '13'), kind(13), kind(-400)];
    assert.deepEqual(await Promise.all(judged), ['expiring', 'current', 'expiring', 'expired', 'notYetValid']);
  });

  it('sends no request with --offline', async () => {
    const before = lab.emulator.azCalls().length;
    const found = await lab.report(file('Cloud'), '--offline', '--vault', 'contoso');
    assert.equal(found.code, 0);
    assert.deepEqual(kinds(found), ['unverified notAsked']);
    assert.deepEqual(found.report.vaults, []);
    assert.deepEqual([lab.emulator.log.requests, lab.emulator.azCalls().length], [[], before]);
  });

  it('never writes a token, even in the log, and sends it only to the vault', async () => {
    const child = await start(['check', file('Cloud'), '--vault', 'contoso'], {
      cwd: lab.folder,
      env: { ...lab.emulator.env, NODE_DEBUG: 'cscfg' },
    });
    const { stdout, stderr } = await ended(child);
    assert.match(stderr, /CSCFG \d+: debug contoso\.vault\.azure\.net GET \/certificates 200 /);
    assert.doesNotMatch(stdout + stderr, /emulated\.|Bearer|api-version/);
    assert.deepEqual([...lab.emulator.log.tokenHosts], ['contoso.vault.azure.net']);
  });

  it('writes findings, vaults and a summary as text, without colors in a pipe', async () => {
    const { report } = await lab.report(file('Verdicts'), '--vault', 'contoso', '--vault', 'northwind');
    const { code, stdout, stderr } = await lab.check(file('Verdicts'), '--vault', 'contoso', '--vault', 'northwind');
    const lines = report.files.flatMap((one) =>
      one.findings.map(({ code, severity, message, range: { start } }) =>
        [`${one.path}:${String(start.line + 1)}:${String(start.character + 1)}`, severity, code, message].join(' '),
      ),
    );
    const failed = report.vaults.find(({ state }) => state === 'failed');
    assert.deepEqual([code, stderr], [3, '']);
    const [found = '', vaults = '', , summary] = stdout.split('\n\n');
    assert.deepEqual(
      found.split('\n').filter((line) => line.startsWith(file('Verdicts'))),
      lines,
    );
    assert.equal(
      vaults,
      `${contoso} 13 certificates
${northwind} could not be read: ${failed?.state === 'failed' ? failed.error.message : ''}`,
    );
    assert.equal(summary, '1 file, 13 certificates (1 not verified): 6 errors, 3 warnings, 2 informational\n');
  });

  (process.platform === 'win32' ? it.skip : it)(
    'is cancelled by Ctrl+C, its requests too, with exit code 130',
    async () => {
      const vault = lab.emulator.vault('contoso');
      const child = await start(['check', file('Cloud'), '--vault', 'contoso'], {
        cwd: lab.folder,
        env: lab.emulator.env,
      });
      const end = ended(child);
      vault.beforePage = () => {
        // The response never arrives: the request is pending when the signal arrives.
        vault.latency = 60_000;
        setImmediate(() => child.kill('SIGINT'));
      };
      const { code, stdout, stderr }: Ended = await end;
      assert.deepEqual({ code, stdout, stderr }, { code: 130, stdout: '', stderr: '' });
      assert.equal(lab.emulator.log.of('contoso').at(-1)?.status, undefined);
    },
  );

  it('reads no vault without a file to check', async () => {
    const { code, stdout } = await lab.check('nowhere.cscfg', '--vault', 'contoso', '--format', 'json');
    assert.equal(code, 2);
    assert.deepEqual((JSON.parse(stdout) as { vaults: unknown }).vaults, []);
    assert.deepEqual(lab.emulator.log.requests, []);
  });

  it('reports a vault that does not exist', async () => {
    const found = await lab.report(folderWith({ 'a.cscfg': sound }), '--vault', 'nobody');
    assert.equal(found.code, 3);
    assert.match(kinds(found).join(), /^unverified (?:offline|notAVault)$/);
  });
});
