import assert from 'node:assert/strict';
import { insertCertificate } from '../../src/cscfg/certificateEdits';
import { check, fixAll } from '../../src/cscfg/rules/check';
import type { CheckContext } from '../../src/cscfg/rules/rule';
import { readCorpus, type CorpusFile } from './support/corpus';
import { complaints } from './support/fixes';
import { plain, plainByXml2js } from './support/modelByXml2js';
import { refusal } from './support/secondOpinion';
import { documentOf, applyEdits, otherThumbprint, plainContext } from './support/texts';
import { newest, verdict } from './support/vault';

/** Not well-formed, as a validating parser confirms: xml2js lets `<` in a value pass. */
const laxlyRead = ['dtPaTh__Dynatrace-Azure-CloudServices/ServiceConfiguration.Cloud.cscfg'];

/** Every thumbprint but the newest version's is outdated. */
const outdated: CheckContext = {
  ...plainContext,
  verdictOf: (thumbprint) => verdict(thumbprint === newest.thumbprint ? 'current' : 'outdated', newest),
  inventory: [newest],
};

describe('Other people’s files', () => {
  let files: readonly CorpusFile[] = [];
  let configurations: readonly CorpusFile[] = [];
  before(function () {
    files = readCorpus('cscfg', 'csdef', 'ccproj') ?? this.skip();
    configurations = files.filter(({ path }) => path.endsWith('.cscfg'));
    assert.ok(configurations.length > 0);
  });

  /** The paths of files of which this does not hold. */
  const except = (some: readonly CorpusFile[], holds: (text: string) => boolean): readonly string[] =>
    some.filter(({ text }) => !holds(text)).map(({ path }) => path);

  it('are well-formed to us exactly where they are to xml2js, but for those that it reads too laxly', () => {
    const agree = (text: string): boolean =>
      documentOf(text).syntaxProblems.length > 0 === (refusal(text) !== undefined);
    assert.deepEqual(except(files, agree), laxlyRead);
  });

  it('say to us what they say to xml2js', () => {
    for (const { path, text } of configurations.filter((file) => refusal(file.text) === undefined)) {
      assert.deepEqual(plain(documentOf(text).model), plainByXml2js(text), path);
    }
  });

  it('name roles and certificates', () => {
    const roles = configurations.flatMap(({ text }) => documentOf(text).model.roles);
    assert.ok(roles.length >= configurations.length / 2);
    assert.ok(roles.some(({ certificates }) => certificates.length > 0));
  });

  it('have findings within their text, and fixes that remove them and reach no further', () => {
    for (const { path, text } of configurations) {
      for (const context of [plainContext, outdated]) {
        const spans = check(documentOf(text), context).map(({ span }) => span);
        assert.ok(
          spans.every(({ start, end }) => 0 <= start && start <= end && end <= text.length),
          path,
        );
        assert.deepEqual(complaints(text, context), [], path);
      }
    }
  });

  it('keep nothing for a second “fix all”', () => {
    const once = (text: string): string => applyEdits(text, fixAll(documentOf(text), plainContext));
    assert.deepEqual(
      except(configurations, (text) => once(once(text)) === once(text)),
      [],
    );
  });

  it('take a certificate into every role, and stay as well-formed as they were', () => {
    for (const { path, text } of configurations) {
      const document = documentOf(text);
      document.model.roles.forEach((role, index) => {
        const after = documentOf(
          applyEdits(text, insertCertificate(document, role, { name: 'new', thumbprint: otherThumbprint })),
        );
        const names = after.model.roles[index]?.certificates.map(({ name }) => name?.value);
        assert.deepEqual(names, [...role.certificates.map(({ name }) => name?.value), 'new'], path);
        assert.equal(after.syntaxProblems.length, document.syntaxProblems.length, path);
      });
    }
  });
});
