import assert from 'node:assert/strict';
import { check } from '../../../src/cscfg/rules/check';
import { findingSubject } from '../../../src/cscfg/rules/entries';
import { c, d, T, U, w, x } from '../support/shorthand';
import { says, verdict } from '../support/vault';

const subjects = (text: string, context = x): readonly string[] =>
  check(d(text), context).map((finding) => {
    const subject = findingSubject(finding);
    return subject ?? '';
  });

describe('In a list of findings', () => {
  it('each verdict names its certificate and role', () => {
    assert.deepEqual(subjects(w(c(T, 'Wildcard') + c(U, 'Api')), says(verdict('notFound'))), [
      'Certificate "Wildcard" (Web):',
      'Certificate "Api" (Web):',
    ]);
  });

  it('so does each mistake in an entry, with what is known of it', () => {
    assert.deepEqual(subjects(w(c('1234', 'Api'))), ['Certificate "Api" (Web):']);
    assert.deepEqual(subjects(w(c('1234', ''))), Array(2).fill('Certificate without a name (Web):'));
    assert.deepEqual(subjects(w(c('1234', 'Api')).replace(' name="Web"', '')), ['Certificate "Api":']);
  });

  it('what names its subject itself has no other', () => {
    assert.deepEqual(subjects('<ServiceConfiguration>&</ServiceConfiguration>'), ['']);
  });
});
