import { Option } from 'commander';
import { type RuleLevels, severityLevel, severityLevels } from '../../check/ruleLevels';
import { rules } from '../../cscfg/rules/rules';
import { type CommandDefinition, repeatable, UsageError } from '../command';
import { readDeploymentsOf } from '../deployments';
import { exitCodeOf, type ExitCode, type FailOn } from '../exitCode';
import { serviceFiles } from '../files';
import { readFolderLevels } from '../folderSettings';
import { formatJson } from '../formats/json';
import { reportOn } from '../formats/report';
import { formatText } from '../formats/text';
import { commonExitCodes, vaultEnvironment } from '../helpPage';
import { readInputs } from '../inputs';
import { type JudgeRequest, judgeOptions, judgeRequest, type JudgeValues, nearest, oneOf } from '../options';
import type { Terminal } from '../terminal';

interface CheckValues extends JudgeValues {
  readonly format: string;
  readonly rule: readonly string[];
  readonly failOn: string;
}

export const check: CommandDefinition<CheckValues> = {
  name: 'check',
  summary: 'Report problems of configurations and service definitions.',
  operands: '[PATH…]',
  options: [
    judgeOptions.vault,
    judgeOptions.offline,
    new Option('--format <text|json>', 'Output format: text for people (default), or json for programs.'),
    repeatable(
      '--rule <CODE=LEVEL>',
      'Report a rule as error, warning, information, or hint, or switch it off. Repeat the option for several rules. Overrides cscfg.rules.* of the nearest .vscode/settings.json.',
    ),
    new Option(
      '--fail-on <error|warning|never>',
      'Lowest severity that sets exit code 1: error (default), warning, or never.',
    ),
    judgeOptions.expiryDays,
    judgeOptions.now,
  ],
  help: {
    description: [
      'A PATH is a file or a folder. A folder stands for all *.cscfg and *.csdef files in it and its subfolders, except in node_modules, bin, obj and .git, and in linked folders. Default: the current folder. Write -- before paths that start with a hyphen.',
      'Each configuration is compared with its service definition, with the other configurations of the service, and with the deployment templates in the folders. Key vaults are read only with --vault. The report is written to standard output, errors to standard error.',
    ],
    examples: [
      ['check --offline', 'Check the current folder without key vaults.'],
      ['check src --vault contoso --vault fabrikam', 'Check the certificates in src against two key vaults.'],
      ['check --fail-on warning --rule certificate-expiring=error --rule thumbprint-style=off', 'Change what fails.'],
      ['check --vault contoso --format json > report.json', 'Write a report for programs.'],
    ],
    exitCodes: [
      ['0', 'No findings at or above --fail-on.'],
      ['1', 'Findings at or above --fail-on.'],
      ...commonExitCodes,
    ],
    environment: vaultEnvironment,
  },
  run: ({ operands, values, terminal, clock }) =>
    checkFiles(
      {
        ...judgeRequest(operands, values, clock),
        format: oneOf('--format', values.format, ['text', 'json']),
        levels: ruleLevels(values.rule ?? []),
        failOn: oneOf('--fail-on', values.failOn, ['error', 'warning', 'never']),
      },
      terminal,
    ),
};

interface CheckRequest extends JudgeRequest {
  readonly format: 'text' | 'json';
  /** By the rules' codes; they override the levels of the folders' settings. */
  readonly levels: RuleLevels;
  readonly failOn: FailOn;
}

/** Of several levels for a rule, the last one. */
function ruleLevels(texts: readonly string[]): RuleLevels {
  return Object.fromEntries(
    texts.map((text) => {
      const [code = '', value, ...rest] = text.split('=');
      if (value === undefined || rest.length > 0) {
        throw new UsageError(`--rule requires CODE=LEVEL, such as certificate-expiring=error, not "${text}".`);
      }
      const codes = rules.map((rule) => rule.code);
      if (!codes.includes(code)) {
        throw new UsageError(`--rule: There is no rule "${code}".`, `Did you mean "${nearest(code, codes)}"?`);
      }
      const level = severityLevel(value);
      if (level === undefined) {
        const meant = `Did you mean "${nearest(value, severityLevels)}"?`;
        throw new UsageError(`--rule: The level is one of ${severityLevels.join(', ')}, not "${value}".`, meant);
      }
      return [code, level];
    }),
  );
}

async function checkFiles(request: CheckRequest, terminal: Terminal): Promise<ExitCode> {
  const { configurations, complete, snapshots, ...read } = await readInputs(request, terminal, serviceFiles);
  const settings = await readFolderLevels(
    configurations.map(({ path }) => path),
    request.paths,
  );
  settings.problems.forEach(({ path, message }) => {
    terminal.warn(`${path}: ${message}`);
  });
  const deployments = await readDeploymentsOf(configurations, request.paths, read.serviceOf, read.folders);
  const levelsOf = (path: string): RuleLevels => ({ ...settings.levelsOf(path), ...request.levels });
  const report = reportOn(configurations, snapshots, { ...request, ...read, deployments, levelsOf });
  const { colours } = terminal;
  const { format, offline, failOn } = request;
  await terminal.print(format === 'json' ? formatJson(report) : formatText(report, { colours, offline }));
  return exitCodeOf(report, complete, failOn);
}
