import type { Severity } from '../../cscfg/rules/rule';
import { findingSubject } from '../../cscfg/rules/entries';
import { findingsInDeployments } from '../../cscfg/rules/deployment/rules';
import { isMatched, type Verdict, type VerdictKind } from '../../certificate/verdict';
import { verdictLine } from '../../certificate/verdictMessages';
import { LineIndex } from '../../text/lines';
import { groupBy, present, uniqueBy } from '../../text/objects';
import type { Span } from '../../text/span';
import { failureMessage } from '../../vault/failureMessages';
import type { VaultSnapshot } from '../../vault/snapshot/snapshot';
import { inventoryOf } from '../inventory';
import { identifiedFindings, type IdentifiedFinding, type IdentifiedFix, identifiedFixes, otherFixes } from './fixes';
import { dateOf, quoted } from './text';
import type { FileChange, FileProblem, JudgedFile, JudgedFiles, PlainRange, ToolWorkspace } from './workspace';

/** The answer of `cscfg_check`, described in docs/agents.md. */
export interface CheckResult {
  readonly files: readonly CheckedFile[];
  readonly vaults: readonly CheckedVault[];
  /** Files and folders that could not be read. */
  readonly problems: readonly FileProblem[];
  readonly summary: {
    readonly files: number;
    readonly certificates: number;
    readonly unverified: number;
    readonly errors: number;
    readonly warnings: number;
    /** The findings and certificates that are not listed because there are too many. */
    readonly omitted: { readonly findings: number; readonly certificates: number };
  };
}

interface CheckedFile {
  readonly path: string;
  readonly certificates: readonly CheckedCertificate[];
  readonly findings: readonly CheckedFinding[];
}

interface CheckedCertificate {
  readonly role: string | null;
  readonly name: string | null;
  readonly thumbprint: string | null;
  readonly range: PlainRange;
  readonly verdict: VerdictKind;
  /** The verdict in words. */
  readonly message: string;
  readonly vault?: string;
  readonly certificate?: string;
  readonly version?: string;
  readonly expires?: string;
  /** The newest version of the certificate, if the thumbprint is an older one. */
  readonly newest?: { readonly thumbprint: string; readonly expires?: string };
}

interface CheckedFinding {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: PlainRange;
  readonly fixes: readonly CheckedFix[];
  /** What only a person can do: in VS Code, or in the vault. */
  readonly manual: readonly string[];
}

export interface CheckedFix {
  readonly id: string;
  readonly title: string;
  readonly preferred: boolean;
  readonly edits: readonly PlainEdit[];
}

/** `oldText` is the text in the range now. */
export interface PlainEdit {
  readonly path: string;
  readonly range: PlainRange;
  readonly oldText: string;
  readonly newText: string;
}

interface CheckedVault {
  readonly url: string;
  readonly state: 'read' | 'failed';
  readonly certificates: number;
  readonly error?: { readonly kind: string; readonly message: string };
}

const mostFindings = 200;
const mostCertificates = 500;

interface Found extends IdentifiedFinding {
  readonly file: JudgedFile;
}

/** The verdicts and findings of the files, the most severe ones if there are too many. */
export function checkResult({ files, problems, snapshots }: JudgedFiles, workspace: ToolWorkspace): CheckResult {
  const found = files.flatMap((file) => identifiedFindings(file.judgement).map((one): Found => ({ ...one, file })));
  const certificates = files.flatMap((file) => certificatesOf(file).map((certificate) => ({ file, certificate })));
  const deployed = deploymentFindings(files, workspace);
  const listed = groupBy(mostSevere(found), ({ file }) => file);
  const shown = groupBy(certificates.slice(0, mostCertificates), ({ file }) => file);
  const severities = [...found.map(({ finding }) => finding), ...deployed.flatMap(({ findings }) => findings)].map(
    ({ severity }) => severity,
  );
  return {
    files: [
      ...files.map((file) => ({
        path: file.path,
        certificates: (shown.get(file) ?? []).map(({ certificate }) => certificate),
        findings: (listed.get(file) ?? []).map((one) => checkedFinding(one, workspace)),
      })),
      ...deployed,
    ],
    vaults: snapshots.map(checkedVault),
    problems: problems.map(({ path, message }) => ({ path: quoted(path), message: quoted(message) })),
    summary: {
      files: files.length,
      certificates: certificates.length,
      unverified: certificates.filter(({ certificate: { verdict } }) => verdict === 'unverified').length,
      errors: severities.filter((severity) => severity === 'error').length,
      warnings: severities.filter((severity) => severity === 'warning').length,
      omitted: {
        findings: Math.max(0, found.length - mostFindings),
        certificates: Math.max(0, certificates.length - mostCertificates),
      },
    },
  };
}

const ranks: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

function mostSevere(found: readonly Found[]): readonly Found[] {
  const rank = ({ finding: { severity } }: Found): number => ranks.indexOf(severity);
  const kept = new Set(found.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostFindings));
  return found.filter((one) => kept.has(one));
}

function checkedFinding(found: Found, workspace: ToolWorkspace): CheckedFinding {
  const { id, finding, file } = found;
  return {
    id,
    code: finding.code,
    severity: finding.severity,
    message: quoted([findingSubject(finding), finding.message].filter((part) => part !== undefined).join(' ')),
    range: rangesIn(file.judgement.cscfg.text)(finding.span),
    fixes: identifiedFixes(found, file, workspace).map(checkedFix),
    manual: otherFixes(found, file).map(quoted),
  };
}

export function checkedFix({ id, fix, changes }: IdentifiedFix): CheckedFix {
  return { id, title: quoted(fix.title), preferred: fix.preferred, edits: changes.flatMap(plainEdits) };
}

function plainEdits({ path, before, edits }: FileChange): readonly PlainEdit[] {
  const rangeOf = rangesIn(before);
  return edits.map((edit) => ({
    path,
    range: rangeOf(edit),
    oldText: before.slice(edit.start, edit.end),
    newText: edit.newText,
  }));
}

function certificatesOf({ path, judgement }: JudgedFile): readonly CheckedCertificate[] {
  const rangeOf = rangesIn(judgement.cscfg.text);
  return inventoryOf(path, judgement).map(({ row, verdict, span }) => ({
    role: row.role === null ? null : quoted(row.role),
    name: row.name === null ? null : quoted(row.name),
    thumbprint: row.thumbprint === null ? null : quoted(row.thumbprint),
    range: rangeOf(span),
    verdict: verdict.kind,
    message: quoted(verdictLine(verdict, judgement.context.now)),
    ...matchOf(verdict),
  }));
}

function matchOf(
  verdict: Verdict,
): Pick<CheckedCertificate, 'vault' | 'certificate' | 'version' | 'expires' | 'newest'> {
  if (!isMatched(verdict)) {
    return verdict.kind === 'secretOnly' ? { vault: verdict.secret.vault } : {};
  }
  const { match, latest } = verdict;
  return {
    vault: match.vault,
    certificate: quoted(match.certificate),
    ...present('version', match.version),
    ...present('expires', dateOf(match.expires)),
    ...(latest && { newest: { thumbprint: latest.thumbprint, ...present('expires', dateOf(latest.expires)) } }),
  };
}

function checkedVault({ vault, failure, newest }: VaultSnapshot): CheckedVault {
  const certificates = newest.size;
  return failure === undefined
    ? { url: vault, state: 'read', certificates }
    : {
        url: vault,
        state: 'failed',
        certificates,
        error: { kind: failure.kind, message: quoted(failureMessage(failure)) },
      };
}

/** The findings in the files that deploy the configurations, without those that a configuration has as well. */
function deploymentFindings(files: readonly JudgedFile[], { pathOf }: ToolWorkspace): readonly CheckedFile[] {
  const found = files.flatMap(({ judgement: { cscfg, context } }) =>
    findingsInDeployments(cscfg, context)
      .filter(({ related }) => related.length === 0)
      .flatMap(({ file, span, code, severity, message }) => {
        const [path, text] = [pathOf(file), context.deployment?.textOf(file)];
        const range = rangesIn(text ?? '')(span);
        return path === undefined ? [] : [{ path, code, severity, message: quoted(message), range }];
      }),
  );
  // Several configurations can have the same deployment.
  const unique = uniqueBy(found, (one) => JSON.stringify(one));
  return [...groupBy(unique, ({ path }) => path)].map(([path, findings]) => ({
    path,
    certificates: [],
    findings: findings.map(({ code, severity, message, range }) => {
      const id = `${code}-${String(range.start.line)}-${String(range.start.character)}`;
      return { id, code, severity, message, range, fixes: [], manual: [] };
    }),
  }));
}

/** Converts spans of the text to ranges. */
function rangesIn(text: string): (span: Span) => PlainRange {
  const lines = new LineIndex(text);
  return ({ start, end }) => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
}
