import * as vscode from 'vscode';
import { certificateNameProblem } from '../../certificate/certificateRequest';
import type { CertificateVersion } from '../../certificate/verdict';
import { expiryPhrase } from '../../certificate/verdictMessages';
import { certificateKey } from '../../vault/snapshot/inventory';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';

/** The newest version of the certificate with this name, in any case. */
export function existing({ newest }: VaultSnapshot, name: string): CertificateVersion | undefined {
  return [...newest.values()].find((one) => certificateKey(one.certificate) === certificateKey(name));
}

/** Asks for the name of a certificate in the vault, and says which names exist. Undefined when the user cancels. */
export async function chooseName(
  snapshot: VaultSnapshot,
  options: { readonly title: string; readonly value: string },
): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    ...options,
    prompt: vscode.l10n.t('Enter the name of the certificate in Key Vault.'),
    ignoreFocusOut: true,
    validateInput: (typed) => remarkOn(snapshot, typed.trim()),
  });
  return name?.trim();
}

function remarkOn(snapshot: VaultSnapshot, name: string): string | vscode.InputBoxValidationMessage | undefined {
  const { deleted } = snapshot;
  const problem = certificateNameProblem(name);
  const isDeleted =
    deleted.state === 'listed' &&
    deleted.certificates.some(({ certificate }) => certificateKey(certificate) === certificateKey(name));
  if (problem !== undefined || isDeleted) {
    return (
      problem ??
      information(vscode.l10n.t('A deleted certificate has this name. It can be recovered in the next step.'))
    );
  }
  const before = existing(snapshot, name);
  return before && information(newVersion(before));
}

/** That an existing certificate gets a new version, and when the current one expires. */
export function newVersion({ certificate, expires }: CertificateVersion): string {
  return expires === undefined
    ? vscode.l10n.t('{0} exists and gets a new version.', certificate)
    : vscode.l10n.t(
        '{0} exists and gets a new version. Current version: {1}.',
        certificate,
        expiryPhrase(expires, Date.now()),
      );
}

function information(message: string): vscode.InputBoxValidationMessage {
  return { message, severity: vscode.InputBoxValidationSeverity.Info };
}
