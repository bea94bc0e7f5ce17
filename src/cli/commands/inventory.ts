import { Option } from 'commander';
import { basename } from 'node:path';
import { inventoryOf } from '../../check/inventory';
import { inventoryCsv, inventoryJson } from '../../check/inventoryFormats';
import { judgeDocument } from '../../check/judge';
import { present } from '../../text/objects';
import type { CommandDefinition } from '../command';
import { exitCodes, type ExitCode } from '../exitCode';
import { readDeploymentsOf } from '../deployments';
import { configurationFiles } from '../files';
import { reportedVault } from '../formats/report';
import { commonExitCodes, vaultEnvironment } from '../helpPage';
import { readInputs } from '../inputs';
import { type JudgeRequest, judgeOptions, judgeRequest, type JudgeValues, oneOf } from '../options';
import type { Terminal } from '../terminal';

interface InventoryValues extends JudgeValues {
  readonly format: string;
}

export const inventory: CommandDefinition<InventoryValues> = {
  name: 'inventory',
  summary: 'List the certificates of all configurations.',
  operands: '[PATH…]',
  options: [
    judgeOptions.vault,
    judgeOptions.offline,
    new Option('--format <csv|json>', 'Output format: csv for spreadsheets (default), or json for programs.'),
    judgeOptions.expiryDays,
    judgeOptions.now,
  ],
  help: {
    description: [
      'One row for each certificate of each role, with its thumbprint, its place in Key Vault, its expiry, and where it is used. A PATH is a .cscfg file, or a folder with such files. Default: the current folder. Write -- before paths that start with a hyphen.',
    ],
    examples: [
      ['inventory --vault contoso > certificates.csv', 'Write the certificates of the current folder to a table.'],
      ['inventory src --vault contoso --format json', 'Write them for a program.'],
    ],
    exitCodes: [['0', 'The list is complete.'], ...commonExitCodes],
    environment: vaultEnvironment,
  },
  run: ({ operands, values, terminal, clock }) => {
    const format = oneOf('--format', values.format, ['csv', 'json']);
    return listCertificates({ ...judgeRequest(operands, values, clock), format }, terminal);
  },
};

interface InventoryRequest extends JudgeRequest {
  readonly format: 'csv' | 'json';
}

/** Lists the certificates of the configurations. Rejects with an AbortError when interrupted. */
async function listCertificates(request: InventoryRequest, terminal: Terminal): Promise<ExitCode> {
  const { offline, expiryWarningDays, now, format } = request;
  const inputs = await readInputs(request, terminal, configurationFiles);
  const { snapshots, serviceOf } = inputs;
  const { deploymentOf } = await readDeploymentsOf(inputs.configurations, request.paths, serviceOf, inputs.folders);
  const settings = { expiryWarningDays, levels: {} };
  const rows = inputs.configurations.flatMap(({ path, document }) => {
    const [service, fileName] = [serviceOf(path), basename(path)];
    const deployment = present('deployment', deploymentOf(path));
    const state = { cscfg: document, settings, snapshots, service, fileName, offline, ...deployment };
    const judgement = judgeDocument(state, now);
    return inventoryOf(path, judgement).map(({ row }) => row);
  });
  await terminal.print(format === 'json' ? inventoryJson(rows) : inventoryCsv(rows));
  const failures = snapshots.flatMap((snapshot) => {
    const vault = reportedVault(
      snapshot,
      inputs.failures.find((one) => one.vault === snapshot.vault),
    );
    return vault.state === 'failed' ? [`${vault.url}: ${vault.error.message}`] : [];
  });
  failures.forEach((failure) => {
    terminal.complain(failure);
  });
  if (inputs.problems.length > 0) {
    return exitCodes.failed;
  }
  const isUnverified = snapshots.length > 0 && rows.some(({ verdict }) => verdict === 'unverified');
  return failures.length > 0 || isUnverified ? exitCodes.vaultFailed : exitCodes.fine;
}
