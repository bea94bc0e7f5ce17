import * as vscode from 'vscode';
import { parseCscfg, type CscfgDocument } from '../../cscfg/document';
import { decodeText, mostBytes } from '../../cscfg/text/decode';
import type { CscfgDocuments } from '../cscfgDocuments';

/** The texts of a service's files. What is open in an editor wins over the disk, which is read once until it changes. */
export class FileTexts {
  private readonly onDisk = new Map<string, CscfgDocument | undefined>();
  private readonly reading = new Map<string, Promise<void>>();

  constructor(
    private readonly documents: CscfgDocuments,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The text as it is known now; undefined where it was not read yet or cannot be. */
  of(uri: vscode.Uri): CscfgDocument | undefined {
    const open = openDocument(uri);
    return open === undefined ? this.onDisk.get(uri.toString()) : this.documents.of(open);
  }

  /** Whether there is nothing to wait for. */
  isKnown(uri: vscode.Uri): boolean {
    return this.onDisk.has(uri.toString()) || openDocument(uri) !== undefined;
  }

  /** Reads the file from the disk, where that is not under way. What was known before stays until it is read. */
  read(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const reading = this.reading.get(key) ?? this.readNow(uri).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  forget(uri: vscode.Uri): void {
    this.onDisk.delete(uri.toString());
  }

  private async readNow(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    try {
      const { type, size } = await vscode.workspace.fs.stat(uri);
      // A pipe or a device may never end.
      if ((type & vscode.FileType.File) === 0 || size > mostBytes) {
        throw new Error('Not a regular file, or too large.');
      }
      const decoded = decodeText(await vscode.workspace.fs.readFile(uri));
      this.onDisk.set(key, decoded.ok ? parseCscfg(decoded.text) : undefined);
    } catch (error) {
      this.onDisk.set(key, undefined);
      this.log.debug(`${uri.toString(true)}: ${String(error)}`);
    }
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}
