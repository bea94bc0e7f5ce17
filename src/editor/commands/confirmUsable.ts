import * as vscode from 'vscode';
import { unusablePhrase, vaultName } from '../../certificate/verdictMessages';
import type { CertificateVersion } from '../../certificate/verdict';
import type { KeyVaults } from '../vaults/keyVaults';
import { confirm, withProgress } from '../notify';
import { within } from '../shared';

/** Milliseconds before progress is shown. */
const progressDelay = 400;

/** Confirms a certificate that a role cannot use. True also if it cannot be read: a diagnostic reports it later. */
export async function confirmUsable(keyVaults: KeyVaults, version: CertificateVersion): Promise<boolean> {
  const { certificate, vault } = version;
  const answer = await read(keyVaults, version);
  if ('kind' in answer || answer.unusable === undefined) {
    return true;
  }
  return confirm({
    question: vscode.l10n.t('{0} in {1} is unusable. Use it anyway?', certificate, vaultName(vault)),
    detail: vscode.l10n.t('A role cannot use this certificate: {0}.', unusablePhrase(answer.unusable)),
    yes: vscode.l10n.t('Use Anyway'),
  });
}

/** Shows progress if the request is slow. Rejects when the user cancels. */
async function read(keyVaults: KeyVaults, version: CertificateVersion): ReturnType<KeyVaults['details']> {
  const controller = new AbortController();
  const reading = keyVaults.details(version, { signal: controller.signal });
  return (
    (await within(progressDelay, reading, undefined)) ??
    withProgress(vscode.l10n.t('Reading {0}…', version.certificate), (token) => {
      token.onCancellationRequested(() => {
        controller.abort();
      });
      return reading;
    })
  );
}
