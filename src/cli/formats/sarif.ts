import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Invocation,
  Log,
  Notification,
  PhysicalLocation,
  ReportingDescriptor,
  Result,
  Run,
} from 'sarif';
import { version } from '../../../package.json';
import type { Severity } from '../../cscfg/rules/rule';
import { rules } from '../../cscfg/rules/rules';
import type { Range } from './finding';
import { indented } from './json';
import type { CheckedFile, CheckedFinding, CheckedFix, Ending, ReportWriter } from './writer';

/** Source: OASIS SARIF 2.1.0, sections 3.27.10 (level) and 3.49 (reporting descriptors). */
const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The name under which a finding's fingerprint is stored; a changed algorithm gets another number. */
const fingerprintName = 'cscfgFinding/v1';
const root = 'ROOT';

/** SARIF 2.1.0, for code scanning. Paths are relative to the current folder. `levelOf`: the level of a rule in this run. */
export function sarifWriter(baseline: boolean): ReportWriter {
  let count = 0;
  return {
    begin: () => {
      const log: Omit<Log, 'runs'> = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' };
      const run: Omit<Run, 'results'> = {
        tool: {
          driver: { name: 'cscfg-certificates', semanticVersion: version, version, rules: rules.map(descriptor) },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { uri: `${pathToFileURL(process.cwd()).href}/` } },
      };
      const opened = (value: object): string => indented(value, 0).replace(/\n\}$/, '');
      return `${opened(log)},\n  "runs": [\n    ${opened(run).replaceAll('\n', '\n    ')},\n      "results": [`;
    },
    file: (file) =>
      [
        ...file.findings.map((finding) => result(file, finding, baseline ? 'new' : undefined)),
        ...file.known.map((finding) => result(file, finding, 'unchanged')),
      ]
        .map((one) => `${count++ === 0 ? '' : ','}\n        ${indented(one, 8)}`)
        .join(''),
    end: (ending) =>
      `${count === 0 ? '' : '\n      '}],\n      "invocations": ${indented([invocation(ending)], 6)}\n    }\n  ]\n}\n`,
  };
}

function descriptor({ code, severity, summary, remedy, reference }: (typeof rules)[number]): ReportingDescriptor {
  const fix = remedy === '' ? '' : ` ${remedy}.`;
  return {
    id: code,
    shortDescription: { text: `${summary.replaceAll('`', '')}.` },
    fullDescription: { text: `${summary.replaceAll('`', '')}.${fix.replaceAll('`', '')}` },
    help: {
      text: `${summary.replaceAll('`', '')}.${fix.replaceAll('`', '')}`,
      markdown: `${summary}.${fix} [Reference](${reference})`,
    },
    helpUri: reference,
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(
  file: CheckedFile,
  { code, severity, message, range, fingerprint, fixes }: CheckedFinding,
  baselineState: Result.baselineState | undefined,
): Result {
  const proposed = fixes();
  return {
    ruleId: code,
    ruleIndex: rules.findIndex((rule) => rule.code === code),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { ...place(file.path), region: region(range) } }],
    partialFingerprints: { [fingerprintName]: fingerprint },
    ...(baselineState === undefined ? {} : { baselineState }),
    ...(proposed.length === 0 ? {} : { fixes: proposed.map((fix) => sarifFix(file, fix)) }),
  };
}

function sarifFix({ path }: CheckedFile, { title, edits }: CheckedFix): NonNullable<Result['fixes']>[number] {
  const replacements = edits.map(({ range, newText }) => ({
    deletedRegion: region(range),
    ...(newText === '' ? {} : { insertedContent: { text: newText } }),
  }));
  return { description: { text: title }, artifactChanges: [{ ...place(path), replacements }] };
}

/** Lines and columns start at one, and the end column is exclusive. */
function region({ start, end }: Range): PhysicalLocation['region'] & object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function place(path: string): { readonly artifactLocation: ArtifactLocation } {
  const [folder, file] = [pathToFileURL(process.cwd()).href, pathToFileURL(resolve(path)).href];
  return {
    artifactLocation: file.startsWith(`${folder}/`)
      ? { uri: file.slice(folder.length + 1), uriBaseId: root }
      : { uri: file },
  };
}

function invocation({ exitCode, started, ended, vaults, problems }: Ending): Invocation {
  const notifications = [
    ...vaults.flatMap((vault): readonly Notification[] =>
      vault.state === 'failed' ? [{ level: 'error', message: { text: vault.error.message } }] : [],
    ),
    ...problems.map(({ path, message }): Notification => ({
      level: 'error',
      message: { text: `${path}: ${message}` },
      locations: [{ physicalLocation: place(path) }],
    })),
  ];
  return {
    // Findings are no failure of the tool.
    executionSuccessful: exitCode < 2,
    exitCode,
    startTimeUtc: new Date(started).toISOString(),
    endTimeUtc: new Date(ended).toISOString(),
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}
