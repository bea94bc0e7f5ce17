import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import { failureMessage } from '../../vault/failureMessages';
import { placeIn, vaultIn } from './arguments';
import { commands } from './ids';
import { isCscfg } from '../workspace/documents';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Judge } from '../workspace/judgement';
import type { KeyVaults } from '../vaults/keyVaults';
import { showInformation, showWarning, withProgress } from '../notify';
import type { Readiness } from '../vaults/readiness';
import { configuredVaults, fileSettings } from '../workspace/settings';
import { abortSignal } from '../convert';
import { addVault, removeVault } from '../workspace/vaultSettings';
import { command } from './command';
import { uniqueBy } from '../../text/objects';

/** The vaults to read and the documents to check again. */
interface Scope {
  readonly vaults: readonly VaultAddress[];
  readonly documents: readonly vscode.TextDocument[];
}

/** The commands on vaults. `askForVault` selects the vault to add. */
export class VaultCommands {
  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly readiness: Readiness,
    private readonly judge: Judge,
    private readonly diagnostics: Diagnostics,
    private readonly askForVault: () => Promise<VaultAddress | undefined>,
    private readonly find: () => void,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      command(this.log, commands.addKeyVault, () => this.add()),
      command(this.log, commands.removeKeyVault, async (argument) => {
        const vault = vaultIn(argument);
        if (vault !== undefined) {
          await removeVault(vault);
        }
      }),
      command(this.log, commands.refresh, (argument) => this.refresh(scopeOf(argument))),
      command(this.log, commands.signIn, (argument) => this.signIn(scopeOf(argument))),
      command(this.log, commands.filter, async () => {
        await vscode.commands.executeCommand('cscfg.keyVaultCertificates.focus');
        this.find();
      }),
      command(this.log, commands.showLog, () => {
        this.log.show();
      }),
    );
  }

  private async add(): Promise<void> {
    const vault = await this.askForVault();
    if (vault !== undefined) {
      await addVault(vault, activeFile());
      await this.read(vscode.l10n.t('Reading {0}…', vault.name), [vault], (signal) =>
        this.keyVaults.list([vault], { signal, refresh: true, interactive: true }),
      );
      this.diagnostics.openAll();
    }
  }

  private refresh({ vaults, documents }: Scope): Promise<void> {
    return this.read(vscode.l10n.t('Reading the key vaults…'), vaults, async (signal) => {
      await Promise.all([
        this.keyVaults.list(vaults, { signal, refresh: true }),
        ...documents.map((document) => this.judge.verify(document, { signal, refresh: true })),
      ]);
    });
  }

  private async signIn({ vaults }: Scope): Promise<void> {
    await this.read(vscode.l10n.t('Signing in…'), vaults, (signal) =>
      this.keyVaults.list(vaults, { signal, refresh: true, interactive: true }),
    );
    this.diagnostics.openAll();
  }

  /** Reads with cancellable progress, and shows failures because the user started it. */
  private async read(
    title: string,
    vaults: readonly VaultAddress[],
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    if (vaults.length === 0) {
      void showInformation(vscode.l10n.t('No key vault is configured. Add one first.'));
      return;
    }
    this.readiness.forget(vaults);
    await withProgress(title, (token) => work(abortSignal(token)));
    const failures = vaults.flatMap((vault) => this.keyVaults.snapshot(vault).failure ?? []);
    if (failures.length > 0) {
      const words = failures.map((failure) => failureMessage(failure)).join(' ');
      void showWarning(words);
    }
  }
}

/** A link or status item refers to one file and its vaults; otherwise the command applies to all. */
function scopeOf(argument: unknown): Scope {
  const place = placeIn(argument);
  const open = vscode.workspace.textDocuments.filter(isCscfg);
  const matching = open.filter(({ uri }) => uri.toString() === place?.uri);
  const documents = matching.length > 0 ? matching : open;
  const vaults = [
    ...(matching.length > 0 ? [] : configuredVaults().vaults),
    ...documents.flatMap((document) => fileSettings(document).vaults),
  ];
  return { documents, vaults: uniqueBy(vaults, ({ url }) => url) };
}

function activeFile(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return isCscfg(document) ? document.uri : undefined;
}
