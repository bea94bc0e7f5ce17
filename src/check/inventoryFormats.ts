import { escapeInvisible, escapeInvisibleInJson } from '../text/invisible';
import type { InventoryRow } from './inventory';

const columns = [
  'service',
  'configuration',
  'role',
  'name',
  'store',
  'thumbprint',
  'certificate',
  'vault',
  'version',
  'expires',
  'days',
  'verdict',
  'inOsProfile',
  'line',
  'column',
] as const satisfies readonly (keyof InventoryRow)[];

/** Described in docs/inventory.md. An incompatible change increases `version`. */
export function inventoryJson(rows: readonly InventoryRow[]): string {
  const certificates = rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  return `${escapeInvisibleInJson(JSON.stringify({ version: 1, certificates }, undefined, 2))}\n`;
}

/**
 * RFC 4180: a header, then one line for each row, with CRLF. An unknown value is empty. Invisible characters, including
 * line breaks in values, are escaped: they could control a terminal or hide text.
 */
export function inventoryCsv(rows: readonly InventoryRow[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  return typeof value === 'string' ? quoted(withoutFormula(escapeInvisible(value))) : String(value ?? '');
}

/**
 * Spreadsheets evaluate text that starts like a formula, and these texts come from files and vaults. Source:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^\s*[=+\-@＝＋－＠]/;

function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
