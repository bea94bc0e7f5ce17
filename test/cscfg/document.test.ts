import assert from 'node:assert/strict';
import { at, certificateElement, documentOf, knownThumbprint } from './support/texts';

describe('A document', () => {
  it('sees an open tag belong to the close tag that was there before it', () => {
    const entries = Array.from(
      { length: 50 },
      (_, index) => `\n      ${certificateElement(knownThumbprint, `web-${String(index)}`)}`,
    ).join('');
    const {
      text,
      at: [place = 0],
    } = at(
      `<ServiceConfiguration>\n  <Role name="Web">\n    |${entries}\n    </Certificates>\n  </Role>\n</ServiceConfiguration>\n`,
    );
    const before = documentOf(text);
    assert.equal(before.model.roles[0]?.certificates.length, 0);
    const [role] = before.edited([{ start: place, end: place, newText: '<Certificates>' }]).model.roles;
    assert.equal(role?.certificates.length, 50);
    assert.ok(role.certificatesElement?.closeTag);
  });

  it('stays as it was when an edit makes another one of it', () => {
    const before = documentOf('<a/>');
    const after = before.edited([{ start: 1, end: 2, newText: 'b' }]);
    assert.deepEqual([before.text, before.roots[0]?.name], ['<a/>', 'a']);
    assert.deepEqual([after.text, after.roots[0]?.name], ['<b/>', 'b']);
  });

  it('accepts several edits at once in any order', () => {
    const after = documentOf('<a><b/><c/></a>').edited([
      { start: 8, end: 9, newText: 'dd' },
      { start: 4, end: 5, newText: '' },
      { start: 3, end: 3, newText: '<e/>' },
    ]);
    assert.equal(after.text, '<a><e/></><dd/></a>');
    assert.deepEqual(
      after.roots[0]?.children.map(({ name }) => name),
      documentOf(after.text).roots[0]?.children.map(({ name }) => name),
    );
  });

  it('reads each part once', () => {
    const document = documentOf('<ServiceConfiguration><a></ServiceConfiguration>');
    assert.equal(document.roots, document.roots);
    assert.equal(document.model, document.model);
    assert.equal(document.syntaxProblems, document.syntaxProblems);
  });
});
