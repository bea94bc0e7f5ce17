import * as vscode from 'vscode';
import { explain } from '../../cscfg/schema/documentation';
import type { Source } from '../../cscfg/schema/types';
import { escapeMarkdown, rangeOf } from '../convert';
import { type CscfgDocuments, serviceFiles } from '../workspace/documents';

export function explanationMarkdown(lines: readonly string[], source: Source | undefined): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.supportHtml = false;
  markdown.appendMarkdown(lines.map((line) => escapeMarkdown(line)).join('\n\n'));
  if (source !== undefined) {
    const name = escapeMarkdown(source.name);
    markdown.appendMarkdown(`\n\n${source.url === undefined ? name : `[${name}](${source.url})`}`);
  }
  return markdown;
}

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
