import * as vscode from 'vscode';
import type { CertificateFile, FileCertificate } from '../../vault/pfx/certificateFile';
import { fileProblemMessage } from '../../vault/pfx/problems';
import { withProgressIfSlow } from '../notify';
import { loadPfxBundle } from '../vaults/pfxBundle';

/** A file that can be imported. `bytes` and `password` are secret; the caller clears the bytes. */
export interface ImportableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password: string;
  readonly contents: CertificateFile;
}

/** More than any chain needs, in bytes. */
const largest = 1_000_000;

/** Asks for a PFX file, if the argument names none. Undefined when the user cancels. */
export async function chooseFile(argument: unknown): Promise<vscode.Uri | undefined> {
  const given: unknown =
    typeof argument === 'object' && argument !== null && 'uri' in argument ? argument.uri : undefined;
  if (typeof given === 'string') {
    return vscode.Uri.parse(given, true);
  }
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Certificate'),
    openLabel: vscode.l10n.t('Import'),
    filters: {
      [vscode.l10n.t('Certificates with their private keys')]: ['pfx', 'p12'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
  return files?.[0];
}

/**
 * Reads the file, and asks for its password until it opens the file. Undefined when the user cancels. Throws a message
 * without the password if the file cannot be imported.
 */
export async function readFile(uri: vscode.Uri, now: number): Promise<ImportableFile | undefined> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if ((await vscode.workspace.fs.stat(uri)).size > largest) {
    throw new Error(fileProblemMessage(name, 'broken'));
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  try {
    const file = await open(name, bytes);
    const problem = file && importProblem(name, file.contents, now);
    if (problem !== undefined) {
      throw new Error(problem);
    }
    if (file === undefined) {
      bytes.fill(0);
    }
    return file;
  } catch (error) {
    bytes.fill(0);
    throw error;
  }
}

async function open(name: string, bytes: Uint8Array): Promise<ImportableFile | undefined> {
  const { readCertificateFile } = await loadPfxBundle();
  // Many files have no password.
  let password: string | undefined = '';
  let isRetry = false;
  for (;;) {
    const candidate = password;
    const reading = await withProgressIfSlow(vscode.l10n.t('Reading {0}…', name), (signal) =>
      readCertificateFile(bytes, candidate, signal),
    );
    if (reading.ok) {
      return { name, bytes, password, contents: reading.file };
    }
    if (reading.problem !== 'wrongPassword') {
      throw new Error(fileProblemMessage(name, reading.problem));
    }
    password = await askPassword(name, isRetry);
    isRetry = true;
    if (password === undefined) {
      return undefined;
    }
  }
}

function askPassword(name: string, isRetry: boolean): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Password of {0}', name),
    prompt: isRetry
      ? vscode.l10n.t('This password does not open the file. Enter the password that was set when it was exported.')
      : vscode.l10n.t('The password is used to open the file and to import it. It is not stored.'),
    password: true,
    ignoreFocusOut: true,
  });
}

/** Why a role could not receive the certificate if it were imported, and what to do about it. */
function importProblem(name: string, file: CertificateFile, now: number): string | undefined {
  if (file.format === 'pem' && file.hasKey) {
    return vscode.l10n.t(
      '{0} is a PEM file. Roles can receive only PKCS #12. Convert it with "openssl pkcs12 -export -in {0} -out certificate.pfx", and import the result.',
      name,
    );
  }
  if (!file.hasKey) {
    return vscode.l10n.t(
      '{0} contains no private key. Export the certificate again together with its private key. If the export does not offer the key, the key is not exportable: export the certificate from the computer where it was created, or request a new one.',
      name,
    );
  }
  if (file.certificate.expires <= now) {
    return vscode.l10n.t(
      'The certificate in {0} expired on {1}. Import a certificate that is still valid.',
      name,
      dateOf(file.certificate.expires),
    );
  }
  return undefined;
}

/** What the user sees before the import: the contents of the file, and what is unusual about them. */
export function fileFacts({ certificate, chain }: CertificateFile, now: number): readonly string[] {
  const names = certificate.dnsNames.join(', ');
  return [
    vscode.l10n.t('Subject: {0}', certificate.subject),
    ...(names === '' ? [] : [vscode.l10n.t('DNS names: {0}', names)]),
    vscode.l10n.t('Issuer: {0}', certificate.issuer),
    vscode.l10n.t('Valid: {0} to {1}', dateOf(certificate.notBefore), dateOf(certificate.expires)),
    vscode.l10n.t('Key: {0}', certificate.key),
    vscode.l10n.t('Thumbprint: {0}', certificate.thumbprint),
    ...(chain.length === 0 ? [] : [vscode.l10n.t('Chain: {0}', chain.map(({ subject }) => subject).join(' → '))]),
    ...warnings(certificate, chain, now),
  ];
}

/** Source of the key length: CA/Browser Forum, Baseline Requirements, section 6.1.5. */
function warnings(certificate: FileCertificate, chain: readonly FileCertificate[], now: number): readonly string[] {
  const { rsaBits = 2048, notBefore, weakSignature, selfSigned, issuedByRoot, issuer } = certificate;
  const lacksIssuer = !selfSigned && !issuedByRoot && !chain.some(({ subject }) => subject === issuer);
  return [
    ...(rsaBits < 2048 ? [vscode.l10n.t('Warning: the key has only {0} bits. Clients may refuse it.', rsaBits)] : []),
    ...(weakSignature === undefined
      ? []
      : [vscode.l10n.t('Warning: the signature uses {0}. Clients may refuse it.', weakSignature)]),
    ...(notBefore > now ? [vscode.l10n.t('Warning: the certificate is not valid yet.')] : []),
    ...(lacksIssuer
      ? [
          vscode.l10n.t(
            'Warning: the file does not contain the certificate of the issuer. Clients may not trust the role.',
          ),
        ]
      : []),
  ];
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
