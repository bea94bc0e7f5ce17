import * as vscode from 'vscode';
import { certificatesInFile, thumbprintOf } from '../../certificate/der';
import type { CertificateVersion, Thumbprint } from '../../certificate/verdict';
import { decodeText } from '../../text/decode';
import { nameOf } from '../../text/paths';
import { fileProblemMessage } from '../../vault/pfx/problems';
import { loadPfxBundle } from '../vaults/pfxBundle';
import { abortSignal } from '../convert';
import { bytesOf } from '../workspace/findServiceFiles';
import type { TransferredCertificate } from './transferred';

/** The MIME types under which files arrive: from the Explorer and other views, and from outside of VS Code. */
export const fileMimes = ['text/uri-list', 'files'] as const;

/** Certificates have a few kilobytes, and a file of certificate authorities has some hundred. */
const mostBytes = 1024 * 1024;

const extension = /\.(?:cer|crt|der|pem|pfx|p12)$/i;
export const pfxExtension = /\.(?:pfx|p12)$/i;

interface CertificateFile {
  readonly name: string;
  readonly read: () => Promise<Uint8Array | undefined>;
}

/**
 * The certificates in the dropped or pasted files that contain one: of a chain, the one that the others issued. `known`:
 * the versions in the vaults, whose names are better than those of files. Asks for the passwords of PFX files, and
 * rejects if the user cancels or a PFX file cannot be used. Other files that cannot be read have no certificate.
 */
export async function certificatesOfFiles(
  dataTransfer: vscode.DataTransfer,
  known: readonly CertificateVersion[],
  token: vscode.CancellationToken,
): Promise<readonly TransferredCertificate[]> {
  const files = (await filesIn(dataTransfer)).filter(({ name }) => extension.test(name));
  const found: TransferredCertificate[] = [];
  for (const file of files) {
    const certificate = await certificateOf(file, known, token);
    if (certificate !== undefined) {
      found.push(certificate);
    }
  }
  return token.isCancellationRequested ? [] : found;
}

async function filesIn(dataTransfer: vscode.DataTransfer): Promise<readonly CertificateFile[]> {
  const listed = (await listedFiles(dataTransfer)).map((uri) => ({
    name: nameOf(uri.path),
    read: () => readable(uri),
  }));
  const outside = [...dataTransfer].flatMap(([, item]): readonly CertificateFile[] => {
    const file = item.asFile();
    return file === undefined ? [] : [{ name: file.name, read: async () => withinLimit(await file.data()) }];
  });
  // The list also contains the files from outside, where VS Code can read them.
  return listed.length > 0 ? listed : outside;
}

/** The files whose addresses are known. */
export async function listedFiles(dataTransfer: vscode.DataTransfer): Promise<readonly vscode.Uri[]> {
  const lines = ((await dataTransfer.get('text/uri-list')?.asString()) ?? '').split(/\r?\n/).map((line) => line.trim());
  return (
    lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => vscode.Uri.parse(line))
      // Undefined for schemes without files, such as https.
      .filter(({ scheme }) => vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined)
  );
}

/** Undefined if the file does not exist, is not a regular one, or is too large. */
async function readable(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await bytesOf(uri, mostBytes);
  } catch {
    return undefined;
  }
}

function withinLimit(bytes: Uint8Array): Uint8Array | undefined {
  return bytes.length > mostBytes ? undefined : bytes;
}

async function certificateOf(
  { name, read }: CertificateFile,
  known: readonly CertificateVersion[],
  token: vscode.CancellationToken,
): Promise<TransferredCertificate | undefined> {
  const bytes = await read();
  if (bytes === undefined) {
    return undefined;
  }
  const thumbprint = pfxExtension.test(name) ? await thumbprintInPfx(name, bytes, token) : await thumbprintIn(bytes);
  const version = known.find((one) => one.thumbprint === thumbprint);
  if (thumbprint === undefined) {
    return undefined;
  }
  return version === undefined
    ? { name: name.replace(extension, ''), thumbprint }
    : { name: version.certificate, thumbprint, version };
}

async function thumbprintIn(bytes: Uint8Array): Promise<Thumbprint | undefined> {
  const text = decodeText(bytes);
  const [certificate] = certificatesInFile(bytes, text.ok ? text.text : undefined);
  return certificate === undefined ? undefined : thumbprintOf(certificate);
}

/** Asks for the password, again after a wrong one. Neither it nor the key is kept. */
async function thumbprintInPfx(
  name: string,
  bytes: Uint8Array,
  token: vscode.CancellationToken,
): Promise<Thumbprint | undefined> {
  const { readCertificateFile } = await loadPfxBundle();
  let prompt: string | undefined;
  for (;;) {
    const password = await vscode.window.showInputBox(
      {
        title: vscode.l10n.t('Password of {0}', name),
        prompt: prompt ?? vscode.l10n.t('Leave it empty if the file has no password. The password is not stored.'),
        password: true,
        ignoreFocusOut: true,
      },
      token,
    );
    if (password === undefined) {
      throw new vscode.CancellationError();
    }
    const reading = await readCertificateFile(bytes, password, abortSignal(token));
    if (reading.ok) {
      return reading.file.certificate.thumbprint;
    }
    prompt = fileProblemMessage(name, reading.problem);
    if (reading.problem !== 'wrongPassword') {
      throw new Error(prompt);
    }
  }
}
