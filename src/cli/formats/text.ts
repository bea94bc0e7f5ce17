import type { Severity } from '../../cscfg/rules/rule';
import { rules } from '../../cscfg/rules/rules';
import { reasonsLine } from '../../deployment/notChecked';
import { escapeInvisible } from '../../text/invisible';
import type { ReportedVault } from './report';
import { sourceLines } from './sourceLines';
import type { CheckedFile, CheckedFinding, Ending, ReportWriter, RuleCount } from './writer';

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

/**
 * The report for people: findings by file, what could not be checked in deployment files, the vaults, a table of the
 * rules, and a summary. Untrusted text is escaped.
 */
export function textWriter({ colours, offline }: TextOptions): ReportWriter {
  const paint: Paint = (colour, text) => (colours ? `\u001b[${String(codes[colour])}m${text}\u001b[39m` : text);
  const sections = (...all: readonly (readonly string[])[]): string =>
    all
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.map((line) => `${line}\n`).join(''))
      .join('\n');
  return {
    begin: () => '',
    file: (file) => {
      const found = file.findings.flatMap((finding) => findingLines(file, finding, paint));
      const lines = [...found, ...notCheckedLine(file)];
      return lines.length === 0 ? '' : `${sections(lines)}\n`;
    },
    end: (ending) =>
      sections(
        ending.vaults.map((vault) => vaultLine(vault, paint)),
        ending.unverified > 0 && ending.vaults.length === 0 ? [noVaultRead(offline)] : [],
        tableLines(ending.counts, paint),
        [...baselineLines(ending), summaryLine(ending)],
      ),
  };
}

/** `path:line:column severity code message`, one-based, so that terminals create a link; the source; the next step. */
function findingLines({ path, text }: CheckedFile, finding: CheckedFinding, paint: Paint): readonly string[] {
  const { code, severity, message, range } = finding;
  const place = `${escapeInvisible(path)}:${String(range.start.line + 1)}:${String(range.start.character + 1)}`;
  const source = sourceLines(text, range);
  const mark = (caret: string): string => paint(colourOf[severity], caret);
  const step = stepOf(finding);
  return [
    `${place} ${paint(colourOf[severity], severity)} ${paint('grey', code)} ${escapeInvisible(message)}`,
    ...(source === undefined
      ? []
      : [
          `${paint('grey', `${source.number} |`)} ${source.line}`,
          `${paint('grey', `${' '.repeat(source.number.length)} |`)} ${source.indent}${mark(source.caret)}`,
        ]),
    ...(step === undefined ? [] : [`${' '.repeat(source?.number.length ?? 0)} ${paint('grey', '=')} ${step}`]),
  ];
}

/** What the first fix does, or what the rule says about its fixes. */
function stepOf({ code, nextStep }: CheckedFinding): string | undefined {
  const rule = rules.find((one) => one.code === code);
  const title = nextStep() ?? rule?.remedy ?? '';
  return title === '' ? rule?.reference : escapeInvisible(title);
}

function notCheckedLine({ path, notChecked = [] }: CheckedFile): readonly string[] {
  return notChecked.length === 0
    ? []
    : [escapeInvisible(`${path}: ${counted(notChecked.length, 'value')} not checked: ${reasonsLine(notChecked)}`)];
}

function vaultLine(vault: ReportedVault, paint: Paint): string {
  return vault.state === 'listed'
    ? `${vault.url} ${counted(vault.certificates, 'certificate')}${vault.complete ? '' : ' read'}`
    : `${vault.url} ${paint('red', 'could not be read')}: ${escapeInvisible(vault.error.message)}`;
}

function noVaultRead(offline: boolean): string {
  return offline ? 'No key vault was read (--offline).' : 'No key vault was read. Specify one with --vault.';
}

/** A table of the rules with findings, the most severe first. */
function tableLines(counts: readonly RuleCount[], paint: Paint): readonly string[] {
  if (counts.length === 0) {
    return [];
  }
  const rows = counts.map(({ code, severity, findings, files }) => [code, severity, String(findings), String(files)]);
  const all = [['Rule', 'Severity', 'Findings', 'Files'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row, index) => {
    const [code = '', severity = '', findings = '', files = ''] = row.map((cell, column) =>
      column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    const level = counts[index - 1]?.severity;
    return `${code}  ${level === undefined ? severity : paint(colourOf[level], severity)}  ${findings}  ${files}`;
  });
}

function baselineLines({ baseline }: Ending): readonly string[] {
  if (baseline === undefined) {
    return [];
  }
  const { known, gone } = baseline;
  return [
    ...(known > 0 ? [`${counted(known, 'finding')} of the baseline not reported.`] : []),
    ...(gone > 0
      ? [`${counted(gone, 'finding')} of the baseline no longer found. Update it with --write-baseline.`]
      : []),
  ];
}

/** Includes the number of unverified certificates, so that a report without findings is not misread. */
function summaryLine({ summary, informational, unverified }: Ending): string {
  if (summary.files === 0) {
    return 'No files were checked.';
  }
  const counts = [
    ...(summary.errors > 0 ? [counted(summary.errors, 'error')] : []),
    ...(summary.warnings > 0 ? [counted(summary.warnings, 'warning')] : []),
    ...(informational > 0 ? [`${String(informational)} informational`] : []),
  ];
  const checked = `${counted(summary.files, 'file')}, ${counted(summary.certificates, 'certificate')}`;
  const doubt = unverified > 0 ? ` (${String(unverified)} not verified)` : '';
  return `${checked}${doubt}: ${counts.length === 0 ? 'no findings' : counts.join(', ')}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
