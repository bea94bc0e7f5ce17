import { basename } from 'node:path';
import { checkContext } from '../../check/context';
import { osProfileOf, type ProfiledConfiguration } from '../../check/osProfile';
import { leftOutLine, writeOsProfile } from '../../deployment/osProfile';
import { present } from '../../text/objects';
import { failureMessage } from '../../vault/failureMessages';
import type { OsProfileRequest } from '../arguments';
import { exitCodes, type ExitCode } from '../exitCode';
import { configurationFiles } from '../files';
import { readInputs } from '../inputs';
import type { Terminal } from '../terminal';

/** Writes the `osProfile.secrets` that the configurations need. Rejects with an AbortError when interrupted. */
export async function osProfile(request: OsProfileRequest, terminal: Terminal): Promise<ExitCode> {
  const { vaults, format, target, now } = request;
  const { snapshots, failures, serviceOf, ...inputs } = await readInputs(request, terminal, configurationFiles);
  const [first] = inputs.configurations;
  if (first === undefined) {
    return exitCodes.failed;
  }
  const configurations = inputs.configurations.map(({ path, document }): ProfiledConfiguration => ({
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
  if (!inputs.complete) {
    return exitCodes.failed;
  }
  return failed.length > 0 ? exitCodes.vaultFailed : profile.leftOut.length > 0 ? exitCodes.findings : exitCodes.fine;
}
