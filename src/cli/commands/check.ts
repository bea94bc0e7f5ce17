import { Option } from 'commander';
import { type RuleLevels, severityLevel, severityLevels } from '../../check/ruleLevels';
import { rules } from '../../cscfg/rules/rules';
import type { Severity } from '../../cscfg/rules/rule';
import { present } from '../../text/objects';
import { Baseline, readBaseline } from '../baseline';
import { checkedFiles } from '../checkedFiles';
import { type CommandDefinition, repeatable, UsageError } from '../command';
import { readDeploymentsOf } from '../deployments';
import { exitCodeOf, exitCodes, type ExitCode, type FailOn } from '../exitCode';
import { serviceFiles } from '../files';
import { readFolderLevels } from '../folderSettings';
import { reportedVault } from '../formats/report';
import { commonExitCodes, vaultEnvironment } from '../helpPage';
import { readInputs, reportProblems } from '../inputs';
import { type JudgeRequest, judgeOptions, judgeRequest, type JudgeValues, nearest, oneOf } from '../options';
import { Outputs, type Target, targetsIn } from '../outputs';
import { Tally } from '../tally';
import type { Terminal } from '../terminal';

interface CheckValues extends JudgeValues {
  readonly format: readonly string[];
  readonly baseline: string;
  readonly writeBaseline: string;
  readonly wholeVault: true;
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
    new Option(
      '--whole-vault',
      'List all certificates of the key vaults, for their number in the report. By default, a list is read only until all thumbprints are found.',
    ),
    repeatable(
      '--format <FORMAT[=FILE]>',
      'Output format, and the file to write it to instead of standard output: text (default), json, sarif (code scanning), junit (test results), github or azure-pipelines (annotations). Repeat the option for several outputs.',
    ),
    new Option('--baseline <FILE>', 'Report only findings that this file does not contain.'),
    new Option('--write-baseline <FILE>', 'Write all findings to a file for --baseline, and end with exit code 0.'),
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
      ['check --vault contoso --format sarif=out.sarif --format text', 'Write a file for code scanning, and a text.'],
      ['check --write-baseline baseline.json', 'Accept the present findings.'],
      ['check --baseline baseline.json', 'Fail only for new findings.'],
    ],
    exitCodes: [
      ['0', 'No new findings at or above --fail-on.'],
      ['1', 'New findings at or above --fail-on.'],
      ...commonExitCodes,
    ],
    environment: [
      ...vaultEnvironment,
      ['NO_COLOR, FORCE_COLOR', 'Switch the colors of text off or on. By default, only a terminal gets colors.'],
      [
        'GITHUB_WORKSPACE, BUILD_SOURCESDIRECTORY',
        'The folder of the repository, to which the paths of annotations are relative.',
      ],
    ],
  },
  run: ({ operands, values, terminal, clock }) =>
    checkFiles(
      {
        ...judgeRequest(operands, values, clock),
        targets: targetsIn(values.format ?? []),
        wholeVault: values.wholeVault === true,
        ...present('baseline', values.baseline),
        ...present('writeBaseline', values.writeBaseline),
        levels: ruleLevels(values.rule ?? []),
        failOn: oneOf('--fail-on', values.failOn, ['error', 'warning', 'never']),
      },
      terminal,
    ),
};

interface CheckRequest extends JudgeRequest {
  readonly targets: readonly Target[];
  readonly wholeVault: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
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
  const started = Date.now();
  const baseline =
    request.baseline === undefined ? new Baseline(request.writeBaseline) : readBaseline(request.baseline);
  if (!(baseline instanceof Baseline)) {
    reportProblems([baseline], terminal);
    return exitCodes.failed;
  }
  const { configurations, problems, snapshots, failures, serviceOf, folders } = await readInputs(
    request,
    terminal,
    serviceFiles,
  );
  const settings = await readFolderLevels(
    configurations.map(({ path }) => path),
    request.paths,
  );
  settings.problems.forEach(({ path, message }) => {
    terminal.warn(`${path}: ${message}`);
  });
  const deployments = await readDeploymentsOf(configurations, request.paths, serviceOf, folders);
  const levelsOf = (path: string): RuleLevels => ({ ...settings.levelsOf(path), ...request.levels });
  const outputs = new Outputs(request.targets, { ...request, baseline: request.baseline !== undefined }, terminal);
  await outputs.begin();
  const tally = new Tally();
  const options = { ...request, levelsOf, serviceOf, deployments, baseline };
  for (const file of checkedFiles(configurations, snapshots, options)) {
    tally.add(file);
    await outputs.file(file);
    terminal.progress(`Checked ${String(tally.files)} of ${String(configurations.length)} files`);
    await terminal.turn();
  }
  const unwritten = request.writeBaseline === undefined ? undefined : baseline.write(request.writeBaseline);
  const allProblems = [...problems, ...outputs.problems, ...(unwritten === undefined ? [] : [unwritten])];
  reportProblems(allProblems.slice(problems.length), terminal);
  const vaults = snapshots.map((snapshot) =>
    reportedVault(
      snapshot,
      failures.find(({ vault }) => vault === snapshot.vault),
    ),
  );
  const outcome = {
    ...{ vaults, unverified: tally.unverified, allFilesRead: allProblems.length === 0 },
    count: (severity: Severity) => tally.count(severity),
  };
  const exitCode = exitCodeOf(outcome, request.writeBaseline === undefined ? request.failOn : 'never');
  await outputs.end({
    summary: {
      ...{ files: tally.files, certificates: tally.certificates },
      ...{ errors: tally.count('error'), warnings: tally.count('warning') },
    },
    ...{ vaults, exitCode, started, ended: Date.now(), problems: allProblems },
    ...{ informational: tally.count('information') + tally.count('hint'), unverified: tally.unverified },
    ...{ counts: tally.counts, ...(request.baseline === undefined ? {} : { baseline: baseline.counts }) },
  });
  return exitCode;
}
