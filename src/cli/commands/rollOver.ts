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
import type { FixRequest } from '../arguments';
import { exitCodes, type ExitCode } from '../exitCode';
import { counted, formatDiff, formatRollOver, placeLine } from '../formats/rollOver';
import { reportProblems } from '../inputs';
import type { FileProblem } from '../readTexts';
import { rewrite } from '../rewrite';
import { readRollOverFiles } from '../rollOverFiles';
import type { Terminal } from '../terminal';
import { askVaults } from '../vaults';

/** Prints or writes the changes of a roll-over. Rejects with an AbortError when interrupted. */
export async function rollOver(request: FixRequest, terminal: Terminal): Promise<ExitCode> {
  const { vaults, now } = request;
  const read = await readRollOverFiles(request.paths, request.also);
  reportProblems(read.problems, terminal);
  const { snapshots, failures } = await askVaults(vaults, read.configurations, terminal.signal, read.deployed.urls);
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
