import assert from 'node:assert/strict';
import type { CertificateVersion, VerdictKind } from '../../../src/certificate/verdict';
import { fixAll } from '../../../src/cscfg/rules/check';
import { findingSubject } from '../../../src/cscfg/rules/entries';
import type { CheckContext } from '../../../src/cscfg/rules/rule';
import {
  certificateElement,
  documentOf,
  onlyFinding,
  findingLines,
  fixLines,
  knownThumbprint,
  otherThumbprint,
  plainContext,
} from '../support/texts';
import { newest, verdict, web } from '../support/vault';

const code = 'setting-thumbprint-stale';

/** A role with this value of a setting and these certificates. */
function s(value: string, certificates = ''): string {
  return (
    `<ServiceConfiguration serviceName="Shop"><Role name="Web"><ConfigurationSettings>` +
    `<Setting name="TokenSigning" value="${value}" /></ConfigurationSettings>` +
    `<Certificates>${certificates}</Certificates></Role></ServiceConfiguration>`
  );
}

/** T has this verdict, and U is current. */
function knows(kind: VerdictKind, latest?: CertificateVersion): CheckContext {
  return {
    ...plainContext,
    levels: { ...plainContext.levels, [code]: 'warning' },
    verdictOf: (thumbprint) =>
      thumbprint === knownThumbprint
        ? verdict(kind, latest)
        : thumbprint === otherThumbprint
          ? { kind: 'current', match: newest, checked: 0 }
          : { kind: 'notFound', vaults: [web.vault], checked: 0 },
  };
}

const found = (text: string, context: CheckContext): readonly string[] =>
  findingLines(text, context).filter((line) => line.startsWith(code));

const title = 'Update to the newest version of contoso-web (expires 2027-11-24)';

describe('A thumbprint in a setting', () => {
  it('is stale where it is an older version of a certificate', () => {
    assert.deepEqual(found(s(knownThumbprint), knows('outdated')), [
      `${code} |${knownThumbprint}| Outdated: an older version of contoso-web in contoso; the newest version expires on 2027-11-24. Update to the newest version.`,
    ]);
    assert.equal(found(s(knownThumbprint, certificateElement(knownThumbprint)), knows('outdated')).length, 1);
    assert.equal(found(s(knownThumbprint, certificateElement(otherThumbprint)), knows('outdated')).length, 1);
  });

  it('is stale where its role has no such certificate and the vault has a newer version', () => {
    for (const kind of ['expired', 'disabled', 'notYetValid', 'unusable'] as const) {
      assert.equal(found(s(knownThumbprint, certificateElement(otherThumbprint)), knows(kind, newest)).length, 1, kind);
      assert.equal(found(s(knownThumbprint, certificateElement(knownThumbprint)), knows(kind, newest)).length, 0, kind);
      assert.equal(found(s(knownThumbprint, certificateElement(otherThumbprint)), knows(kind)).length, 0, kind);
    }
  });

  it('is not reported if it is the newest version or in no vault', () => {
    for (const kind of ['current', 'expiring', 'deleted', 'secretOnly', 'notFound', 'unverified'] as const) {
      assert.deepEqual(found(s(knownThumbprint), knows(kind)), [], kind);
    }
    assert.deepEqual(found(s('0'.repeat(40)), { ...knows('outdated'), verdictOf: () => verdict('outdated') }), []);
  });

  it('is updated without changing the rest of the value, in its case', () => {
    const list = `CN=x, ${knownThumbprint.toLowerCase()};${otherThumbprint.toLowerCase()}`;
    assert.deepEqual(fixLines(s(list), code, knows('outdated')), [
      `* ${title} → ${s(`CN=x, ${otherThumbprint.toLowerCase()};${otherThumbprint.toLowerCase()}`)}`,
    ]);
    assert.deepEqual(fixLines(s(knownThumbprint), code, knows('outdated')), [`* ${title} → ${s(otherThumbprint)}`]);
  });

  it('has no update where the newest version cannot be used', () => {
    const context = knows('outdated', { ...newest, enabled: false });
    assert.deepEqual(fixLines(s(knownThumbprint), code, context), []);
    assert.deepEqual(found(s(knownThumbprint), context), [
      `${code} |${knownThumbprint}| Outdated: an older version of contoso-web in contoso; the newest version is disabled. Fix the newest version in Key Vault, or choose another certificate.`,
    ]);
  });

  it('is named with its role in lists of findings', () => {
    assert.equal(
      findingSubject(onlyFinding(s(knownThumbprint), code, knows('outdated'))),
      'Setting "TokenSigning" (Web):',
    );
  });

  it('is not changed by fix all', () => {
    assert.deepEqual(fixAll(documentOf(s(knownThumbprint)), knows('outdated')), []);
  });
});
