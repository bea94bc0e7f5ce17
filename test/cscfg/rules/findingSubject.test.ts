import assert from 'node:assert/strict';
import { check } from '../../../src/cscfg/rules/check';
import { findingSubject } from '../../../src/cscfg/rules/entries';
import {
  certificateElement,
  documentOf,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
  plainContext,
} from '../support/texts';
import { says, verdict } from '../support/vault';

const subjects = (text: string, context = plainContext): readonly string[] =>
  check(documentOf(text), context).map((finding) => {
    const subject = findingSubject(finding);
    return subject ?? '';
  });

describe('In a list of findings', () => {
  it('each verdict names its certificate and role', () => {
    assert.deepEqual(
      subjects(
        webRoleWith(certificateElement(knownThumbprint, 'Wildcard') + certificateElement(otherThumbprint, 'Api')),
        says(verdict('notFound')),
      ),
      ['Certificate "Wildcard" (Web):', 'Certificate "Api" (Web):'],
    );
  });

  it('so does each mistake in an entry, with what is known of it', () => {
    assert.deepEqual(subjects(webRoleWith(certificateElement('1234', 'Api'))), ['Certificate "Api" (Web):']);
    assert.deepEqual(
      subjects(webRoleWith(certificateElement('1234', ''))),
      Array(2).fill('Certificate without a name (Web):'),
    );
    assert.deepEqual(subjects(webRoleWith(certificateElement('1234', 'Api')).replace(' name="Web"', '')), [
      'Certificate "Api":',
    ]);
  });

  it('what names its subject itself has no other', () => {
    assert.deepEqual(subjects('<ServiceConfiguration>&</ServiceConfiguration>'), ['']);
  });
});
