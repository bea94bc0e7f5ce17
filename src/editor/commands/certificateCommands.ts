import * as vscode from 'vscode';
import { certificateElement } from '../../cscfg/certificateEdits';
import type { CertificateVersion } from '../../certificate/verdict';
import type { CertificateDetails } from '../../vault/snapshot/snapshot';
import { failureMessage } from '../../vault/failureMessages';
import { portalUrl } from '../../vault/identifiers';
import { rowsIn, thumbprintIn, vaultIn, versionIn, versionsIn } from './arguments';
import { commands } from './ids';
import type { KeyVaults } from '../vaults/keyVaults';
import { withProgress } from '../notify';
import { abortSignal } from '../convert';
import { command } from './command';

/** `focusedRows`: the rows of the tree, for a key, which has no argument. */
export function registerCertificateCommands(
  keyVaults: KeyVaults,
  focusedRows: () => Promise<readonly unknown[]>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  /** Copies a line for each row. */
  const copying = (
    id: string,
    textOf: (version: CertificateVersion) => Promise<string>,
    done: (count: number) => string,
  ): vscode.Disposable =>
    command(log, id, async (argument, selected) => {
      await copyLines(await Promise.all(versionsIn(rowsIn(argument, selected)).map(textOf)), done);
    });
  return vscode.Disposable.from(
    command(log, commands.copyThumbprint, async (argument, selected) => {
      const rows = argument === undefined ? await focusedRows() : rowsIn(argument, selected);
      await copyLines(
        rows.flatMap((row) => thumbprintIn(row) ?? []),
        (count) =>
          count === 1 ? vscode.l10n.t('Copied the thumbprint') : vscode.l10n.t('Copied {0} thumbprints', count),
      );
    }),
    copying(
      commands.copyElement,
      ({ certificate, thumbprint }) => Promise.resolve(certificateElement({ name: certificate, thumbprint })),
      (count) =>
        count === 1
          ? vscode.l10n.t('Copied the certificate element')
          : vscode.l10n.t('Copied {0} certificate elements', count),
    ),
    copying(
      commands.copyCertificateIdentifier,
      async (version) => (await detailsOf(keyVaults, version)).certificateId,
      (count) =>
        count === 1
          ? vscode.l10n.t('Copied the certificate identifier')
          : vscode.l10n.t('Copied {0} certificate identifiers', count),
    ),
    copying(
      commands.copySecretIdentifier,
      async (version) => (await detailsOf(keyVaults, version)).secretId,
      (count) =>
        count === 1
          ? vscode.l10n.t('Copied the secret identifier')
          : vscode.l10n.t('Copied {0} secret identifiers', count),
    ),
    command(log, commands.openInPortal, async (argument) => {
      const thing = versionIn(argument) ?? vaultIn(argument);
      if (thing !== undefined) {
        // As a string: a Uri would encode the slashes of the fragment, and the portal would not recognize it.
        await vscode.commands.executeCommand('vscode.open', portalUrl(thing));
      }
    }),
  );
}

/** Each line once: a row and the row of its version have the same thumbprint. */
async function copyLines(lines: readonly string[], done: (count: number) => string): Promise<void> {
  const distinct = [...new Set(lines)];
  if (distinct.length > 0) {
    await copy(distinct.join('\n'), done(distinct.length));
  }
}

export async function copy(text: string, confirmation: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(confirmation, 3000);
}

/** The identifiers contain the version, which the list response does not. Throws the failure message. */
async function detailsOf(keyVaults: KeyVaults, version: CertificateVersion): Promise<CertificateDetails> {
  return withProgress(vscode.l10n.t('Reading {0}…', version.certificate), async (token) => {
    const answer = await keyVaults.details(version, { signal: abortSignal(token), interactive: true });
    if ('kind' in answer) {
      throw new Error(failureMessage(answer));
    }
    return answer;
  });
}
