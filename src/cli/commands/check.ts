import { version } from '../../../package.json';
import type { RuleLevels } from '../../check/ruleLevels';
import { parseArguments, type CheckRequest, type Request, help, usage, UsageError } from '../arguments';
import { rollOver } from './rollOver';
import { exitCodeOf, exitCodes, type ExitCode } from '../exitCode';
import { serviceFiles } from '../files';
import { readFolderLevels } from '../folderSettings';
import { formatJson } from '../formats/json';
import { formatText } from '../formats/text';
import { readDeploymentsOf } from '../deployments';
import { reportOn } from '../formats/report';
import { readInputs } from '../inputs';
import type { Terminal } from '../terminal';
import { inventory } from './inventory';
import { osProfile } from './osProfile';

/** Runs the command. Rejects with an AbortError when interrupted, and with unexpected errors. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const request = understood(args, terminal);
  switch (request?.kind) {
    case undefined:
      return exitCodes.failed;
    case 'help':
      await terminal.print(help);
      return exitCodes.fine;
    case 'version':
      await terminal.print(`${version}\n`);
      return exitCodes.fine;
    case 'check':
      return check(request.check, terminal);
    case 'inventory':
      return inventory(request.inventory, terminal);
    case 'osprofile':
      return osProfile(request.osprofile, terminal);
    case 'fix':
      return rollOver(request.fix, terminal);
  }
}

function understood(args: readonly string[], terminal: Terminal): Request | undefined {
  try {
    return parseArguments(args, Date.now());
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    terminal.complain(error.message, ...error.advice, ...usage.split('\n'));
    return undefined;
  }
}

async function check(request: CheckRequest, terminal: Terminal): Promise<ExitCode> {
  const { configurations, complete, snapshots, ...read } = await readInputs(request, terminal, serviceFiles);
  const folders = await readFolderLevels(
    configurations.map(({ path }) => path),
    request.paths,
  );
  folders.problems.forEach(({ path, message }) => {
    terminal.warn(`${path}: ${message}`);
  });
  const deployments = await readDeploymentsOf(configurations, request.paths, read.serviceOf);
  const levelsOf = (path: string): RuleLevels => ({ ...folders.levelsOf(path), ...request.levels });
  const report = reportOn(configurations, snapshots, { ...request, ...read, deployments, levelsOf });
  const { colours } = terminal;
  const { format, offline, failOn } = request;
  await terminal.print(format === 'json' ? formatJson(report) : formatText(report, { colours, offline }));
  return exitCodeOf(report, complete, failOn);
}
