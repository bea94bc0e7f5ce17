import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseCscfg } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import { networkRules, schemaRules } from '../../../src/cscfg/rules/rules';
import { decodeText } from '../../../src/text/decode';
import { applyEdits } from '../../../src/text/span';
import { corpus, filesBelow, hasCorpus } from '../../corpus/files';
import { context } from './judge';

interface File {
  readonly path: string;
  readonly text: string;
}

const own = new Set([...schemaRules, ...networkRules].map(({ code }) => code));

function findings(text: string) {
  return check(parseCscfg(text), context).filter(({ code }) => own.has(code));
}

describe('Other people’s files', () => {
  let files: readonly File[] = [];
  before(function () {
    if (!hasCorpus) {
      this.skip();
    }
    files = filesBelow(corpus)
      .filter((path) => /\.(?:cscfg|csdef)$/i.test(path))
      .flatMap((path) => {
        const decoded = decodeText(readFileSync(`${corpus}/${path}`));
        return decoded.ok ? [{ path, text: decoded.text }] : [];
      });
    assert.ok(files.length > 100);
  });

  it('which their tools accepted, have no flaw by the schema, but for web roles from before there were sites', () => {
    const flawed = files.flatMap(({ path, text }) =>
      findings(text)
        .filter(({ code }) => code.startsWith('schema-'))
        .filter(({ name, severity }) => name !== 'Sites' || severity !== 'warning')
        .map(({ code, span }) => `${path}: ${code} ${text.slice(span.start, span.end)}`),
    );
    assert.deepEqual(flawed, []);
  });

  it('of classic services lack a network, have a retired system, emulated storage or a classic size, and nothing else', () => {
    const codes = files.flatMap(({ text }) => findings(text).map(({ code }) => code));
    assert.deepEqual([...new Set(codes)].sort(), [
      'emulated-storage',
      'network-missing',
      'os-family',
      'role-size-unsupported',
      'schema-missing',
    ]);
  });

  it('are resolved by every fix without new findings', () => {
    for (const { path, text } of files) {
      const document = parseCscfg(text);
      const before = findings(text);
      for (const finding of before) {
        const rest = before.filter((one) => one !== finding).map(({ code, message }) => ({ code, message }));
        for (const fix of fixesFor(finding, document, context)) {
          assert.ok(fix.kind === 'edit');
          const after = findings(applyEdits(text, fix.edits)).map(({ code, message }) => ({ code, message }));
          assert.deepEqual(after, rest, path);
        }
      }
    }
  });
});
