import type { VaultFailure } from '../vault/failure';
import type { VaultSnapshot } from '../vault/snapshot/snapshot';
import type { JudgeRequest } from './options';
import { type Configuration, findFiles, Folders, readFiles } from './files';
import { readServicesOf, type ServiceOf } from './services';
import type { FileProblem } from './readTexts';
import type { Terminal } from './terminal';
import { askVaults } from './vaults';

/** The files of a request, with what judging them takes. */
export interface Inputs {
  readonly configurations: readonly Configuration[];
  /** The files and folders of the request that could not be read. */
  readonly problems: readonly FileProblem[];
  readonly serviceOf: ServiceOf;
  /** What was searched for the files. */
  readonly folders: Folders;
  readonly snapshots: readonly VaultSnapshot[];
  /** Failures after a vault was listed; they do not change a verdict. */
  readonly failures: readonly VaultFailure[];
}

export interface InputRequest extends Pick<JudgeRequest, 'paths' | 'vaults'> {
  readonly offline?: boolean;
  /** List all certificates, even if fewer are enough to find all thumbprints. Default: true. */
  readonly wholeVault?: boolean;
}

/**
 * Reads the files of the request with these extensions, the other files of their services, and the vaults. Reports
 * files that cannot be read. Rejects with an AbortError when interrupted.
 */
export async function readInputs(
  { paths, vaults, offline = false, wholeVault = true }: InputRequest,
  terminal: Terminal,
  extensions: RegExp,
): Promise<Inputs> {
  const folders = new Folders();
  const found = await findFiles(paths, extensions, folders);
  const { configurations, problems: unreadable } = await readFiles(found.files);
  const problems = [...found.problems, ...unreadable];
  reportProblems(problems, terminal);
  // Every specified vault, even if no thumbprint needs it: whether it can be read is part of the result.
  const asked = offline || configurations.length === 0 ? [] : vaults;
  const { snapshots, failures } = await askVaults(asked, configurations, terminal, { wholeVault });
  terminal.signal.throwIfAborted();
  const serviceOf = await readServicesOf(configurations, paths, folders);
  return { configurations, problems, serviceOf, folders, snapshots, failures };
}

/** Writes an error for each file that could not be read or written. */
export function reportProblems(problems: readonly FileProblem[], terminal: Terminal): void {
  problems.forEach(({ path, message }) => {
    terminal.complain(`${path === '' ? '""' : path}: ${message}`);
  });
}
