import { Option } from 'commander';
import { planRollOver } from '../../check/rollOver/plan';
import {
  type FilePlan,
  type Left,
  type RollOverFile,
  type RollOverPlan,
  type RollOverRequest,
  textOf,
} from '../../check/rollOver/request';
import { summarize } from '../../check/rollOver/summary';
import { failureMessage } from '../../vault/failureMessages';
import { type CommandDefinition, repeatable, UsageError } from '../command';
import { exitCodes, type ExitCode } from '../exitCode';
import { counted, formatDiff, formatRollOver, placeLine } from '../formats/rollOver';
import { commonExitCodes, vaultEnvironment } from '../helpPage';
import { reportProblems } from '../inputs';
import { type JudgeRequest, judgeOptions, type JudgeValues, momentIn, pathsIn, vaultAddresses } from '../options';
import type { FileProblem } from '../readTexts';
import { rewrite } from '../rewrite';
import { readRollOverFiles } from '../rollOverFiles';
import type { Terminal } from '../terminal';
import { askVaults } from '../vaults';

interface FixValues extends Pick<JudgeValues, 'vault' | 'now'> {
  readonly rollOver: true;
  readonly also: readonly string[];
  readonly likely: true;
  readonly diff: true;
  readonly write: true;
}

const rollOverOption = new Option(
  '--roll-over',
  'Replace every outdated or expired certificate with its newest usable version.',
);

export const fix: CommandDefinition<FixValues> = {
  name: 'fix',
  summary: 'Replace outdated and expired certificates in all files, with --roll-over.',
  operands: '[PATH…]',
  options: [
    rollOverOption,
    judgeOptions.vault,
    repeatable(
      '--also <GLOB>',
      'Other text files, such as "src/**/web.config". Repeat the option for several globs. * and ? stand for a part of a name, ** for any number of folders. Quote it: the shell must not expand it.',
    ),
    new Option('--likely', 'Also make changes that are only likely: a deployment can override the value.'),
    new Option('--diff', 'Print the changes as a unified diff and write nothing. Default.'),
    new Option('--write', 'Write the changes. Each file is written whole or not at all.'),
    judgeOptions.now,
  ],
  required: [rollOverOption, judgeOptions.vault],
  help: {
    description: [
      'Changes the configurations, and the deployment templates and parameter files in the given folders. A PATH is a file or a folder. Default: the current folder. Write -- before paths that start with a hyphen.',
      'What is not changed is listed on standard error, with the reason.',
    ],
    examples: [
      ['fix --roll-over --vault contoso', 'Show what would change in the current folder.'],
      ['fix src --roll-over --vault contoso --also "src/**/web.config" --write', 'Change the files.'],
      ['fix --roll-over --vault contoso > roll-over.patch', 'Write a patch for git apply.'],
    ],
    exitCodes: [
      ['0', 'Everything that is outdated or expired was replaced.'],
      ['1', 'A certificate was not rolled over, or a change is only likely.'],
      ...commonExitCodes,
    ],
    environment: vaultEnvironment,
  },
  run: ({ operands, values, terminal, clock }) => {
    if (values.rollOver !== true) {
      throw new UsageError('Specify what to fix: --roll-over.');
    }
    if (values.diff === true && values.write === true) {
      throw new UsageError('Specify either --diff or --write.');
    }
    const vaults = vaultAddresses(values.vault ?? []);
    if (vaults.length === 0) {
      throw new UsageError('--roll-over requires the key vaults of the certificates: --vault NAME|URL.');
    }
    return rollOver(
      {
        paths: pathsIn(operands),
        vaults,
        also: values.also ?? [],
        likely: values.likely === true,
        write: values.write === true,
        now: momentIn(values.now, clock),
      },
      terminal,
    );
  },
};

interface FixRequest extends Pick<JudgeRequest, 'paths' | 'vaults' | 'now'> {
  /** The globs of other text files. */
  readonly also: readonly string[];
  /** Also make changes that are only likely. */
  readonly likely: boolean;
  /** Write the files instead of printing a diff. */
  readonly write: boolean;
}

/** Prints or writes the changes of a roll-over. Rejects with an AbortError when interrupted. */
async function rollOver(request: FixRequest, terminal: Terminal): Promise<ExitCode> {
  const { vaults, now } = request;
  const read = await readRollOverFiles(request.paths, request.also);
  reportProblems(read.problems, terminal);
  const { snapshots, failures } = await askVaults(vaults, read.configurations, terminal, {
    wholeVault: true,
    named: read.deployed.urls,
  });
  terminal.signal.throwIfAborted();
  const vaultFailures = [...snapshots.flatMap(({ failure }) => failure ?? []), ...failures];
  vaultFailures.forEach((failure) => {
    terminal.complain(failureMessage(failure));
  });
  const configurations = read.configurations.map(({ path, document }): RollOverFile => ({
    kind: 'configuration',
    path,
    document,
    snapshots,
  }));
  const planRequest = { files: [...configurations, ...read.others], deployed: read.deployed, snapshots, now };
  const { files, left, likely } = decided(planRollOver(planRequest), request);
  const problems = request.write
    ? await write(planRequest, files, terminal)
    : await print(files, (path) => read.marked.has(path), terminal);
  warn(planRequest, [...left, ...likely], likely.length, terminal);
  if (read.problems.length + problems.length > 0) {
    return exitCodes.failed;
  }
  if (vaultFailures.length > 0 || left.some(({ unverified }) => unverified)) {
    return exitCodes.vaultFailed;
  }
  return likely.length > 0 || left.some(({ failed }) => failed) ? exitCodes.findings : exitCodes.fine;
}

interface Decided extends RollOverPlan {
  /** The likely changes that are not made. */
  readonly likely: readonly Left[];
}

function decided({ files, left }: RollOverPlan, { likely }: FixRequest): Decided {
  if (likely) {
    return { files, left, likely: [] };
  }
  return {
    files: files
      .map(({ file, edits }) => ({ file, edits: edits.filter(({ doubt }) => doubt === undefined) }))
      .filter(({ edits }) => edits.length > 0),
    left,
    likely: files.flatMap(({ file: { path }, edits }) =>
      edits.flatMap(({ start, end, label, doubt }) =>
        doubt === undefined ? [] : [{ path, span: { start, end }, label, reason: doubt, failed: true }],
      ),
    ),
  };
}

async function print(
  files: readonly FilePlan[],
  isMarked: (path: string) => boolean,
  { print: output, isTerminal }: Terminal,
): Promise<readonly FileProblem[]> {
  await output(
    formatDiff(
      files.map(({ file, edits }) => ({ file, edits, bom: isMarked(file.path) })),
      isTerminal,
    ),
  );
  return [];
}

/** The problems of the files that could not be written; all others are. */
async function write(
  request: RollOverRequest,
  files: readonly FilePlan[],
  terminal: Terminal,
): Promise<readonly FileProblem[]> {
  const results = files.map((plan) => ({
    plan,
    problem: rewrite(plan.file.path, textOf(plan.file), plan.edits),
  }));
  const problems = results.flatMap(({ problem }) => problem ?? []);
  reportProblems(problems, terminal);
  const written = results.filter(({ problem }) => problem === undefined).map(({ plan }) => plan);
  await terminal.print(formatRollOver(summarize(request, written, [])));
  return problems;
}

function warn(request: RollOverRequest, left: readonly Left[], likely: number, terminal: Terminal): void {
  summarize(request, [], left).left.forEach((line) => {
    terminal.warn(`not changed: ${placeLine(line)}`);
  });
  if (likely > 0) {
    terminal.warn(`${counted(likely, 'likely change')} not made. Add --likely to include them.`);
  }
}
