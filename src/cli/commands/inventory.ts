import { basename } from 'node:path';
import { inventoryOf } from '../../check/inventory';
import { inventoryCsv, inventoryJson } from '../../check/inventoryFormats';
import { judgeDocument } from '../../check/judge';
import { present } from '../../text/objects';
import type { InventoryRequest } from '../arguments';
import { exitCodes, type ExitCode } from '../exitCode';
import { readDeploymentsOf } from '../deployments';
import { configurationFiles } from '../files';
import { reportedVault } from '../formats/report';
import { readInputs } from '../inputs';
import type { Terminal } from '../terminal';

/** Lists the certificates of the configurations. Rejects with an AbortError when interrupted. */
export async function inventory(request: InventoryRequest, terminal: Terminal): Promise<ExitCode> {
  const { offline, expiryWarningDays, now, format } = request;
  const inputs = await readInputs(request, terminal, configurationFiles);
  const { snapshots, serviceOf } = inputs;
  const { deploymentOf } = await readDeploymentsOf(inputs.configurations, request.paths, serviceOf);
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
  if (!inputs.complete) {
    return exitCodes.failed;
  }
  const isUnverified = snapshots.length > 0 && rows.some(({ verdict }) => verdict === 'unverified');
  return failures.length > 0 || isUnverified ? exitCodes.vaultFailed : exitCodes.fine;
}
