import { version } from '../../../package.json';
import type { CheckedFile, CheckedFinding, Ending, ReportWriter } from './writer';

/**
 * JUnit XML: a test suite for each file, and a test case for each of its findings, which fails for errors and warnings.
 * A file without findings is one passed test case. Source: the schema of the Jenkins xUnit plugin, and what Azure
 * Pipelines reads ("Publish Test Results task").
 */
export function junitWriter(): ReportWriter {
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cscfg-certificates">\n',
    file: suite,
    end: ({ vaults, problems }: Ending) => {
      const errors = [
        ...vaults.flatMap((vault) => (vault.state === 'failed' ? [{ name: vault.url, ...vault.error }] : [])),
        ...problems.map(({ path, message }) => ({ name: path, message, kind: 'unreadable' })),
      ];
      const cases = errors.map(({ name, message, kind }) => {
        const own = attributes({ classname: 'cscfg-certificates', name, time: '0' });
        return `    <testcase ${own}>\n      <error ${attributes({ type: kind, message })}/>\n    </testcase>\n`;
      });
      const count = String(errors.length);
      const counts = { tests: count, failures: '0', errors: count, skipped: '0', time: '0' };
      const suites = cases.length === 0 ? '' : testSuite('Files and key vaults that could not be read', counts, cases);
      return `${suites}</testsuites>\n`;
    },
  };
}

function suite({ path, findings }: CheckedFile): string {
  const failures = findings.filter(fails).length;
  const cases =
    findings.length === 0
      ? [`    <testcase ${attributes({ classname: path, name: 'no findings', time: '0' })}/>\n`]
      : findings.map((finding) => testCase(path, finding));
  const [tests, failed] = [String(cases.length), String(failures)];
  return testSuite(path, { tests, failures: failed, errors: '0', skipped: '0', time: '0' }, cases);
}

function testSuite(name: string, counts: Readonly<Record<string, string>>, cases: readonly string[]): string {
  const properties = `    <properties>\n      <property ${attributes({ name: 'version', value: version })}/>\n    </properties>\n`;
  return `  <testsuite ${attributes({ name, ...counts })}>\n${properties}${cases.join('')}  </testsuite>\n`;
}

function testCase(path: string, finding: CheckedFinding): string {
  const { code, severity, message, range } = finding;
  const place = `${String(range.start.line + 1)}:${String(range.start.character + 1)}`;
  const own = attributes({ classname: path, name: `${code} (${place})`, time: '0' });
  const text = `${path}:${place} ${severity} ${message}`;
  return fails(finding)
    ? `    <testcase ${own}>\n      <failure ${attributes({ type: severity, message })}>${escaped(text)}</failure>\n    </testcase>\n`
    : `    <testcase ${own}>\n      <system-out>${escaped(text)}</system-out>\n    </testcase>\n`;
}

function fails({ severity }: CheckedFinding): boolean {
  return severity === 'error' || severity === 'warning';
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(' ');
}

const entities: Readonly<Partial<Record<string, string>>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Line breaks and tabs as references, because an attribute loses them; characters that XML does not allow, replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
