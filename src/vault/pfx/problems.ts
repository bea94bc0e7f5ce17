import * as l10n from '@vscode/l10n';
import type { FileProblem } from './certificateFile';

/** Why a certificate file cannot be used, and what to do about it. `name` is the name of the file. */
export function fileProblemMessage(name: string, problem: FileProblem): string {
  switch (problem) {
    case 'broken':
      return l10n.t(
        '{0} is not a complete certificate file, or it was changed after it was written. Export the certificate again as a .pfx file.',
        name,
      );
    case 'wrongPassword':
      return l10n.t('The password does not open {0}.', name);
    case 'unsupported':
      return l10n.t(
        '{0} uses an encryption that this extension cannot read. Export the certificate again with AES-256 and SHA-256.',
        name,
      );
    case 'noCertificateOfKey':
      return l10n.t(
        '{0} contains a private key, but not its certificate. Export the certificate again together with its private key.',
        name,
      );
    case 'noCertificate':
      return l10n.t('{0} contains no certificate. Export the certificate again together with its private key.', name);
    case 'severalKeys':
      return l10n.t(
        '{0} contains more than one private key. Export each certificate to a separate file, with its private key.',
        name,
      );
  }
}
