import type { Finding, Fix, TextFix } from '../../cscfg/rules/rule';
import { fileOf } from '../../cscfg/service/service';
import type { Judgement } from '../judge';
import type { FileChange, JudgedFile, ToolWorkspace } from './workspace';

/** A finding with an ID that stays the same while the file is edited elsewhere. */
export interface IdentifiedFinding {
  readonly id: string;
  readonly finding: Finding;
}

/** A fix that is a text edit, with its changes of all files. */
export interface IdentifiedFix {
  /** Another one if the fix would write something else, for example because the vault has a newer version by now. */
  readonly id: string;
  readonly fix: TextFix;
  readonly changes: readonly FileChange[];
}

/** The findings in document order. Equal ones are numbered. */
export function identifiedFindings({ cscfg, findings }: Judgement): readonly IdentifiedFinding[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const { code, role, entry, setting, name, span } = finding;
    const subject = entry?.name?.value ?? setting?.name?.value ?? name ?? '';
    const key = JSON.stringify([code, role?.name?.value ?? '', subject, cscfg.text.slice(span.start, span.end)]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return { id: `${code}-${fingerprint(`${key} ${String(count)}`)}`, finding };
  });
}

/** The fixes of the finding that are text edits in the workspace; the preferred one first. */
export function identifiedFixes(
  { id, finding }: IdentifiedFinding,
  file: JudgedFile,
  { pathOf }: Pick<ToolWorkspace, 'pathOf'>,
): readonly IdentifiedFix[] {
  return textFixes(file.judgement.fixesOf(finding)).flatMap((fix) => {
    const changes = changesOf(fix, file, pathOf);
    if (changes === undefined) {
      return [];
    }
    const written = changes.map(({ path, edits }) => [path, ...edits.map(({ newText }) => newText)]);
    return [{ id: `${id}-${fingerprint(JSON.stringify([fix.title, written]))}`, fix, changes }];
  });
}

/** The titles of the fixes that only a person can choose: in VS Code, or in the vault. */
export function otherFixes({ finding }: IdentifiedFinding, { judgement }: JudgedFile): readonly string[] {
  return judgement.fixesOf(finding).flatMap((fix) => (fix.kind === 'edit' ? [] : [fix.title]));
}

function textFixes(fixes: readonly Fix[]): readonly TextFix[] {
  return fixes.filter((fix): fix is TextFix => fix.kind === 'edit');
}

/** Undefined if the fix also changes a file that is outside of the workspace, or unknown. */
function changesOf(
  { edits, elsewhere = [] }: TextFix,
  { path, file: self, judgement }: JudgedFile,
  pathOf: (file: string) => string | undefined,
): readonly FileChange[] | undefined {
  const { cscfg, context } = judgement;
  const own = edits.length === 0 ? [] : [{ path, file: self, before: cscfg.text, edits }];
  const others = elsewhere.flatMap(({ file, edits }): readonly FileChange[] => {
    const text = (context.service && fileOf(context.service, file)?.document.text) ?? context.deployment?.textOf(file);
    const name = pathOf(file);
    return text === undefined || name === undefined ? [] : [{ path: name, file, before: text, edits }];
  });
  return others.length === elsewhere.length ? [...own, ...others] : undefined;
}

/** 16 hexadecimal digits that distinguish texts: FNV-1a from two starts. No protection against forgery. */
function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193].map((start) => hash(text, start).toString(16).padStart(8, '0')).join('');
}

function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
