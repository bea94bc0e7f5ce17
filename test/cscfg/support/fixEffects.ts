import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Finding, TextFix } from '../../../src/cscfg/rules/rule';
import { readServices, type ServiceText } from '../../../src/cscfg/service/compose';
import { filesOf, fileOf, type Service } from '../../../src/cscfg/service/service';
import { applyEdits } from '../../../src/text/span';

/** No vault was read: only the files are judged. */
export const offline: CheckContext = {
  verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }),
  inventory: [],
  now: Date.UTC(2026, 10, 24),
  levels: {},
};

/** One offered fix: the finding that it is offered for, and what it leaves of the files. */
export interface Applied {
  readonly finding: Finding;
  readonly fix: TextFix;
  readonly before: readonly ServiceText[];
  readonly after: readonly ServiceText[];
}

/** Applies each offered fix of one file alone, each to the files as they are. */
export function* appliedFixes(files: readonly ServiceText[], path: string): Generator<Applied> {
  const { document, context, findings } = judged(files, path);
  for (const finding of findings) {
    for (const fix of fixesFor(finding, document, context)) {
      if (fix.kind === 'edit') {
        yield { finding, fix, before: files, after: afterFix(files, path, fix) };
      }
    }
  }
}

/** What is wrong with a fix: its finding is still there, or it brings an error that was not there. Empty: nothing. */
export function complaintsOf({ finding, fix, before, after }: Applied, path: string): readonly string[] {
  const [old, now] = [judged(before, path), judged(after, path)];
  const what = `${finding.code}: ${finding.message} → ${fix.title}:`;
  const stays = countOf(now.findings, finding) >= countOf(old.findings, finding) ? [`${what} the finding stays`] : [];
  const touched = [path, ...(fix.elsewhere ?? []).map(({ file }) => file)];
  const brought = touched.flatMap((one) => {
    const had = errorsByCode(judged(before, one).findings);
    return [...errorsByCode(judged(after, one).findings)]
      .filter(([code, count]) => count > (had.get(code) ?? 0))
      .filter(([code]) => fix.reveals !== true || ofForm.test(code))
      .map(([code]) => `${what} it brings in ${one}: ${code}`);
  });
  return [...stays, ...brought];
}

export function judged(files: readonly ServiceText[], path: string) {
  const service = serviceOf(files, path);
  const document = fileOf(service, path)?.document;
  if (document === undefined) {
    throw new Error(`${path} is not in its own service`);
  }
  const context = { ...offline, service };
  return { document, context, findings: check(document, context) };
}

export function afterFix(
  files: readonly ServiceText[],
  path: string,
  { edits, elsewhere = [] }: TextFix,
): readonly ServiceText[] {
  const all = new Map([[path, edits], ...elsewhere.map((one) => [one.file, one.edits] as const)]);
  return files.map((file) => ({ ...file, text: applyEdits(file.text, all.get(file.path) ?? []) }));
}

function serviceOf(files: readonly ServiceText[], path: string): Service {
  const service = readServices(files, path.slice(0, path.indexOf('/')))(path);
  if (service === undefined || !filesOf(service).some(({ file }) => file === path)) {
    throw new Error(`${path} has no service`);
  }
  return service;
}

function countOf(findings: readonly Finding[], { code, message }: Finding): number {
  return findings.filter((one) => one.code === code && one.message === message).length;
}

/**
 * What else is wrong shows when an element has its right name and place: such a fix is blamed for the form alone. An
 * endpoint's list that moves into its parent refers to a list that still has to move.
 */
const ofForm = /^(?:schema-|xml-)/;

/** How often each rule reports an error. */
function errorsByCode(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    if (severity === 'error') {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return counts;
}
