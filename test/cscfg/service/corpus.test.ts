import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Finding, TextFix } from '../../../src/cscfg/rules/rule';
import { serviceRules } from '../../../src/cscfg/rules/rules';
import { occurrencesIn } from '../../../src/cscfg/service/symbols';
import { readServices, type ServiceText } from '../../../src/cscfg/service/compose';
import { decodeText } from '../../../src/text/decode';
import { applyEdits } from '../../../src/text/span';
import { corpus, filesBelow, hasCorpus } from '../../corpus/files';
import { serviceFindings } from '../../corpus/service';

const ofService = new Set(serviceRules.map(({ code }) => code));

const context: CheckContext = {
  verdictOf: () => ({ kind: 'unverified', reason: { kind: 'notAsked' } }),
  inventory: [],
  now: 0,
  levels: {},
};

(hasCorpus ? describe : describe.skip)('Over other people’s services', () => {
  const texts = new Map(
    filesBelow(corpus).flatMap((path): readonly (readonly [string, string])[] => {
      const decoded = decodeText(readFileSync(`${corpus}/${path}`));
      return decoded.ok ? [[path, decoded.text]] : [];
    }),
  );
  const found = [...serviceFindings(corpus)];

  it('most configurations have a definition, and none of another repository', () => {
    const configurations = found.filter(({ path }) => path.endsWith('.cscfg'));
    const paired = configurations.filter(({ service }) => service?.definition !== undefined);
    assert.ok(paired.length > 80, String(paired.length));
    for (const { path, service } of paired) {
      assert.equal(service?.definition?.file.split('/')[0], path.split('/')[0]);
    }
  });

  it('the findings are those that were read and found right', () => {
    const counts: Record<string, number> = {};
    for (const { code } of found.flatMap(({ findings }) => findings)) {
      counts[code] = (counts[code] ?? 0) + 1;
    }
    assert.deepEqual(counts, {
      'certificate-missing': 1,
      'configuration-drift': 5,
      'diagnostics-plugin': 129,
      'remote-access-plugin': 15,
      'setting-missing': 24,
      'setting-undeclared': 6,
    });
  });

  it('every fix removes its finding, keeps every file well-formed, and causes no finding of another rule', () => {
    let tried = 0;
    for (const { path, service, findings } of found) {
      const own = filesOfRepository(path, texts);
      for (const finding of findings.filter(firstOfItsCode)) {
        const document = parseCscfg(texts.get(path) ?? '');
        const judged = { ...context, ...(service === undefined ? {} : { service }) };
        const again = check(document, judged).find((one) => isSame(one, finding));
        assert.ok(again, path);
        for (const fix of fixesFor(again, document, judged).filter((one) => one.kind === 'edit')) {
          tried++;
          const after = applied(own, path, fix);
          const what = `${path}: ${finding.code}: ${fix.title}`;
          const found = findingsIn(after, path);
          assert.ok(!found.some((one) => isSame(one, finding) && one.name === finding.name), what);
          // What is copied brings along what is wrong with it alone.
          const added = found
            .map(({ code }) => code)
            .filter((code) => !code.endsWith('-plugin') && !findings.some((one) => one.code === code));
          assert.deepEqual(added, [], what);
        }
      }
    }
    assert.ok(tried > 50, String(tried));
  });

  it('names are found where files have them, each within its text', () => {
    for (const [path, text] of texts) {
      for (const { symbol, span } of occurrencesIn(parseCscfg(text))) {
        assert.equal(text.slice(span.start, span.end), symbol.name, path);
      }
    }
  });

  function findingsIn(files: readonly ServiceText[], path: string): readonly Finding[] {
    const service = readServices(files, path.slice(0, path.indexOf('/')))(path);
    for (const { path: one, text } of files) {
      assert.deepEqual(one.endsWith('.ccproj') ? [] : parseCscfg(text).syntaxProblems, [], one);
    }
    const text = files.find((file) => file.path === path)?.text ?? '';
    const judged = { ...context, ...(service === undefined ? {} : { service }) };
    return check(parseCscfg(text), judged).filter(({ code }) => ofService.has(code));
  }
});

function filesOfRepository(path: string, texts: ReadonlyMap<string, string>): readonly ServiceText[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return [...texts].filter(([one]) => one.startsWith(folder)).map(([one, text]) => ({ path: one, text }));
}

function applied(files: readonly ServiceText[], path: string, fix: TextFix): readonly ServiceText[] {
  const edits = new Map([[path, fix.edits], ...(fix.elsewhere ?? []).map((one) => [one.file, one.edits] as const)]);
  return files.map((file) => ({ ...file, text: applyEdits(file.text, edits.get(file.path) ?? []) }));
}

/** One of each kind in a file is enough. */
function firstOfItsCode({ code }: Finding, index: number, all: readonly Finding[]): boolean {
  return all.findIndex((one) => one.code === code) === index;
}

function isSame(a: Finding, b: Finding): boolean {
  return a.code === b.code && a.span.start === b.span.start && a.span.end === b.span.end;
}
