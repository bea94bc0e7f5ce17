import { Option } from 'commander';
import { basename } from 'node:path';
import { checkContext } from '../../check/context';
import { osProfileOf, type ProfiledConfiguration } from '../../check/osProfile';
import {
  type DeploymentTarget,
  deploymentTargets,
  leftOutLine,
  type OsProfileFormat,
  osProfileFormats,
  writeOsProfile,
} from '../../deployment/osProfile';
import { present } from '../../text/objects';
import { failureMessage } from '../../vault/failureMessages';
import { type CommandDefinition, UsageError } from '../command';
import { exitCodes, type ExitCode } from '../exitCode';
import { configurationFiles } from '../files';
import { commonExitCodes, vaultEnvironment } from '../helpPage';
import { readInputs } from '../inputs';
import {
  type JudgeRequest,
  judgeOptions,
  type JudgeValues,
  momentIn,
  oneOf,
  pathsIn,
  vaultAddresses,
} from '../options';
import type { Terminal } from '../terminal';

interface OsProfileValues extends Pick<JudgeValues, 'vault' | 'now'> {
  readonly format: string;
  readonly target: string;
}

export const osProfile: CommandDefinition<OsProfileValues> = {
  name: 'osprofile',
  summary: 'Write the osProfile.secrets that a deployment of the configurations needs.',
  operands: '[PATH…]',
  options: [
    judgeOptions.vault,
    new Option(
      '--format <json|bicep|powershell|rest>',
      'For a JSON template (default), Bicep, Azure PowerShell, or the body of a REST request.',
    ),
    new Option(
      '--target <cloudService|vmss>',
      'What the secrets are for: cloudService (default), or vmss, a virtual machine scale set.',
    ),
    judgeOptions.now,
  ],
  required: [judgeOptions.vault],
  help: {
    description: [
      'A PATH is a .cscfg file, or a folder with such files. Default: the current folder. Write -- before paths that start with a hyphen.',
      'Certificates that are left out are listed on standard error. Specify a key vault by its resource ID to get that ID in the result. Otherwise the vault is expected in the resource group of the deployment.',
    ],
    examples: [
      ['osprofile --vault contoso --format bicep', 'Write the secrets of the configurations in the current folder.'],
      [
        'osprofile Cloud.cscfg --vault /subscriptions/ID/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso',
        'Write them with the resource ID of the key vault.',
      ],
    ],
    exitCodes: [['0', 'All certificates are included.'], ['1', 'A certificate was left out.'], ...commonExitCodes],
    environment: vaultEnvironment,
  },
  run: ({ operands, values, terminal, clock }) => {
    const vaults = vaultAddresses(values.vault ?? []);
    if (vaults.length === 0) {
      throw new UsageError('osprofile requires the key vaults of the certificates: --vault NAME|URL.');
    }
    return writeSecrets(
      {
        paths: pathsIn(operands),
        vaults,
        format: oneOf('--format', values.format, osProfileFormats),
        target: oneOf('--target', values.target, deploymentTargets),
        now: momentIn(values.now, clock),
      },
      terminal,
    );
  },
};

interface OsProfileRequest extends Pick<JudgeRequest, 'paths' | 'vaults' | 'now'> {
  readonly format: OsProfileFormat;
  readonly target: DeploymentTarget;
}

/** Writes the `osProfile.secrets` that the configurations need. Rejects with an AbortError when interrupted. */
async function writeSecrets(request: OsProfileRequest, terminal: Terminal): Promise<ExitCode> {
  const { vaults, format, target, now } = request;
  const { snapshots, failures, serviceOf, ...inputs } = await readInputs(
    { ...request, wholeVault: false },
    terminal,
    configurationFiles,
  );
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
  if (inputs.problems.length > 0) {
    return exitCodes.failed;
  }
  return failed.length > 0 ? exitCodes.vaultFailed : profile.leftOut.length > 0 ? exitCodes.findings : exitCodes.fine;
}
