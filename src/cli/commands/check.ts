import { version } from '../../../package.json';
import type { RuleLevels } from '../../check/ruleLevels';
import { parseArguments, type CheckRequest, type Request, help, usage, UsageError } from '../arguments';
import { askVaults } from '../vaults';
import { exitCodeOf, exitCodes, type ExitCode } from '../exitCode';
import { findFiles, readFiles, type Configuration } from '../files';
import { readFolderLevels } from '../folderSettings';
import { formatJson } from '../formats/json';
import { formatText } from '../formats/text';
import { readServicesOf } from '../services';
import { reportOn } from '../formats/report';
import type { Terminal } from '../terminal';
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
    case 'osprofile':
      return osProfile(request.osprofile, terminal);
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
  const found = await findFiles(request.paths);
  const read = await readFiles(found.files);
  const problems = [...found.problems, ...read.problems];
  problems.forEach(({ path, message }) => {
    terminal.complain(`${path === '' ? '""' : path}: ${message}`);
  });
  const folders = await readFolderLevels(
    read.configurations.map(({ path }) => path),
    request.paths,
  );
  folders.problems.forEach(({ path, message }) => {
    terminal.warn(`${path}: ${message}`);
  });
  const { snapshots, failures } = await askVaults(
    vaultsToAsk(request, read.configurations),
    read.configurations,
    terminal.signal,
  );
  terminal.signal.throwIfAborted();
  const serviceOf = await readServicesOf(read.configurations, request.paths);
  const levelsOf = (path: string): RuleLevels => ({ ...folders.levelsOf(path), ...request.levels });
  const report = reportOn(read.configurations, snapshots, { ...request, serviceOf, levelsOf, failures });
  const { colours } = terminal;
  const { format, offline, failOn } = request;
  await terminal.print(format === 'json' ? formatJson(report) : formatText(report, { colours, offline }));
  return exitCodeOf(report, problems.length === 0, failOn);
}

/** Every specified vault, even if no thumbprint needs it: whether it can be read is part of the result. */
function vaultsToAsk(
  { offline, vaults }: CheckRequest,
  configurations: readonly Configuration[],
): CheckRequest['vaults'] {
  return offline || configurations.length === 0 ? [] : vaults;
}
