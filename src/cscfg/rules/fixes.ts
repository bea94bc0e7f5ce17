import { replaceThumbprint } from '../edits/replaceThumbprint';
import type { CscfgDocument } from '../document';
import type { CertificateEntry } from '../model/serviceConfiguration';
import { message, type Message } from '../text/message';
import type { TextEdit } from '../text/span';
import type { CertificateVersion } from '../verdict';
import { vaultName } from '../words';
import type { ChooseFix, TextFix, VaultFix } from './rule';

/** A fix that writes; it needs no judgement (`automatic`) only where it says so. */
export function textFix(
  title: Message,
  edits: readonly TextEdit[],
  {
    preferred = false,
    automatic = false,
    reveals = false,
  }: Partial<Pick<TextFix, 'preferred' | 'automatic' | 'reveals'>> = {},
): TextFix {
  return { kind: 'edit', title, edits, preferred, automatic, ...(reveals ? { reveals } : {}) };
}

export function chooseFix(entry: CertificateEntry): ChooseFix {
  return { kind: 'choose', title: message('Choose from Key Vault…'), entry };
}

/** Has the vault mend it: nothing is wrong with the file. */
export function vaultFix(action: VaultFix['action'], version: CertificateVersion): VaultFix {
  const { certificate, vault } = version;
  const title =
    action === 'enable'
      ? message('Enable {0} in {1}…', certificate, vaultName(vault))
      : message('Recover {0} in {1}…', certificate, vaultName(vault));
  return { kind: 'vault', title, action, version };
}

/** Gives the entry the version's thumbprint. */
export function takeVersion(
  title: Message,
  document: CscfgDocument,
  entry: CertificateEntry,
  version: CertificateVersion,
  preferred: boolean,
): TextFix {
  return { ...textFix(title, replaceThumbprint(document, entry, version.thumbprint), { preferred }), version };
}
