import * as vscode from 'vscode';
import { certificateElement } from '../../cscfg/certificateEdits';
import type { CertificateVersion } from '../../certificate/verdict';
import type { CertificateDetails } from '../../vault/snapshot/snapshot';
import { failureMessage } from '../../vault/failureMessages';
import { portalUrl } from '../../vault/identifiers';
import { thumbprintIn, vaultIn, versionIn } from './arguments';
import { commands } from './ids';
import type { KeyVaults } from '../vaults/keyVaults';
import { withProgress } from '../notify';
import { abortSignal } from '../convert';
import { command } from './command';

/** `focusedRow`: the row of the tree, for a key, which has no argument. */
export function registerCertificateCommands(
  keyVaults: KeyVaults,
  focusedRow: () => Promise<unknown>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const on = (id: string, run: (version: CertificateVersion) => Promise<void>): vscode.Disposable =>
    command(log, id, async (argument) => {
      const version = versionIn(argument);
      if (version !== undefined) {
        await run(version);
      }
    });
  return vscode.Disposable.from(
    command(log, commands.copyThumbprint, async (argument) => {
      const thumbprint = thumbprintIn(argument ?? (await focusedRow()));
      if (thumbprint !== undefined) {
        await copy(thumbprint, vscode.l10n.t('Copied the thumbprint'));
      }
    }),
    on(commands.copyElement, ({ certificate, thumbprint }) =>
      copy(certificateElement({ name: certificate, thumbprint }), vscode.l10n.t('Copied the certificate element')),
    ),
    on(commands.copyCertificateIdentifier, async (version) => {
      const { certificateId } = await detailsOf(keyVaults, version);
      await copy(certificateId, vscode.l10n.t('Copied the certificate identifier'));
    }),
    on(commands.copySecretIdentifier, async (version) => {
      const { secretId } = await detailsOf(keyVaults, version);
      await copy(secretId, vscode.l10n.t('Copied the secret identifier'));
    }),
    command(log, commands.openInPortal, async (argument) => {
      const thing = versionIn(argument) ?? vaultIn(argument);
      if (thing !== undefined) {
        // As a string: a Uri would encode the slashes of the fragment, and the portal would not recognize it.
        await vscode.commands.executeCommand('vscode.open', portalUrl(thing));
      }
    }),
  );
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
