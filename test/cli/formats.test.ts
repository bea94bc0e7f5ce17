import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { parse } from 'junit2json';
import type { Log } from 'sarif';
import { azurePipelinesWriter, githubWriter } from '../../src/cli/formats/annotations';
import { junitWriter } from '../../src/cli/formats/junit';
import type { ReportedVault } from '../../src/cli/formats/report';
import { rules } from '../../src/cscfg/rules/rules';
import { sarifProblems } from '../host/sarifValidator';
import { fileWith, findingWith, written } from './formats';
import { run, temporaryFolder } from './program';
import { certificate, folderWith, service, sound, thumbprint } from './service';

const nasty = 'a%b\r\n"c";]<d>&:e,\u0000';

describe('Several formats at once', () => {
  it('go to their files, and those of lines together to standard output', async () => {
    const folder = folderWith({ 'a.cscfg': service(certificate('Tls', '')), 'b.cscfg': sound });
    const formats = ['json=new/folder/out.json', 'sarif=out.sarif', 'junit=out.xml', 'github', 'text'];
    const args = formats.flatMap((format) => ['--format', format]);
    const { code, stdout, stderr } = await run(['check', '--offline', ...args], { cwd: folder });
    assert.deepEqual([code, stderr], [1, '']);
    assert.match(stdout, /^::error file=a\.cscfg,line=4,.*title=thumbprint-missing::/m);
    assert.match(stdout, /^a\.cscfg:4:\d+ error thumbprint-missing /m);
    const alone = await run(['check', '--offline', '--format', 'json'], { cwd: folder });
    assert.equal(readFileSync(join(folder, 'new/folder/out.json'), 'utf8'), alone.stdout);
    assert.match(readFileSync(join(folder, 'out.xml'), 'utf8'), /^<\?xml /);
  });

  it('end with exit code 2 if a file cannot be written, after the others', async () => {
    const folder = folderWith({ 'a.cscfg': sound });
    const { code, stdout, stderr } = await run(
      ['check', '--offline', '--format', 'sarif=a.cscfg/out.sarif', '--format', 'text'],
      { cwd: folder },
    );
    assert.equal(code, 2);
    assert.match(stderr, /^error: a\.cscfg\/out\.sarif: /);
    assert.match(stdout, /1 file, 1 certificate/);
  });
});

describe('The colors of the text', () => {
  const folder = folderWith({ 'a.cscfg': service(certificate('Tls', '')) });
  const coloured = async (env: Readonly<Record<string, string>>): Promise<boolean> => {
    const { stdout } = await run(['check', '--offline'], { cwd: folder, env: { FORCE_COLOR: '', ...env } });
    return stdout.includes('\u001b[31merror');
  };

  it('are off in a pipe, and on with FORCE_COLOR, even with NO_COLOR', async () => {
    assert.equal(await coloured({}), false);
    assert.equal(await coloured({ FORCE_COLOR: '1' }), true);
    assert.equal(await coloured({ FORCE_COLOR: '0' }), false);
    assert.equal(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' }), true);
  });
});

/** The places and messages where a log is not valid by the official schema of SARIF 2.1.0. */
function schemaProblems(log: unknown): readonly string[] {
  // A pattern of the schema is no regular expression with the flag "u".
  const ajv = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }));
  const validate = ajv.compile(schema);
  return validate(log) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
}

describe('SARIF', function () {
  this.timeout(180_000);
  const styled = thumbprint.toLowerCase();
  const folder = folderWith({
    'a b.cscfg': service(certificate('\u{1F600}Tls', styled), certificate('Tls', '')),
    'sub/c.cscfg': service(certificate('Tls', '')).replace('</Role>', '</Rool>'),
    'd.cscfg': sound,
  });
  let log: Log = { version: '2.1.0', runs: [] };
  const file = join(temporaryFolder('cscfg-sarif-'), 'out.sarif');
  const only = (): Log['runs'][number] => log.runs[0] ?? assert.fail();

  before(async () => {
    await run(['check', '--offline', '--format', `sarif=${file}`, '.', 'missing.cscfg'], { cwd: folder });
    log = JSON.parse(readFileSync(file, 'utf8')) as Log;
  });

  it('is valid by the official schema, with fixes, fingerprints, and what could not be read', () => {
    assert.deepEqual(schemaProblems(log), []);
    const { results = [], invocations = [], tool } = only();
    assert.ok(results.some(({ fixes = [] }) => fixes.length > 0));
    assert.ok(results.every(({ partialFingerprints }) => partialFingerprints !== undefined));
    assert.ok(invocations.some(({ toolExecutionNotifications = [] }) => toolExecutionNotifications.length > 0));
    assert.deepEqual(schemaProblems({ ...log, runs: [{ ...only(), tool: { ...tool, driver: {} } }] }), [
      "/runs/0/tool/driver must have required property 'name'",
    ]);
    const [invocation] = invocations;
    assert.deepEqual(
      schemaProblems({ ...log, runs: [{ ...only(), invocations: [{ ...invocation, startTimeUtc: 'now' }] }] }),
      ['/runs/0/invocations/0/startTimeUtc must match format "date-time"'],
    );
  });

  it('is valid by the official schema with a baseline, and does not have what a comment disables', async () => {
    const disabled = service('<!-- cscfg-disable-next-line thumbprint-missing -->', certificate('Tls', ''));
    const known = folderWith({ 'a.cscfg': service(certificate('Tls', '')), 'disabled.cscfg': disabled });
    const check = ['check', '--offline', '--rule', 'thumbprint-style=error'];
    await run([...check, '--write-baseline', 'known.json'], { cwd: known });
    writeFileSync(join(known, 'a.cscfg'), service(certificate('Tls', ''), certificate('Other', styled)));
    const { stdout } = await run([...check, '--baseline', 'known.json', '--format', 'sarif'], { cwd: known });
    const withBaseline = JSON.parse(stdout) as Log;
    assert.deepEqual(schemaProblems(withBaseline), []);
    assert.deepEqual(
      withBaseline.runs[0]?.results?.map(({ ruleId, baselineState }) => [ruleId, baselineState]),
      [
        ['thumbprint-style', 'new'],
        ['thumbprint-missing', 'unchanged'],
      ],
    );
  });

  it('is accepted by the validator of the SARIF SDK, which has the official schema', async () => {
    // The rule requires a page of the tool on the web, which does not exist yet.
    const problems = (await sarifProblems(file)).filter((problem) => !problem.includes('SARIF2005'));
    assert.deepEqual(problems, []);
    const wrong = join(temporaryFolder('cscfg-sarif-'), 'wrong.sarif');
    writeFileSync(wrong, readFileSync(file, 'utf8').replace('"semanticVersion"', '"unknownProperty"'));
    assert.match((await sarifProblems(wrong)).join('\n'), /JSON1005/);
  });

  it('has all rules, with links to their help', () => {
    const { driver } = only().tool;
    assert.deepEqual(
      driver.rules?.map(({ id, helpUri }) => [id, helpUri]),
      rules.map(({ code, reference }) => [code, reference]),
    );
  });

  it('counts columns in UTF-16 units, from one', () => {
    assert.equal(only().columnKind, 'utf16CodeUnits');
    const styles = only().results?.filter(({ ruleId }) => ruleId === 'thumbprint-style') ?? [];
    const line = `      ${certificate('\u{1F600}Tls', styled)}`;
    const start = line.indexOf(styled) + 1;
    assert.deepEqual(
      styles.map(({ locations }) => locations?.[0]?.physicalLocation),
      [
        {
          artifactLocation: { uri: 'a%20b.cscfg', uriBaseId: 'ROOT' },
          region: { startLine: 4, startColumn: start, endLine: 4, endColumn: start + 40 },
        },
      ],
    );
  });

  it('has fixes that lead to the fixed text', () => {
    const result = only().results?.find(({ ruleId }) => ruleId === 'thumbprint-style');
    const [fix] = result?.fixes ?? [];
    const replacement = fix?.artifactChanges[0]?.replacements[0];
    assert.equal(replacement?.insertedContent?.text, thumbprint);
    assert.deepEqual(replacement.deletedRegion, result?.locations?.[0]?.physicalLocation?.region);
  });

  it('has fingerprints that do not depend on the place of the line', async () => {
    const prints = (one: Log): readonly string[] =>
      (one.runs[0]?.results ?? []).flatMap(({ partialFingerprints = {} }) => Object.values(partialFingerprints));
    assert.ok(prints(log).length > 0 && prints(log).every((print) => /^[0-9a-f]{32}$/.test(print)));
    const moved = folderWith({
      'a b.cscfg': `\n\n${service(certificate('\u{1F600}Tls', styled), certificate('Tls', ''))}`.replace(/^ +/gm, '\t'),
    });
    const { stdout } = await run(['check', '--offline', '--format', 'sarif'], { cwd: moved });
    const before = prints({ ...log, runs: [{ ...only(), results: resultsOf('a%20b.cscfg') }] });
    assert.deepEqual(prints(JSON.parse(stdout) as Log), before);
  });
  const resultsOf = (uri: string) =>
    only().results?.filter(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri === uri) ?? [];

  it('says in the invocation what could not be read', () => {
    const [invocation] = only().invocations ?? [];
    assert.deepEqual(
      [
        invocation?.executionSuccessful,
        invocation?.exitCode,
        invocation?.toolExecutionNotifications?.map(({ message }) => message.text),
      ],
      [false, 2, ['missing.cscfg: no such file or folder']],
    );
  });
});

describe('JUnit XML', () => {
  const vault: ReportedVault = {
    url: 'https://two.vault.azure.net',
    state: 'failed',
    error: { kind: 'firewall', message: nasty },
    certificates: 0,
    requests: 1,
    milliseconds: 1,
  };
  const files = [
    fileWith('a&b.cscfg', findingWith('error', 'some-rule', nasty), findingWith('hint', 'other-rule', 'Well.')),
    fileWith('quiet.cscfg'),
  ];

  it('is read by a parser of test reports: findings fail, other files pass, unreadable vaults are errors', async () => {
    const report = await parse(written(junitWriter(), files, { vaults: [vault] }));
    assert.ok(report && 'testsuite' in report);
    assert.deepEqual(
      report.testsuite.map(({ name, tests, failures, errors }) => [name, tests, failures, errors]),
      [
        ['a&b.cscfg', 2, 1, 0],
        ['quiet.cscfg', 1, 0, 0],
        ['Files and key vaults that could not be read', 1, 0, 1],
      ],
    );
    const [first, , last] = report.testsuite;
    assert.deepEqual(
      first?.testcase?.map((one) => [one.classname, one.name, one.failure?.[0]?.type, one.failure?.[0]?.message]),
      [
        ['a&b.cscfg', 'some-rule (2:7)', 'error', nasty.replace('\u0000', '\uFFFD')],
        ['a&b.cscfg', 'other-rule (2:7)', undefined, undefined],
      ],
    );
    assert.equal(last?.testcase?.[0]?.error?.[0]?.type, 'firewall');
  });
});

describe('Annotations', () => {
  it('of GitHub escape what would end a property or the command', () => {
    const file = fileWith('a,b:c.cscfg', findingWith('error', 'some-rule', nasty), findingWith('hint', 'r', 'm'));
    assert.equal(
      written(githubWriter(undefined), [file]),
      `::error file=a%2Cb%3Ac.cscfg,line=2,endLine=2,col=7,endColumn=12,title=some-rule::a%25b\\u000D\\u000A"c";]<d>&:e,\\u0000
::notice file=a%2Cb%3Ac.cscfg,line=2,endLine=2,col=7,endColumn=12,title=r::m
`,
    );
  });

  it('of Azure Pipelines escape the same, and leave information as lines of the log', () => {
    const file = fileWith('a;b].cscfg', findingWith('warning', 'some-rule', nasty), findingWith('hint', 'r', 'm'));
    assert.equal(
      written(azurePipelinesWriter(undefined), [file]),
      `##vso[task.logissue type=warning;sourcepath=a%3Bb%5D.cscfg;linenumber=2;columnnumber=7;code=some-rule;]a%AZP25b\\u000D\\u000A"c";]<d>&:e,\\u0000
a;b].cscfg:2:7 hint r m
`,
    );
  });

  it('name files below the folder of the repository', () => {
    const file = fileWith('src/a.cscfg', findingWith('error', 'some-rule', 'm'));
    assert.match(written(githubWriter(join(process.cwd(), '..')), [file]), /file=[^,/]+\/src\/a\.cscfg,/);
    assert.match(written(azurePipelinesWriter('/elsewhere'), [file]), /sourcepath=src\/a\.cscfg;/);
  });
});
