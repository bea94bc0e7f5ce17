import type { Severity } from '../../cscfg/rules/rule';
import { reasonsLine } from '../../deployment/notChecked';
import { escapeInvisible } from '../../text/invisible';
import type { Report, ReportedFile, ReportedVault } from './report';

export interface TextOptions {
  readonly colours: boolean;
  readonly offline: boolean;
}

type Colour = 'red' | 'yellow' | 'blue' | 'grey';
type Paint = (colour: Colour, text: string) => string;

/** Source: ECMA-48, "Select graphic rendition". */
const codes: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, blue: 34, grey: 90 };
const colourOf: Readonly<Record<Severity, Colour>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'grey',
};

/** The text report: findings by file, what could not be checked in deployment files, vaults, summary. Untrusted text is escaped. */
export function formatText(report: Report, { colours, offline }: TextOptions): string {
  const paint: Paint = (colour, text) => (colours ? `\u001b[${String(codes[colour])}m${text}\u001b[39m` : text);
  const unverified = unverifiedIn(report);
  const sections = [
    ...report.files.map((file) => findingLines(file, paint)),
    report.files.flatMap(notCheckedLine),
    report.vaults.map((vault) => vaultLine(vault, paint)),
    unverified > 0 && report.vaults.length === 0 ? [noVaultRead(offline)] : [],
    [summaryLine(report, unverified)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

/** `path:line:column severity code message`, one-based, so that terminals create a link. */
function findingLines({ path, findings }: ReportedFile, paint: Paint): readonly string[] {
  return findings.map(({ code, severity, message, range: { start } }) => {
    const place = `${escapeInvisible(path)}:${String(start.line + 1)}:${String(start.character + 1)}`;
    return `${place} ${paint(colourOf[severity], severity)} ${paint('grey', code)} ${escapeInvisible(message)}`;
  });
}

function notCheckedLine({ path, notChecked = [] }: ReportedFile): readonly string[] {
  return notChecked.length === 0
    ? []
    : [escapeInvisible(`${path}: ${counted(notChecked.length, 'value')} not checked: ${reasonsLine(notChecked)}`)];
}

function vaultLine(vault: ReportedVault, paint: Paint): string {
  return vault.state === 'listed'
    ? `${vault.url} ${counted(vault.certificates, 'certificate')}`
    : `${vault.url} ${paint('red', 'could not be read')}: ${escapeInvisible(vault.error.message)}`;
}

function noVaultRead(offline: boolean): string {
  return offline ? 'No key vault was read (--offline).' : 'No key vault was read. Specify one with --vault.';
}

/** Includes the number of unverified certificates, so that a report without findings is not misread. */
function summaryLine({ files, summary }: Report, unverified: number): string {
  if (files.length === 0) {
    return 'No files were checked.';
  }
  const found = files.flatMap(({ findings }) => findings).length;
  const other = found - summary.errors - summary.warnings;
  const counts = [
    ...(summary.errors > 0 ? [counted(summary.errors, 'error')] : []),
    ...(summary.warnings > 0 ? [counted(summary.warnings, 'warning')] : []),
    ...(other > 0 ? [`${String(other)} informational`] : []),
  ];
  const checked = `${counted(summary.files, 'file')}, ${counted(summary.certificates, 'certificate')}`;
  const doubt = unverified > 0 ? ` (${String(unverified)} not verified)` : '';
  return `${checked}${doubt}: ${counts.length === 0 ? 'no findings' : counts.join(', ')}`;
}

function unverifiedIn({ files }: Report): number {
  return files.flatMap(({ certificates }) => certificates).filter(({ verdict }) => verdict.kind === 'unverified')
    .length;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
