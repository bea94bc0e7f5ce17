import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { programPath, temporaryFolder } from '../cli/program';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { writeSampleService } from '../emulator/sampleService';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly task?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

const page = readFileSync('docs/pipelines.md', 'utf8');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
const execute = promisify(execFile);

(process.platform === 'win32' ? describe.skip : describe)('The steps in docs/pipelines.md', function () {
  this.timeout(120_000);
  const [workflow, pipeline] = blocks('yaml').map((text) => parse(text) as unknown) as [
    { readonly permissions: unknown; readonly jobs: { readonly check: { readonly steps: readonly Step[] } } },
    { readonly steps: readonly Step[] },
  ];
  const steps = workflow.jobs.check.steps;
  let emulator: Emulator;
  let folder = '';

  before(async () => {
    emulator = await startEmulator();
    const [packed, bundles] = [temporaryFolder('cscfg-packed-'), dirname(await programPath())];
    await execute(process.execPath, [
      'npmPackage.mjs',
      `--bundles=${bundles}`,
      '--silent',
      '--pack-destination',
      packed,
    ]);
    folder = temporaryFolder('cscfg-repository-');
    mkdirSync(join(folder, 'src'));
    writeSampleService(emulator, join(folder, 'src'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const install = [
      'install',
      '--offline',
      '--no-save',
      '--no-audit',
      '--no-fund',
      join(packed, readdirSync(packed)[0] ?? ''),
    ];
    await execute('npm', install, { cwd: folder });
  });
  after(() => emulator.close());

  /** Runs a script as the pipelines do, in the folder of the repository; signed in as the steps before it would be. */
  const script = async (text: string): Promise<{ readonly code: number; readonly stdout: string }> => {
    const env = { ...process.env, ...emulator.env, npm_config_offline: 'true' };
    try {
      const { stdout } = await execute('bash', ['-e', '-o', 'pipefail', '-c', text], { cwd: folder, env });
      return { code: 0, stdout };
    } catch (error) {
      return error as { readonly code: number; readonly stdout: string };
    }
  };

  it('of GitHub Actions sign in without a secret, and upload what the check writes', async () => {
    assert.deepEqual(workflow.permissions, { contents: 'read', 'id-token': 'write', 'security-events': 'write' });
    const login = steps.findIndex(({ uses }) => uses?.startsWith('azure/login@') === true);
    const check = steps.findIndex(({ run }) => run !== undefined);
    const upload = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@') === true);
    assert.ok(login >= 0 && login < check);
    assert.deepEqual(Object.keys(steps[login]?.with ?? {}), ['client-id', 'tenant-id', 'subscription-id']);
    const { code, stdout } = await script(steps[check]?.run ?? '');
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^::error file=src\/ServiceConfiguration\.Verdicts\.cscfg,line=\d+,.*title=certificate-expired::/m,
    );
    assert.match(stdout, /^https:\/\/contoso\.vault\.azure\.net 13 certificates$/m);
    const log = JSON.parse(readFileSync(join(folder, upload?.with?.['sarif_file'] ?? ''), 'utf8')) as {
      readonly version: string;
    };
    assert.equal(log.version, '2.1.0');
  });

  it('of Azure Pipelines run the check in the Azure CLI task, and publish what it writes', async () => {
    const cli = pipeline.steps.find(({ task }) => task?.startsWith('AzureCLI@') === true);
    const publish = pipeline.steps.find(({ task }) => task?.startsWith('PublishTestResults@') === true);
    assert.equal(cli?.inputs?.['scriptLocation'], 'inlineScript');
    const { code, stdout } = await script(cli.inputs['inlineScript'] ?? '');
    assert.equal(code, 1);
    assert.match(stdout, /^##vso\[task\.logissue type=error;sourcepath=src\/ServiceConfiguration\.Verdicts\.cscfg;/m);
    assert.ok(existsSync(join(folder, publish?.inputs?.['testResultsFiles'] ?? 'missing')));
  });

  it('with a baseline pass if nothing is new', async () => {
    const [block = ''] = blocks('sh');
    const [write = '', check = ''] = block.trim().split('\n');
    assert.equal((await script(write)).code, 0);
    const { code, stdout } = await script(check);
    assert.match(stdout, /findings of the baseline not reported\./);
    assert.equal(code, 0);
  });
});
