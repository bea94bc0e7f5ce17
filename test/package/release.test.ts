import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { temporaryFolder } from '../cli/program';
import { readManifest } from '../docs/manifest';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly needs?: string | readonly string[]; readonly steps: readonly Step[] }>
  >;
}

const folder = join('.github', 'workflows');
const workflows = new Map(
  readdirSync(folder).map((name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as Workflow]),
);
const { jobs } = workflows.get('release.yml')!;

function stepsOf({ jobs: all }: Workflow): readonly Step[] {
  return Object.values(all).flatMap(({ steps }) => steps);
}

/** Runs a step as GitHub does. */
function runStep({ run = '' }: Step, cwd: string, env: Readonly<Record<string, string>>): number | null {
  return spawnSync('bash', ['-e', '-c', run], { cwd, env: { ...process.env, ...env } }).status;
}

describe('The workflows', () => {
  for (const [name, workflow] of workflows) {
    it(`run in ${name} only scripts of package.json, with read access unless a job needs more`, () => {
      const scripts = stepsOf(workflow).flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:-]+)/g)]);
      const known = readManifest().scripts;
      assert.deepEqual(
        scripts.map(([, script = '']) => script).filter((script) => known[script] === undefined),
        [],
      );
      assert.deepEqual(workflow.permissions, { contents: 'read' });
    });
  }
});

describe('A release', function () {
  before(function () {
    if (process.platform === 'win32') {
      this.skip();
    }
  });

  /** The commands that the job `publish` runs in a folder with the artifacts, with stubs of npm and npx. */
  const published = (dryRun: boolean): readonly string[] => {
    const cwd = temporaryFolder('cscfg-release-');
    for (const file of ['cscfg-certificates-1.2.3.vsix', 'cscfg-certificates-1.2.3.tgz']) {
      writeFileSync(join(cwd, file), '');
    }
    const bin = temporaryFolder('cscfg-stubs-');
    for (const name of ['npm', 'npx']) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> calls\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const env = { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, DRY_RUN: String(dryRun) };
    const steps = jobs['publish']!.steps.filter(({ run }) => run !== undefined);
    assert.deepEqual(
      steps.map((step) => runStep(step, cwd, env)),
      steps.map(() => 0),
    );
    return readFileSync(join(cwd, 'calls'), 'utf8').trim().split('\n');
  };

  it('publishes one .vsix to both galleries, and the npm package with its provenance', () => {
    const vsce = readManifest().devDependencies['@vscode/vsce'];
    assert.deepEqual(published(false), [
      `npx --yes @vscode/vsce@${String(vsce)} publish --skip-duplicate --packagePath ./cscfg-certificates-1.2.3.vsix`,
      'npx --yes ovsx@1.4.0 publish --skip-duplicate --packagePath ./cscfg-certificates-1.2.3.vsix',
      'npm publish --provenance --access public ./cscfg-certificates-1.2.3.tgz',
    ]);
  });

  it('publishes nothing when it is started by hand', () => {
    assert.deepEqual(
      published(true).filter((call) => call.includes('publish') && !call.includes('--dry-run')),
      [],
    );
  });

  it('waits for a build that passes all tests, and for a second build with the same bytes', () => {
    assert.deepEqual(jobs['publish']!.needs, ['build', 'reproduce']);
    const runs = (job: string): readonly (string | undefined)[] => jobs[job]!.steps.map(({ run }) => run);
    assert.ok(runs('build').includes('.ci/run'));
    assert.ok(runs('build').includes('npm run audit'));
    assert.ok(runs('reproduce').includes('cmp release/*.vsix ./*.vsix'));
  });

  it('stops if the tag is not the version of package.json', () => {
    const step = jobs['build']!.steps.find(({ name }) => name === 'Compare the tag with the version')!;
    const { version } = readManifest();
    assert.equal(runStep(step, '.', { GITHUB_REF_NAME: `v${version}` }), 0);
    assert.equal(runStep(step, '.', { GITHUB_REF_NAME: `v${version}0` }), 1);
  });

  it('gives each token to the one step that needs it', () => {
    const secrets = stepsOf(workflows.get('release.yml')!).flatMap(({ name, env = {} }) =>
      Object.values(env).map((value) => `${String(name)}: ${value}`),
    );
    assert.deepEqual(secrets, [
      'Visual Studio Marketplace: ${{ secrets.VSCE_PAT }}',
      'Open VSX: ${{ secrets.OVSX_PAT }}',
      'npm: ${{ secrets.NPM_TOKEN }}',
    ]);
  });
});
