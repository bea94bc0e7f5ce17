import { basename } from 'node:path';
import { checkContext } from '../../check/context';
import { osProfileOf, type ProfiledConfiguration } from '../../check/osProfile';
import { leftOutLine, writeOsProfile } from '../../deployment/osProfile';
import { present } from '../../text/objects';
import { failureMessage } from '../../vault/failureMessages';
import type { OsProfileRequest } from '../arguments';
import { exitCodes, type ExitCode } from '../exitCode';
import { findFiles, readFiles } from '../files';
import { readServicesOf } from '../services';
import type { Terminal } from '../terminal';
import { askVaults } from '../vaults';

/** Writes the `osProfile.secrets` that the configurations need. Rejects with an AbortError when interrupted. */
export async function osProfile(request: OsProfileRequest, terminal: Terminal): Promise<ExitCode> {
  const { paths, vaults, format, target, now } = request;
  const found = await findFiles(paths);
  const read = await readFiles(found.files);
  const problems = [...found.problems, ...read.problems];
  problems.forEach(({ path, message }) => {
    terminal.complain(`${path === '' ? '""' : path}: ${message}`);
  });
  const [first] = read.configurations;
  if (first === undefined) {
    return exitCodes.failed;
  }
  const { snapshots, failures } = await askVaults(vaults, read.configurations, terminal.signal);
  terminal.signal.throwIfAborted();
  const serviceOf = await readServicesOf(read.configurations, paths);
  const configurations = read.configurations.map(({ path, document }): ProfiledConfiguration => ({
    document,
    ...present('definition', serviceOf(path)?.definition?.document),
  }));
  const settings = { expiryWarningDays: 0, levels: {} };
  const state = { cscfg: first.document, settings, snapshots, service: undefined, fileName: basename(first.path) };
  const { verdictOf } = checkContext(state, now);
  const vaultIdOf = (url: string): string | undefined => vaults.find((vault) => vault.url === url)?.resourceId;
  const profile = osProfileOf(configurations, { verdictOf, snapshots, target, vaultIdOf, now });
  await terminal.print(writeOsProfile(profile, format, target));
  profile.leftOut.forEach((one) => {
    terminal.complain(leftOutLine(one));
  });
  const failed = [...snapshots.flatMap(({ failure }) => failure ?? []), ...failures];
  new Set(failed.map((failure) => `${failure.vault}: ${failureMessage(failure)}`)).forEach((line) => {
    terminal.complain(line);
  });
  if (problems.length > 0) {
    return exitCodes.failed;
  }
  return failed.length > 0 ? exitCodes.vaultFailed : profile.leftOut.length > 0 ? exitCodes.findings : exitCodes.fine;
}
