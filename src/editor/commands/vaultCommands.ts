import * as vscode from 'vscode';
import type { VaultAddress } from '../../vault/address';
import type { VaultFailure } from '../../vault/failure';
import { failureMessage } from '../../vault/failureMessages';
import { placeIn, vaultIn } from './arguments';
import { commands } from './ids';
import { isCscfg } from '../workspace/documents';
import type { Diagnostics } from '../diagnostics/diagnostics';
import type { Judge } from '../workspace/judgement';
import type { KeyVaults } from '../vaults/keyVaults';
import { confirm, showInformation, withProgress, withViewProgress } from '../notify';
import { viewId } from '../tree/nodes';
import { markSignedIn, signedInMessage } from '../vaults/account';
import type { Readiness } from '../vaults/readiness';
import { configuredVaults, fileSettings } from '../workspace/settings';
import { abortSignal } from '../convert';
import { addVault, removeVault } from '../workspace/vaultSettings';
import { copy } from './certificateCommands';
import { command } from './command';
import { reportFailures } from './reportFailures';
import { uniqueBy } from '../../text/objects';

interface Scope {
  readonly vaults: readonly VaultAddress[];
  readonly documents: readonly vscode.TextDocument[];
}

/** `askForVault` selects the vault to add. */
export class VaultCommands {
  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly readiness: Readiness,
    private readonly judge: Judge,
    private readonly diagnostics: Diagnostics,
    private readonly askForVault: () => Promise<VaultAddress | undefined>,
    /** Signs in where there is no vault yet. */
    private readonly signInToAzure: () => Promise<void>,
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
      command(this.log, commands.refresh, (argument) => this.refresh(argument)),
      command(this.log, commands.signIn, (argument) => this.signIn(argument)),
      // The same with the short names of the context menu of a vault.
      command(this.log, commands.refreshVault, (argument) => this.refresh(argument)),
      command(this.log, commands.signInToVault, (argument) => this.signIn(argument)),
      command(this.log, commands.copyVaultUrl, async (argument) => {
        const vault = vaultIn(argument);
        if (vault !== undefined) {
          await copy(vault.url, vscode.l10n.t('Copied the URL of the key vault'));
        }
      }),
      command(this.log, commands.filter, async () => {
        await vscode.commands.executeCommand('cscfg.keyVaultCertificates.focus');
        this.find();
      }),
      command(this.log, commands.showLog, () => {
        this.log.show();
      }),
    );
  }

  /** Reads the vault before it is added to the settings, so that a mistyped name is not. */
  private async add(): Promise<void> {
    const vault = await this.askForVault();
    if (vault === undefined) {
      return;
    }
    await this.readInteractively(vscode.l10n.t('Reading {0}…', vault.name), [vault]);
    const { failure } = this.keyVaults.snapshot(vault);
    if (failure === undefined || !isDoubtful(failure) || (await confirmDoubtful(vault, failure))) {
      await addVault(vault, activeFile());
      this.diagnostics.openAll();
      if (failure !== undefined && !isDoubtful(failure)) {
        void reportFailures([failure], { vaultUrl: vault.url });
      }
    }
  }

  private async refresh(argument: unknown): Promise<void> {
    const { vaults, documents } = scopeOf(argument);
    if (vaults.length === 0) {
      void noVault();
      return;
    }
    this.readiness.forget(vaults);
    await withViewProgress(viewId, async () => {
      await Promise.all([
        this.keyVaults.listWithPending(vaults, { refresh: true }),
        ...documents.map((document) => this.judge.verify(document, { refresh: true })),
      ]);
    });
    void reportFailures(this.failuresOf(vaults), argument);
  }

  private async signIn(argument: unknown): Promise<void> {
    const { vaults } = scopeOf(argument);
    if (vaults.length === 0) {
      await this.signInToAzure();
      return;
    }
    await this.readInteractively(vscode.l10n.t('Signing in…'), vaults);
    const message = signedInMessage(vaults.map((vault) => this.keyVaults.snapshot(vault)));
    if (message !== undefined) {
      markSignedIn();
    }
    const failures = this.failuresOf(vaults);
    if (message !== undefined && failures.length === 0) {
      void showInformation(message);
    }
    void reportFailures(failures, argument);
    this.diagnostics.openAll();
  }

  /** Signing in may show a dialog. The progress can be canceled. */
  private async readInteractively(title: string, vaults: readonly VaultAddress[]): Promise<void> {
    this.readiness.forget(vaults);
    await withProgress(title, (token) =>
      this.keyVaults.listWithPending(vaults, { signal: abortSignal(token), refresh: true, interactive: true }),
    );
  }

  private failuresOf(vaults: readonly VaultAddress[]): readonly VaultFailure[] {
    return vaults.flatMap((vault) => this.keyVaults.snapshot(vault).failure ?? []);
  }
}

/** Reports to the user that there is nothing to read. */
async function noVault(): Promise<void> {
  const add = vscode.l10n.t('Add Key Vault…');
  if ((await showInformation(vscode.l10n.t('No key vault is configured. Add one first.'), add)) === add) {
    await vscode.commands.executeCommand(commands.addKeyVault);
  }
}

/** The vault may not exist, because its name is mistyped. */
function isDoubtful({ kind }: VaultFailure): boolean {
  return kind === 'offline' || kind === 'notFound' || kind === 'notAVault';
}

function confirmDoubtful(vault: VaultAddress, failure: VaultFailure): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Add {0} although it cannot be reached?', vault.name),
    detail: failureMessage(failure),
    yes: vscode.l10n.t('Add Anyway'),
  });
}

/** A row or link refers to one vault, a link or status item to one file and its vaults; otherwise all are meant. */
function scopeOf(argument: unknown): Scope {
  const vault = vaultIn(argument);
  if (vault !== undefined) {
    return { vaults: [vault], documents: [] };
  }
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
