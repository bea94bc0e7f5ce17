import assert from 'node:assert/strict';
import type { CertificateVersion, VerdictKind } from '../../../src/certificate/verdict';
import { fixAll } from '../../../src/cscfg/rules/check';
import { findingSubject } from '../../../src/cscfg/rules/entries';
import type { CheckContext } from '../../../src/cscfg/rules/rule';
import { c, d, f, fi, fx, T, U, x } from '../support/shorthand';
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
    ...x,
    levels: { ...x.levels, [code]: 'warning' },
    verdictOf: (thumbprint) =>
      thumbprint === T
        ? verdict(kind, latest)
        : thumbprint === U
          ? { kind: 'current', match: newest, checked: 0 }
          : { kind: 'notFound', vaults: [web.vault], checked: 0 },
  };
}

const found = (text: string, context: CheckContext): readonly string[] =>
  fi(text, context).filter((line) => line.startsWith(code));

const title = 'Update to the newest version of contoso-web (expires 2027-11-24)';

describe('A thumbprint in a setting', () => {
  it('is stale where it is an older version of a certificate', () => {
    assert.deepEqual(found(s(T), knows('outdated')), [
      `${code} |${T}| Outdated: an older version of contoso-web in contoso; the newest version expires on 2027-11-24. Update to the newest version.`,
    ]);
    assert.equal(found(s(T, c(T)), knows('outdated')).length, 1);
    assert.equal(found(s(T, c(U)), knows('outdated')).length, 1);
  });

  it('is stale where its role has no such certificate and the vault has a newer version', () => {
    for (const kind of ['expired', 'disabled', 'notYetValid', 'unusable'] as const) {
      assert.equal(found(s(T, c(U)), knows(kind, newest)).length, 1, kind);
      assert.equal(found(s(T, c(T)), knows(kind, newest)).length, 0, kind);
      assert.equal(found(s(T, c(U)), knows(kind)).length, 0, kind);
    }
  });

  it('is left alone where it is the newest version or no vault knows it', () => {
    for (const kind of ['current', 'expiring', 'deleted', 'secretOnly', 'notFound', 'unverified'] as const) {
      assert.deepEqual(found(s(T), knows(kind)), [], kind);
    }
    assert.deepEqual(found(s('0'.repeat(40)), { ...knows('outdated'), verdictOf: () => verdict('outdated') }), []);
  });

  it('is updated without changing the rest of the value, in its case', () => {
    const list = `CN=x, ${T.toLowerCase()};${U.toLowerCase()}`;
    assert.deepEqual(fx(s(list), code, knows('outdated')), [
      `* ${title} → ${s(`CN=x, ${U.toLowerCase()};${U.toLowerCase()}`)}`,
    ]);
    assert.deepEqual(fx(s(T), code, knows('outdated')), [`* ${title} → ${s(U)}`]);
  });

  it('has no update where the newest version cannot be used', () => {
    const context = knows('outdated', { ...newest, enabled: false });
    assert.deepEqual(fx(s(T), code, context), []);
    assert.deepEqual(found(s(T), context), [
      `${code} |${T}| Outdated: an older version of contoso-web in contoso; the newest version is disabled. Fix the newest version in Key Vault, or choose another certificate.`,
    ]);
  });

  it('is named with its role in lists of findings', () => {
    assert.equal(findingSubject(f(s(T), code, knows('outdated'))), 'Setting "TokenSigning" (Web):');
  });

  it('is not changed by fix all', () => {
    assert.deepEqual(fixAll(d(s(T)), knows('outdated')), []);
  });
});
