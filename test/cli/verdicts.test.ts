import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report, ReportedFile } from '../../src/cli/formats/report';
import type { SeededVersion } from '../emulator/certificate';
import { file, openLab, type Lab } from './lab';

const iso = (time: number): string => new Date(time).toISOString();

describe('The JSON of the command line, on the sample service', () => {
  let lab: Lab;
  let report: Report;
  before(async () => {
    lab = await openLab();
    ({ report } = await lab.report('--vault', 'contoso', '--vault', 'https://fabrikam.vault.azure.net/'));
  });
  after(() => lab.close());

  const configuration = (name: string): ReportedFile => {
    const found = report.files.find(({ path }) => path === file(name));
    assert.ok(found, name);
    return found;
  };
  const seeded = (token: string): SeededVersion => lab.emulator.find(token).version;
  /** `vault`, `certificate`, `version` and `expires` of a version, as in a verdict. */
  const stated = (token: string): object => {
    const { vault, certificate, version } = lab.emulator.find(token);
    return { vault: vault.url, certificate: certificate.name, version: version.version, expires: iso(version.expires) };
  };
  const latest = (token: string): object => {
    const { version, thumbprint, expires } = seeded(token);
    return { version, thumbprint, expires: iso(expires) };
  };

  it('has each verdict of the tour under the word of its comment, at the thumbprint’s place', () => {
    const lines = readFileSync(join(lab.folder, file('Verdicts')), 'utf8').split('\n');
    const expected = lines.flatMap((line, index) => {
      const [, name] = /<Certificate name="(\w+)"/.exec(line) ?? [];
      const [, word] = /<!-- (\w+): /.exec(lines[index - 1] ?? '') ?? [];
      const start = line.indexOf('thumbprint="') + 12;
      const end = line.indexOf('"', start);
      const range = { start: { line: index, character: start }, end: { line: index, character: end } };
      return name === undefined ? [] : [{ name, kind: word, thumbprint: line.slice(start, end), range }];
    });
    assert.equal(expected.length, 13);
    assert.deepEqual(
      configuration('Verdicts').certificates.map(({ name, verdict: { kind }, thumbprint, range }) => ({
        name,
        kind,
        thumbprint,
        range,
      })),
      expected,
    );
  });

  it('contains the facts of a matching certificate', () => {
    const verdicts = new Map(
      configuration('Verdicts').certificates.map(({ role, name, verdict }) => [`${role} ${name}`, verdict]),
    );
    const verdictOf = (name: string): object => ({ ...verdicts.get(name) });
    const known = (token: string): object => {
      const all: Record<string, unknown> = { ...stated(token) };
      Reflect.deleteProperty(all, 'version');
      return all;
    };
    assert.deepEqual(verdictOf('WebRole Web'), {
      kind: 'outdated',
      ...stated('contoso-web/3'),
      latest: latest('contoso-web'),
    });
    assert.deepEqual(verdictOf('WebRole Reports'), {
      kind: 'expired',
      ...stated('contoso-reports/1'),
      latest: latest('contoso-reports'),
    });
    const search = { ...verdictOf('WorkerRole Search') };
    Reflect.deleteProperty(search, 'version');
    assert.deepEqual(search, { kind: 'disabled', ...known('contoso-search') });
    assert.deepEqual(verdictOf('WorkerRole TokenSigning'), { kind: 'notFound' });
    assert.deepEqual(verdictOf('WorkerRole PartnerClient'), { kind: 'placeholder' });
    assert.deepEqual(verdictOf('WorkerRole Wildcard'), { kind: 'malformed' });
    assert.equal(verdicts.get('WorkerRole Ftp')?.certificate, 'contoso-ftp');
  });

  it('contains the expected findings, and none in a correct file', () => {
    const found = (name: string): readonly string[] =>
      configuration(name).findings.map(({ code, severity }) => `${severity} ${code}`);
    assert.deepEqual(found('Verdicts'), [
      'information certificate-expiring',
      'warning certificate-outdated',
      'error certificate-expired',
      'error certificate-expired',
      'warning certificate-not-yet-valid',
      'warning certificate-secret-only',
      'error certificate-disabled',
      'error certificate-deleted',
      'error thumbprint-not-in-vault',
      'information thumbprint-placeholder',
      'error thumbprint-malformed',
      'error certificate-unusable',
    ]);
    assert.deepEqual(found('Staging'), ['warning certificate-outdated']);
    const mistakes = readFileSync(join(lab.folder, file('Mistakes')), 'utf8');
    const commented = [...mistakes.matchAll(/<!-- ([a-z-]+): /g)].map(([, code]) => code);
    assert.deepEqual(new Set(configuration('Mistakes').findings.map(({ code }) => code)), new Set(commented));
  });

  it('has the range of the value for a finding', () => {
    const { findings, certificates } = configuration('Cloud');
    const outdated = findings.find(({ code }) => code === 'certificate-outdated');
    assert.deepEqual(outdated?.range, certificates.find(({ name }) => name === 'Web')?.range);
    assert.ok(outdated?.message.includes('contoso-web'));
  });

  it('has these keys and no others', () => {
    const keys = (value: unknown, path: string, into: Map<string, Set<string>>): Map<string, Set<string>> => {
      if (Array.isArray(value)) {
        value.forEach((item) => keys(item, `${path}[]`, into));
      } else if (typeof value === 'object' && value !== null) {
        const own = Object.keys(value);
        into.set(path, new Set([...(into.get(path) ?? []), ...own]));
        own.forEach((key) => keys((value as Record<string, unknown>)[key], `${path}.${key}`, into));
      }
      return into;
    };
    const found = [...keys(report, '', new Map())].map(([path, names]) => [path, [...names].join(' ')]);
    const range = (path: string): readonly (readonly string[])[] => [
      [path, 'start end'],
      [`${path}.start`, 'line character'],
      [`${path}.end`, 'line character'],
    ];
    assert.deepEqual(
      Object.fromEntries(found),
      Object.fromEntries([
        ['', 'version files vaults summary'],
        ['.files[]', 'path certificates findings'],
        ['.files[].certificates[]', 'role name thumbprint normalized range verdict'],
        ...range('.files[].certificates[].range'),
        ['.files[].certificates[].verdict', 'kind vault certificate version expires latest'],
        ['.files[].certificates[].verdict.latest', 'version thumbprint expires'],
        ['.files[].findings[]', 'code severity message range'],
        ...range('.files[].findings[].range'),
        ['.vaults[]', 'url state complete certificates requests milliseconds'],
        ['.summary', 'files certificates errors warnings'],
      ]),
    );
  });

  it('contains a summary', () => {
    const findings = report.files.flatMap((one) => one.findings);
    assert.deepEqual(report.summary, {
      files: 7,
      certificates: report.files.flatMap(({ certificates }) => certificates).length,
      errors: findings.filter(({ severity }) => severity === 'error').length,
      warnings: findings.filter(({ severity }) => severity === 'warning').length,
    });
    assert.deepEqual(
      report.files.map(({ path }) => path),
      [...['Cloud', 'Local', 'Mistakes', 'Partner', 'Staging', 'Verdicts'].map(file), 'ServiceDefinition.csdef'],
    );
    assert.equal(report.version, 1);
  });
});
