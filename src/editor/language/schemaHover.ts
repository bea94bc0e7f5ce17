import * as vscode from 'vscode';
import { explain } from '../../cscfg/schema/explain';
import { serviceFiles, type CscfgDocuments } from '../cscfgDocuments';
import { rangeOf } from '../text';
import { explanationMarkdown } from './explanation';

/** What the element, attribute or value is for, as the schema has it. */
export class SchemaHover implements vscode.HoverProvider {
  constructor(private readonly documents: CscfgDocuments) {}

  register(): vscode.Disposable {
    return vscode.languages.registerHoverProvider(serviceFiles, this);
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const found = explain(this.documents.of(document), document.offsetAt(position));
    if (found === undefined) {
      return undefined;
    }
    const title = new vscode.MarkdownString().appendCodeblock(found.title, 'xml');
    const content = explanationMarkdown(found.lines, found.source);
    return new vscode.Hover([title, content], rangeOf(document, found.span));
  }
}
