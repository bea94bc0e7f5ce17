import * as vscode from 'vscode';
import { parseCscfg, type CscfgDocument } from '../../cscfg/document';

export const language = 'cscfg';
export const definitionLanguage = 'csdef';

export const serviceFiles: readonly vscode.DocumentFilter[] = [{ language }, { language: definitionLanguage }];

/** Settings depend only on this; the file need not be open. */
export type FileIdentity = Pick<vscode.TextDocument, 'uri' | 'languageId'>;

/** `uri` has one of the extensions of service files. */
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

/** Parsed, and updated with every change. */
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
