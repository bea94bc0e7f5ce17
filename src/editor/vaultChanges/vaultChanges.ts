import * as vscode from 'vscode';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { KeyVaults } from '../vaults/keyVaults';
import type { Services } from '../workspace/services';
import type { WorkspaceUses } from '../workspace/workspaceUses';
import { Afterwards } from './afterwards';
import { registerCreateCertificate } from './createCertificate';
import { Creation } from './creation';
import { registerImportCertificate } from './importCertificate';
import { registerPendingCertificates } from './pendingCertificates';
import { carryOut, registerVersionState } from './versionState';

export interface VaultChangesContext {
  readonly keyVaults: KeyVaults;
  readonly diagnostics: Diagnostics;
  readonly services: Services;
  readonly uses: WorkspaceUses;
  readonly log: vscode.LogOutputChannel;
}

/** Registers the commands that change a vault. Each asks for confirmation once, or again if files are affected. */
export function registerVaultChanges(context: VaultChangesContext): vscode.Disposable {
  const { keyVaults, diagnostics, services, uses, log } = context;
  const afterwards = new Afterwards(
    diagnostics,
    services,
    uses,
    (certificate) => carryOut(keyVaults, 'recover', certificate),
    log,
  );
  const creation = new Creation(keyVaults, afterwards);
  return vscode.Disposable.from(
    registerVersionState(keyVaults, uses, diagnostics, log),
    registerImportCertificate(keyVaults, afterwards, log),
    registerCreateCertificate(keyVaults, creation, log),
    registerPendingCertificates(keyVaults, creation, log),
  );
}
