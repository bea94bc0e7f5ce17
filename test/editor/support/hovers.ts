import * as vscode from 'vscode';
import { until } from './until';

export interface CommandLink {
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

/** The hover of the extension as a reader sees it, and the commands of its links. */
export interface SeenHover {
  readonly markdown: vscode.MarkdownString;
  readonly range: vscode.Range | undefined;
  readonly lines: readonly string[];
  readonly links: readonly CommandLink[];
}

export async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<SeenHover | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  for (const { contents, range } of hovers) {
    const markdown = contents.find((content) => content instanceof vscode.MarkdownString);
    if (markdown?.value.includes('command:cscfg.') === true) {
      return { markdown, range, lines: linesOf(markdown), links: linksOf(markdown) };
    }
  }
  return undefined;
}

/**
 * The hover on the name of the entry, as soon as its first line matches: it depends on what has been read. On a
 * thumbprint with a finding, VS Code shows that line itself.
 */
export async function hoverThatSays(
  document: vscode.TextDocument,
  position: vscode.Position,
  start: string,
): Promise<SeenHover> {
  const name = nameBefore(document, position);
  const hover = await until(
    `The hover says ${start}…`,
    () => hoverAt(document, name),
    (one) => one?.lines[0]?.startsWith(start) === true,
  );
  if (hover === undefined) {
    throw new Error('There is no hover.');
  }
  return hover;
}

export function nameBefore(document: vscode.TextDocument, position: vscode.Position): vscode.Position {
  const start = document.getText().lastIndexOf('<Certificate ', document.offsetAt(position));
  return document.positionAt(start + '<Certificate '.length);
}

/** The lines without links, emphasis and escapes. */
function linesOf({ value }: vscode.MarkdownString): readonly string[] {
  return value
    .split(/\s*\n+/)
    .filter((line) => line !== '' && !line.includes('](command:'))
    .map((line) => line.replace(/(?<!\\)\*+/g, '').replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

export function linksOf({ value }: vscode.MarkdownString): readonly CommandLink[] {
  return [...value.matchAll(/\[((?:[^\]\\]|\\.)+)\]\(command:([\w.]+)(?:\?([^)]*))?\)/g)].map(
    ([, title = '', command = '', query]) => ({
      title,
      command,
      args: query === undefined ? [] : (JSON.parse(decodeURIComponent(query)) as readonly unknown[]),
    }),
  );
}

export function follow({ links }: SeenHover, title: string): Thenable<unknown> {
  const link = links.find((one) => one.title === title);
  if (link === undefined) {
    throw new Error(`The hover has no link ${title}, but ${links.map((one) => one.title).join(', ')}.`);
  }
  return vscode.commands.executeCommand(link.command, ...link.args);
}
