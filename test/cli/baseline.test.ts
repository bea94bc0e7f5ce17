import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Ended } from './program';
import { certificate, folderWith, reportOf, service, thumbprint } from './service';

describe('A baseline', () => {
  const broken = service(certificate('Tls', ''));
  const check = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
    run(['check', '--offline', ...args], { cwd });
  const known = ['--baseline', 'known/baseline.json'];

  it('is written with all findings, which do not fail then', async () => {
    const folder = folderWith({ 'src/a.cscfg': broken });
    const ended = await check(folder, '--write-baseline', 'known/baseline.json');
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    const { version, findings } = JSON.parse(readFileSync(join(folder, 'known/baseline.json'), 'utf8')) as {
      readonly version: number;
      readonly findings: readonly Readonly<Record<string, string>>[];
    };
    assert.equal(version, 1);
    assert.deepEqual(
      findings.map(({ path, code }) => [path, code]),
      [['../src/a.cscfg', 'thumbprint-missing']],
    );
  });

  it('leaves only new findings, wherever the known lines are now, and from any folder', async () => {
    const folder = folderWith({ 'src/a.cscfg': broken, 'src/b.cscfg': broken });
    await check(folder, '--write-baseline', 'known/baseline.json');
    const moved = `<!-- moved -->\n\n${broken.replaceAll('      <C', '\t<C')}`;
    writeFileSync(join(folder, 'src/a.cscfg'), moved);
    const same = await check(folder, ...known, '--format', 'json');
    assert.equal(same.code, 0);
    assert.deepEqual(reportOf(same).baseline, { known: 2, gone: 0 });
    assert.deepEqual(
      reportOf(same).files.flatMap(({ findings }) => findings),
      [],
    );
    assert.equal((await check(join(folder, 'src'), '--baseline', '../known/baseline.json')).code, 0);
    const another = service(certificate('Tls', ''), certificate('Other', ''));
    writeFileSync(join(folder, 'src/b.cscfg'), another);
    const more = await check(folder, ...known, '--format', 'json');
    assert.equal(more.code, 1);
    assert.deepEqual(
      reportOf(more).files.flatMap(({ path, findings }) => findings.map(({ range }) => [path, range.start.line])),
      [['src/b.cscfg', 4]],
    );
  });

  it('does not hide a second finding that is equal to a known one', async () => {
    const folder = folderWith({ 'a.cscfg': broken });
    await check(folder, '--write-baseline', 'known/baseline.json');
    writeFileSync(join(folder, 'a.cscfg'), service(certificate('Tls', ''), certificate('Tls', '')));
    const ended = await check(folder, ...known, '--format', 'json', '--rule', 'certificate-duplicate-name=off');
    assert.equal(reportOf(ended).files[0]?.findings.length, 1);
  });

  it('reports in text that findings are known or no longer found', async () => {
    const folder = folderWith({ 'a.cscfg': broken });
    await check(folder, '--write-baseline', 'known/baseline.json');
    const same = await check(folder, ...known);
    assert.match(same.stdout, /1 finding of the baseline not reported\.\n1 file, 1 certificate: no findings\n$/);
    writeFileSync(join(folder, 'a.cscfg'), service(certificate('Tls', thumbprint)));
    const gone = await check(folder, ...known);
    assert.match(gone.stdout, /1 finding of the baseline no longer found\. Update it with --write-baseline\./);
  });

  it('marks findings in SARIF as new or unchanged', async () => {
    const folder = folderWith({ 'a.cscfg': broken });
    await check(folder, '--write-baseline', 'known/baseline.json');
    writeFileSync(join(folder, 'a.cscfg'), service(certificate('Tls', ''), certificate('Other', '')));
    const { stdout } = await check(folder, ...known, '--format', 'sarif');
    const { runs } = JSON.parse(stdout) as {
      readonly runs: readonly [{ readonly results: readonly { readonly baselineState: string }[] }];
    };
    assert.deepEqual(
      runs[0].results.map(({ baselineState }) => baselineState),
      ['new', 'unchanged'],
    );
  });

  it('that is missing or something else ends with exit code 2 and the next step', async () => {
    const folder = folderWith({ 'a.cscfg': broken, 'other.json': '{}' });
    const missing = await check(folder, ...known);
    assert.deepEqual([missing.code, missing.stdout], [2, '']);
    assert.match(missing.stderr, /baseline\.json: no such file or folder\. Create a baseline with --write-baseline /);
    const other = await check(folder, '--baseline', 'other.json');
    assert.equal(other.code, 2);
    assert.match(other.stderr, /other\.json: is not a baseline\./);
  });
});
