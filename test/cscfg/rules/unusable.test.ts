import assert from 'node:assert/strict';
import type { UnusableReason, Verdict } from '../../../src/certificate/verdict';
import { contextOf, day, fixesOf, found, now, print, service, vault, version } from './verdictCases';

const text = service([print('A')]);
const ends = '2027-02-21';

describe('certificate-unusable', () => {
  const unusable = (why: UnusableReason, latest?: Extract<Verdict, { latest: unknown }>['latest']): Verdict => ({
    kind: 'unusable',
    why,
    match: version('A'),
    checked: now,
    ...(latest === undefined ? {} : { latest }),
  });

  const reasons: readonly (readonly [why: UnusableReason, words: string])[] = [
    ['pem', 'Unusable: web in contoso is stored as PEM, but roles support only PFX'],
    ['notExportable', 'Unusable: the private key of web in contoso is not exportable'],
    ['hsm', 'Unusable: the private key of web is in an HSM of contoso and cannot be exported'],
  ];
  for (const [why, words] of reasons) {
    it(`says why a role cannot receive it: ${why}`, () => {
      assert.deepEqual(found(text, contextOf({ [print('A')]: unusable(why) })), [
        `error certificate-unusable A: ${words}. ` +
          'Add it to Key Vault as a PFX with an exportable key, or choose another certificate.',
      ]);
    });
  }

  it('updates to a newer version that can be used, and then is gone', () => {
    const context = contextOf({ [print('A')]: unusable('pem', version('B')) });
    assert.deepEqual(found(text, context), [
      'error certificate-unusable A: Unusable: web in contoso is stored as PEM, but roles support only PFX' +
        `; the newest version expires on ${ends}. Update to the newest version.`,
    ]);
    const [update, choose] = fixesOf(text, context, 'certificate-unusable');
    assert.deepEqual(update, [`Update to the newest version of web (expires ${ends})`, service([print('B')])]);
    assert.equal(choose?.[0], 'Choose from Key Vault…');
    const after = contextOf({ [print('B')]: { kind: 'current', match: version('B'), checked: now } });
    assert.deepEqual(found(service([print('B')]), after), []);
  });

  it('does not offer a newer version that cannot be used either', () => {
    const traits = { unusable: 'hsm', subject: '', issuer: '', selfSigned: true, authority: false } as const;
    const latest = version('B', { traits: { ...traits, issuedByRoot: false, key: 'RSA 2048' } });
    const context = contextOf({ [print('A')]: unusable('hsm', latest) });
    assert.match(found(text, context)[0] ?? '', /the newest version cannot be used either\. Add it to Key Vault/);
    assert.deepEqual(
      fixesOf(text, context, 'certificate-unusable').map(([title]) => title),
      ['Choose from Key Vault…'],
    );
  });
});

describe('certificate-secret-only', () => {
  const secret = { vault, name: print('A'), thumbprint: print('A'), enabled: true };

  it('reports a secret without a certificate', () => {
    assert.deepEqual(found(text, contextOf({ [print('A')]: { kind: 'secretOnly', secret, checked: now } })), [
      'warning certificate-secret-only A: Secret only: contoso contains it as a secret, not as a certificate. ' +
        'Import it into Key Vault as a certificate.',
    ]);
  });

  it('reports a disabled secret', () => {
    const verdict: Verdict = { kind: 'secretOnly', secret: { ...secret, enabled: false }, checked: now };
    assert.match(found(text, contextOf({ [print('A')]: verdict }))[0] ?? '', /a disabled secret, not as/);
  });
});

describe('Fixes in the vault', () => {
  it('is offered for a disabled certificate after the newer version, before another one', () => {
    const match = version('A', { enabled: false });
    const verdict: Verdict = { kind: 'disabled', match, latest: version('B'), checked: now };
    const fixes = fixesOf(text, contextOf({ [print('A')]: verdict }), 'certificate-disabled');
    assert.deepEqual(
      fixes.map(([title]) => title),
      [`Update to the newest version of web (expires ${ends})`, 'Enable web in contoso…', 'Choose from Key Vault…'],
    );
    const [, enable] = fixes[1] ?? [];
    assert.ok(typeof enable === 'object' && enable.kind === 'vault');
    assert.deepEqual([enable.action, enable.version], ['enable', match]);
  });

  it('is offered for a deleted certificate', () => {
    const match = { ...version('A'), scheduledPurge: now + 30 * day };
    const verdict: Verdict = { kind: 'deleted', match, checked: now };
    const [[title, recover] = []] = fixesOf(text, contextOf({ [print('A')]: verdict }), 'certificate-deleted');
    assert.equal(title, 'Recover web in contoso…');
    assert.ok(typeof recover === 'object' && recover.kind === 'vault');
    assert.deepEqual([recover.action, recover.version], ['recover', match]);
  });
});
