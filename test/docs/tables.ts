import type { Rule } from '../../src/cscfg/rules/rule';
import { resolved, type Command, type Manifest, type MenuItem, type Texts } from './manifest';

/** The README's tables by the name of their markers, in Markdown. */
export function tables(manifest: Manifest, texts: Texts, rules: readonly Rule[]): Readonly<Record<string, string>> {
  return {
    settings: settingsTable(manifest, texts),
    commands: commandsTable(manifest, texts),
    rules: rulesTable(rules),
  };
}

function settingsTable({ contributes }: Manifest, texts: Texts): string {
  const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
  const rows = settings
    .filter(([key]) => !key.startsWith(rulePrefix))
    .map(([key, setting]) => [
      `\`${key}\``,
      `\`${JSON.stringify(setting.default)}\``,
      resolved(setting.markdownDescription ?? setting.description ?? '', texts).replace(/`#([^#`]+)#`/g, '`$1`'),
    ]);
  return table(['Setting', 'Default', 'What it does'], rows);
}

/** Every rule has a setting with this name. */
export const rulePrefix = 'cscfg.rules.';

/** The commands of context menus and hovers need an argument: users do not type their names or bind keys to them. */
function commandsTable({ contributes: { commands, menus } }: Manifest, texts: Texts): string {
  const isHidden = ({ command }: Command): boolean =>
    menus['commandPalette']?.some((item) => item.command === command && item.when === 'false') === true;
  const rows = commands
    .filter((command) => !isHidden(command))
    .map((command) => [
      resolved(command.title, texts),
      ['Command Palette', ...places(command, menus)].join(', '),
      `\`${command.command}\``,
    ]);
  return table(['Command', 'Where', 'Id'], rows);
}

function places({ command }: Command, menus: Readonly<Record<string, readonly MenuItem[]>>): readonly string[] {
  const names = { 'view/title': 'view title', 'view/item/context': 'tree', 'editor/context': 'editor' };
  return Object.entries(names)
    .filter(([menu]) => menus[menu]?.some((item) => item.command === command) === true)
    .map(([, name]) => name);
}

function rulesTable(rules: readonly Rule[]): string {
  const rows = rules.map(({ code, severity, summary, remedy }) => [
    `[\`${code}\`](docs/rules.md#${code})`,
    severity,
    summary,
    remedy === '' ? '–' : remedy,
  ]);
  return table(['Rule', 'Severity', 'When', 'Fix'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}
