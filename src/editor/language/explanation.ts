import * as vscode from 'vscode';
import type { Source } from '../../cscfg/schema/sources';
import type { Message } from '../../cscfg/text/message';
import { escapeMarkdown } from '../markdown';
import { say } from '../text';

/** Sentences of the schema as Markdown, with a link to the page that states them. */
export function explanationMarkdown(lines: readonly Message[], source: Source | undefined): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.supportHtml = false;
  markdown.appendMarkdown(lines.map((line) => escapeMarkdown(say(line))).join('\n\n'));
  if (source !== undefined) {
    const name = escapeMarkdown(source.name);
    markdown.appendMarkdown(`\n\n${source.url === undefined ? name : `[${name}](${source.url})`}`);
  }
  return markdown;
}
