import * as vscode from 'vscode';
import type { RollOverSummary, SummaryLine } from '../../check/rollOver/summary';
import { groupBy } from '../../text/objects';
import { escapeMarkdown } from '../convert';

/** The summary of a roll-over as Markdown. */
export function summaryMarkdown({ changed, left, deployment }: RollOverSummary): string {
  const { configurations, certificates } = deployment;
  const sections = [
    `# ${vscode.l10n.t('Certificate roll-over')}`,
    ...section(vscode.l10n.t('Changed'), linesByFile(changed)),
    ...section(vscode.l10n.t('Found and not changed'), linesByFile(left)),
    ...section(
      vscode.l10n.t('To be deployed'),
      configurations.map(({ path, service }) =>
        service === undefined ? item(pathOf(path)) : item(vscode.l10n.t('{0} (service {1})', pathOf(path), service)),
      ),
    ),
    ...section(
      vscode.l10n.t('Certificates that osProfile.secrets must contain'),
      certificates.map(({ version, url, templates }) => {
        const name = url ?? vscode.l10n.t('{0}, whose version is unknown', version.certificate);
        return templates.length === 0
          ? item(vscode.l10n.t('{0}: no template of the workspace contains it', name))
          : item(vscode.l10n.t('{0}: in {1}', name, templates.map(pathOf).join(', ')));
      }),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.join('\n')];
}

function linesByFile(lines: readonly SummaryLine[]): readonly string[] {
  return [...groupBy(lines, ({ path }) => path)].flatMap(([path, own]) => [
    item(pathOf(path)),
    ...own.map(({ line, label, detail }) => `  ${item(vscode.l10n.t('Line {0}: {1}: {2}', line, label, detail))}`),
  ]);
}

/** Escapes what has a meaning within a line: names come from documents and vaults. The source stays readable. */
function item(text: string): string {
  return `- ${escapeMarkdown(text).replace(/\\([-.,:;"'()/#=+?%])/g, '$1')}`;
}

function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri, true));
}
