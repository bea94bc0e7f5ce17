import * as vscode from 'vscode';

/** Where vaults are kept between sessions: undefined where this extension's storage is no folder on a disk. */
export function cacheFolder({ globalStorageUri }: vscode.ExtensionContext): string | undefined {
  return globalStorageUri.scheme === 'file' ? vscode.Uri.joinPath(globalStorageUri, 'vaults').fsPath : undefined;
}
