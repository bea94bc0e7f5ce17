import * as vscode from 'vscode';
import { proposedCertificateName } from '../../certificate/certificateRequest';
import type { CertificateVersion } from '../../certificate/verdict';
import type { VaultAddress } from '../../vault/address';
import { importFailureMessage, isDeletedName } from '../../vault/write/messages';
import { versionIn } from '../commands/arguments';
import { command } from '../commands/command';
import { commands } from '../commands/ids';
import { abortSignal } from '../convert';
import { confirm, showWarning, withProgress } from '../notify';
import type { KeyVaults } from '../vaults/keyVaults';
import { chooseFile, fileFacts, readFile, type ImportableFile } from './certificateFile';
import { chooseName, existing, newVersion } from './chooseName';
import { chooseVault } from './chooseVault';
import type { Afterwards } from './afterwards';

/** Registers the command that imports a PFX file as a new certificate or a new version. */
export function registerImportCertificate(
  keyVaults: KeyVaults,
  afterwards: Afterwards,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return command(log, commands.importCertificate, async (argument) => {
    const vault = await chooseVault(argument, vscode.l10n.t('Select the key vault for the certificate'));
    const uri = vault && (await chooseFile(argument));
    const file = uri && (await readFile(uri, Date.now()));
    if (vault === undefined || file === undefined) {
      return;
    }
    try {
      await new Importing(keyVaults, afterwards, vault, file).run(versionIn(argument)?.certificate);
    } finally {
      file.bytes.fill(0);
    }
  });
}

class Importing {
  constructor(
    private readonly keyVaults: KeyVaults,
    private readonly afterwards: Afterwards,
    private readonly vault: VaultAddress,
    private readonly file: ImportableFile,
  ) {}

  /** `given`: the certificate that gets the new version. */
  async run(given: string | undefined): Promise<void> {
    await this.readVault();
    const name = given ?? (await this.askName(proposedCertificateName(this.file.contents.certificate.subject)));
    if (name !== undefined) {
      await this.importAs(name);
    }
  }

  /** Cancelling the progress cancels the command. */
  private async readVault(): Promise<void> {
    await withProgress(vscode.l10n.t('Reading {0}…', this.vault.name), (token) =>
      this.keyVaults.list([this.vault], { signal: abortSignal(token), interactive: true }),
    );
  }

  private askName(value: string): Promise<string | undefined> {
    const title = vscode.l10n.t('Import {0} into {1}', this.file.name, this.vault.name);
    return chooseName(this.keyVaults.snapshot(this.vault), { title, value });
  }

  private async importAs(name: string): Promise<void> {
    const before = existing(this.keyVaults.snapshot(this.vault), name);
    if (!(await this.isConfirmed(name, before))) {
      return;
    }
    const { bytes: pfx, password, contents } = this.file;
    const request = { certificate: name, pfx, password, thumbprint: contents.certificate.thumbprint };
    const result = await withProgress(vscode.l10n.t('Importing {0} into {1}…', name, this.vault.name), (token) =>
      this.keyVaults.importCertificate(this.vault, request, { signal: abortSignal(token), interactive: true }),
    );
    if (result.state === 'imported') {
      const text = vscode.l10n.t('Imported {0} into {1}.', name, this.vault.name);
      this.afterwards.offer(text, result.version, before);
    } else if (isDeletedName(result.failure)) {
      await this.offerRecovery(name, importFailureMessage(name, result.failure, false));
    } else if (result.failure.kind === 'cancelled' && !result.isUnknown) {
      throw new vscode.CancellationError();
    } else {
      throw new Error(importFailureMessage(name, result.failure, result.isUnknown));
    }
  }

  private isConfirmed(name: string, before: CertificateVersion | undefined): Promise<boolean> {
    const facts = fileFacts(this.file.contents, Date.now());
    return confirm({
      question: vscode.l10n.t('Import {0} into {1}?', name, this.vault.name),
      detail: [...(before === undefined ? [] : [newVersion(before), '']), ...facts].join('\n'),
      yes: vscode.l10n.t('Import'),
    });
  }

  private async offerRecovery(name: string, text: string): Promise<void> {
    const recover = vscode.l10n.t('Recover and Add Version');
    const another = vscode.l10n.t('Choose Another Name');
    const chosen = await showWarning(text, recover, another);
    if (chosen === recover) {
      await this.afterwards.recover({ vault: this.vault.url, certificate: name, thumbprint: '', enabled: true });
      await this.importAs(name);
    } else if (chosen === another) {
      const other = await this.askName(`${name}-2`);
      if (other !== undefined) {
        await this.importAs(other);
      }
    }
  }
}
