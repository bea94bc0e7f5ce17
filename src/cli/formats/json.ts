import { escapeInvisibleInJson } from '../../text/invisible';
import { present } from '../../text/objects';
import type { ReportedFinding } from './finding';
import type { Report, ReportedFile } from './report';
import type { CheckedFile, CheckedFinding, Ending, ReportWriter } from './writer';

/** The format of docs/command-line.md: a `Report`, as `JSON.stringify` would write it. */
export function jsonWriter(): ReportWriter {
  let count = 0;
  const version: Report['version'] = 1;
  return {
    begin: () => `{\n  "version": ${String(version)},\n  "files": [`,
    file: (file) => `${count++ === 0 ? '' : ','}\n    ${indented(reportedFile(file), 4)}`,
    end: ({ vaults, summary, baseline }: Ending) => {
      const last: Omit<Report, 'version' | 'files'> = { vaults, summary, ...present('baseline', baseline) };
      return `${count === 0 ? '' : '\n  '}],\n  ${indented(last, 0).slice(1).trim()}\n`;
    },
  };
}

function reportedFile({ path, certificates, findings, notChecked }: CheckedFile): ReportedFile {
  return { path, certificates, findings: findings.map(reportedFinding), ...present('notChecked', notChecked) };
}

function reportedFinding({ code, severity, message, range }: CheckedFinding): ReportedFinding {
  return { code, severity, message, range };
}

/** The value as JSON; all lines but the first have this indentation. */
export function indented(value: unknown, spaces: number): string {
  const json = escapeInvisibleInJson(JSON.stringify(value, undefined, 2));
  return json.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
