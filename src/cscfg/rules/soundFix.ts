import type { CscfgDocument } from '../document';
import { fileOf, type Service, type ServiceFile } from '../service/service';
import type { Span, TextEdit } from '../../text/span';
import type { CheckContext, Finding, TextFix } from './rule';

/** A parameter, because importing it would create a cycle. */
type Check = (document: CscfgDocument, context: CheckContext) => readonly Finding[];

/**
 * Applies the fix: the finding must disappear without a new error in a changed file. Fixes of certificate entries are
 * not verified, because the vaults are not read again.
 */
export function soundFix(
  finding: Finding,
  document: CscfgDocument,
  context: CheckContext,
  { check, before: findings }: { readonly check: Check; readonly before: () => readonly Finding[] },
): (fix: TextFix) => boolean {
  return (fix) => {
    if (finding.entry !== undefined || finding.proposals !== undefined || isMuchBroken(finding, document)) {
      return true;
    }
    if (overlap(fix.edits)) {
      return false;
    }
    const before = findings();
    const after = changedDocument(document, fix.edits);
    const service = context.service && changedService(context.service, after, fix);
    const now = check(after, service === undefined ? context : { ...context, service });
    return (
      isGone(finding, before, now) &&
      (fix.reveals === true
        ? !risen(before, now).some((one) => isFlawOfForm(one) && touches(one, after.text, fix.edits))
        : risen(before, now).length === 0) &&
      othersStaySound(fix, context, service, check)
    );
  };
}

/** With more syntax problems, the remaining findings say nothing about one fix. */
const mostProblems = 5;

function isMuchBroken({ code }: Finding, { syntaxProblems }: CscfgDocument): boolean {
  return code === 'xml-syntax' && syntaxProblems.length > mostProblems;
}

function overlap(edits: readonly TextEdit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return ordered.some(({ start }, index) => start < (ordered[index - 1]?.end ?? 0));
}

function isGone({ code }: Finding, before: readonly Finding[], now: readonly Finding[]): boolean {
  const count = (findings: readonly Finding[]) => findings.filter((one) => one.code === code).length;
  return count(now) < count(before);
}

/** Errors of the rules that report more errors than before. */
function risen(before: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  const [had, has] = [errorsByCode(before), errorsByCode(now)];
  return now.filter(({ code, severity }) => severity === 'error' && (has.get(code) ?? 0) > (had.get(code) ?? 0));
}

function errorsByCode(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    if (severity === 'error') {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return counts;
}

function isFlawOfForm({ code }: Finding): boolean {
  return /^(?:schema-|xml-)/.test(code);
}

/** In inserted text or in a changed tag. `text`: after the edits. */
function touches({ span }: Finding, text: string, edits: readonly TextEdit[]): boolean {
  return writtenSpans(edits).some((written) => {
    const { start, end } = wholeTags(text, written);
    return start < span.end && span.start < end;
  });
}

function wholeTags(text: string, { start, end }: Span): Span {
  const opener = text.lastIndexOf('<', start - 1);
  const [closer, next] = [text.indexOf('>', end), text.indexOf('<', end)];
  return {
    start: start > 0 && opener > text.lastIndexOf('>', start - 1) ? opener : start,
    end: closer >= 0 && (next < 0 || closer < next) ? closer + 1 : end,
  };
}

function writtenSpans(edits: readonly TextEdit[]): readonly Span[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, newText }) => {
      const span = { start: start + shift, end: start + shift + newText.length };
      shift += newText.length - (end - start);
      return span;
    });
}

function othersStaySound(
  { elsewhere = [] }: TextFix,
  context: CheckContext,
  changed: Service | undefined,
  check: Check,
): boolean {
  return elsewhere.every(({ file }) => {
    const [before, now] = [context.service && fileOf(context.service, file), changed && fileOf(changed, file)];
    return before === undefined || now === undefined || risen(inFile(before), inFile(now, changed)).length === 0;
  });

  function inFile({ file, document, name }: ServiceFile, service = context.service): readonly Finding[] {
    return check(document, { ...context, ...(service && { service: { ...service, self: file } }), fileName: name });
  }
}

function changedDocument(document: CscfgDocument, edits: readonly TextEdit[]): CscfgDocument {
  return edits.length === 0 ? document : document.edited(edits);
}

/** `own`: the edited document of the finding. */
function changedService(service: Service, own: CscfgDocument, { elsewhere = [] }: TextFix): Service {
  const edits = new Map(elsewhere.map((one) => [one.file, one.edits]));
  const changed = (file: ServiceFile): ServiceFile => ({
    ...file,
    document: file.file === service.self ? own : changedDocument(file.document, edits.get(file.file) ?? []),
  });
  return {
    ...service,
    ...(service.definition === undefined ? {} : { definition: changed(service.definition) }),
    configurations: service.configurations.map(changed),
    projects: service.projects.map(changed),
  };
}
