import assert from 'node:assert/strict';
import { entryAt, roleAt } from '../../../src/cscfg/model/at';
import { at, documentOf } from '../support/texts';

/** `role/entry` at each of the marks. */
function found(marked: string): readonly string[] {
  const { text, at: offsets } = at(marked);
  const document = documentOf(text);
  return offsets.map((offset) => {
    const entry = entryAt(document, offset);
    const role = roleAt(document, offset);
    assert.ok(entry === undefined || entry.role === role);
    return `${role?.name?.value ?? '-'}/${entry?.entry.name?.value ?? '-'}`;
  });
}

describe('The role and the entry at a place', () => {
  it('are those whose elements hold it, their edges included', () => {
    const marked =
      '|<ServiceConfiguration>|<Role name="A">|<Certificates>|<Certificate |name="a"/>|</Certificates></Role>| |<Role name="B"/>|</ServiceConfiguration>|';
    assert.deepEqual(found(marked), ['-/-', 'A/-', 'A/-', 'A/a', 'A/a', 'A/a', 'A/-', 'B/-', 'B/-', '-/-']);
  });

  it('are the later ones where two touch', () => {
    const marked =
      '<ServiceConfiguration><Role name="A"><Certificates><Certificate name="a"/>|<Certificate name="b"/></Certificates></Role>|<Role name="B"/></ServiceConfiguration>';
    assert.deepEqual(found(marked), ['A/b', 'B/-']);
  });

  it('are the innermost ones of half-typed text', () => {
    const marked =
      '<ServiceConfiguration><Role name="A"><Certificates><Certificate name="a" \n<Certificate |name="b"/></Certificates><Role name="B">|</Role></ServiceConfiguration>';
    assert.deepEqual(found(marked), ['A/b', 'B/-']);
  });
});
