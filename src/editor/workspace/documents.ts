import * as vscode from 'vscode';
import { parseCscfg, type CscfgDocument } from '../../cscfg/document';

export const language = 'cscfg';
export const definitionLanguage = 'csdef';

/** The .cscfg and .csdef files. */
export const serviceFiles: readonly vscode.DocumentFilter[] = [{ language }, { language: definitionLanguage }];

/** A service file, open or not, as far as settings depend on it. */
export type FileIdentity = Pick<vscode.TextDocument, 'uri' | 'languageId'>;

/** The identity of a file that need not be open; `uri` has one of the extensions of service files. */
export function identityOf(uri: vscode.Uri): FileIdentity {
  return { uri, languageId: /\.csdef$/i.test(uri.path) ? definitionLanguage : language };
}

export function isCscfg(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document?.languageId === language;
}

export function isServiceFile(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && [language, definitionLanguage].includes(document.languageId);
}

/** False for the left side of a diff and for a previous revision: they get no diagnostics and no edits. */
export function isEditable(document: vscode.TextDocument): boolean {
  const { scheme } = document.uri;
  return document.isUntitled || scheme === 'file' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}

/** The open .cscfg and .csdef files as parsed documents, updated with every change. */
export class CscfgDocuments implements vscode.Disposable {
  private readonly parsed = new Map<string, { readonly version: number; readonly cscfg: CscfgDocument }>();
  private readonly subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument((event) => {
      this.follow(event);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => this.parsed.delete(document.uri.toString())),
  );

  of(document: vscode.TextDocument): CscfgDocument {
    const key = document.uri.toString();
    const known = this.parsed.get(key);
    if (known?.version === document.version) {
      return known.cscfg;
    }
    const cscfg = parseCscfg(document.getText());
    this.parsed.set(key, { version: document.version, cscfg });
    return cscfg;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.parsed.clear();
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const known = this.parsed.get(key);
    if (known === undefined || contentChanges.length === 0 || known.version === document.version) {
      return;
    }
    const cscfg = known.cscfg.edited(
      contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        end: rangeOffset + rangeLength,
        newText: text,
      })),
    );
    // A change of the end-of-line sequence reports inconsistent offsets, so the text is parsed again when needed.
    if (cscfg.text === document.getText()) {
      this.parsed.set(key, { version: document.version, cscfg });
    } else {
      this.parsed.delete(key);
    }
  }
}
