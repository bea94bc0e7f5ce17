import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Severity } from '../../cscfg/rules/rule';
import { escapeInvisible } from '../../text/invisible';
import type { CheckedFinding, ReportWriter } from './writer';

/** The highest level that each kind of pipeline has for a severity. */
const githubLevels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands, which GitHub Actions shows at the lines of a pull request. Paths are relative to `root`, the folder
 * of the repository. Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of
 * `@actions/core`.
 */
export function githubWriter(root: string | undefined): ReportWriter {
  return annotations(({ code, severity, message, range: { start, end } }, path) => {
    const properties = {
      file: below(root, path),
      line: start.line + 1,
      // Columns count only within one line.
      ...(start.line === end.line
        ? { endLine: end.line + 1, col: start.character + 1, endColumn: end.character + 1 }
        : { endLine: end.line + 1 }),
      title: code,
    };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${githubProperty(String(value))}`);
    return `::${githubLevels[severity]} ${written.join(',')}::${githubData(escapeInvisible(message))}`;
  });
}

function githubData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function githubProperty(text: string): string {
  return githubData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * Logging commands, which Azure Pipelines shows in the summary of a run. Information and hints are lines of the log,
 * because there are only errors and warnings. Source: learn.microsoft.com, "Logging commands"; the escapes are those of
 * `azure-pipelines-task-lib`.
 */
export function azurePipelinesWriter(root: string | undefined): ReportWriter {
  return annotations(({ code, severity, message, range: { start } }, path) => {
    const [line, column] = [String(start.line + 1), String(start.character + 1)];
    const text = azureData(escapeInvisible(message));
    if (severity !== 'error' && severity !== 'warning') {
      return `${escapeInvisible(path)}:${line}:${column} ${severity} ${code} ${text}`;
    }
    const properties = {
      type: severity,
      sourcepath: below(root, path),
      linenumber: line,
      columnnumber: column,
      code,
    };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${azureProperty(value)};`);
    return `##vso[task.logissue ${written.join('')}]${text}`;
  });
}

function azureData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function azureProperty(text: string): string {
  return azureData(text).replaceAll(']', '%5D').replaceAll(';', '%3B');
}

function annotations(lineOf: (finding: CheckedFinding, path: string) => string): ReportWriter {
  return {
    begin: () => '',
    file: ({ path, findings }) => findings.map((finding) => `${lineOf(finding, path)}\n`).join(''),
    end: () => '',
  };
}

/** The path below the root of the repository, if it is in it: pipelines can run in any folder. */
function below(root: string | undefined, path: string): string {
  if (root === undefined || root === '') {
    return path;
  }
  const within = relative(root, resolve(path));
  return within.startsWith('..') || isAbsolute(within) ? path : within.split(sep).join('/');
}
