import * as l10n from '@vscode/l10n';
import assert from 'node:assert/strict';
import type { CertificateVersion, Verdict } from '../../src/certificate/verdict';
import {
  expiryAbbreviated,
  expiryPhrase,
  isoDate,
  isUsable,
  stateOf,
  vaultName,
  verdictLine,
  type VersionState,
} from '../../src/certificate/verdictMessages';
import { now, knownThumbprint, otherThumbprint } from '../cscfg/support/texts';

const day = 86_400_000;
const vault = 'https://contoso.vault.azure.net';
const web: CertificateVersion = { vault, certificate: 'contoso-web', thumbprint: knownThumbprint, enabled: true };
const later = { ...web, thumbprint: otherThumbprint, expires: now + 100 * day };
const checked = now;

describe('expiryPhrase', () => {
  const cases: readonly (readonly [milliseconds: number, phrase: string])[] = [
    [1, 'expires today'],
    [day - 1, 'expires today'],
    [day, 'expires in 1 day'],
    [2 * day - 1, 'expires in 1 day'],
    [2 * day, 'expires in 2 days'],
    [365 * day, 'expires in 365 days'],
    [0, 'expired today'],
    [-day + 1, 'expired today'],
    [-day, 'expired 1 day ago'],
    [-2 * day + 1, 'expired 1 day ago'],
    [-2 * day, 'expired 2 days ago'],
  ];
  for (const [milliseconds, phrase] of cases) {
    it(`says “${phrase}” of ${String(milliseconds / day)} days from now`, () => {
      assert.equal(expiryPhrase(now + milliseconds, now), phrase);
    });
  }
});

describe('expiryAbbreviated', () => {
  const cases: readonly (readonly [milliseconds: number, phrase: string])[] = [
    [1, 'ends today'],
    [day, '1 d'],
    [2 * day - 1, '1 d'],
    [365 * day, '365 d'],
    [0, 'expired today'],
    [-day, 'expired 1 d ago'],
    [-2 * day, 'expired 2 d ago'],
  ];
  for (const [milliseconds, phrase] of cases) {
    it(`says “${phrase}” of ${String(milliseconds / day)} days from now`, () => {
      assert.equal(expiryAbbreviated(now + milliseconds, now), phrase);
    });
  }
});

describe('stateOf', () => {
  const cases: readonly (readonly [change: Partial<CertificateVersion>, state: VersionState])[] = [
    [{}, 'current'],
    [{ expires: now + 30 * day + 1 }, 'current'],
    [{ expires: now + 30 * day }, 'expiring'],
    [{ expires: now + 1 }, 'expiring'],
    [{ expires: now }, 'expired'],
    [{ notBefore: now }, 'current'],
    [{ notBefore: now + 1 }, 'notYetValid'],
    [{ notBefore: now + 1, expires: now }, 'expired'],
    [{ enabled: false }, 'disabled'],
    [{ enabled: false, expires: now }, 'disabled'],
  ];
  for (const [change, state] of cases) {
    it(`is ${state} with ${JSON.stringify(change)}`, () => {
      assert.equal(stateOf({ ...web, ...change }, now, 30), state);
    });
  }

  it('is usable while it is enabled and valid, even if it expires soon', () => {
    const changes = [{}, { expires: now + 1 }, { expires: now }, { notBefore: now + 1 }, { enabled: false }];
    assert.deepEqual(
      changes.map((change) => isUsable({ ...web, ...change }, now)),
      [true, true, false, false, false],
    );
  });
});

describe('verdictLine', () => {
  const cases: readonly (readonly [verdict: Verdict, line: string])[] = [
    [{ kind: 'current', match: later, checked }, 'Current: contoso-web in contoso, expires in 100 days (2027-03-04)'],
    [{ kind: 'current', match: web, checked }, 'Current: contoso-web in contoso, no expiry date'],
    [
      { kind: 'expiring', days: 12, match: { ...web, expires: now + 12 * day }, checked },
      'Expiring: contoso-web in contoso, expires in 12 days (2026-12-06)',
    ],
    [
      { kind: 'expiring', days: 0, match: { ...web, expires: now + 1 }, checked },
      'Expiring: contoso-web in contoso, expires today (2026-11-24)',
    ],
    [
      { kind: 'outdated', match: web, latest: later, checked },
      'Outdated: an older version of contoso-web in contoso; the newest version expires on 2027-03-04',
    ],
    [
      { kind: 'outdated', match: web, latest: { ...later, enabled: false }, checked },
      'Outdated: an older version of contoso-web in contoso; the newest version is disabled',
    ],
    [
      { kind: 'outdated', match: web, latest: { ...later, notBefore: now + 2 * day }, checked },
      'Outdated: an older version of contoso-web in contoso; the newest version is valid from 2026-11-26',
    ],
    [
      { kind: 'expired', match: { ...web, expires: now - 3 * day }, checked },
      'Expired: contoso-web in contoso, expired 3 days ago (2026-11-21)',
    ],
    [
      { kind: 'expired', match: { ...web, expires: now - day }, latest: later, checked },
      'Expired: contoso-web in contoso, expired 1 day ago (2026-11-23); the newest version expires on 2027-03-04',
    ],
    [
      { kind: 'notYetValid', match: { ...web, notBefore: now + 1 }, checked },
      'Not yet valid: contoso-web in contoso, valid in 1 day (2026-11-24)',
    ],
    [
      { kind: 'notYetValid', match: { ...web, notBefore: now + 2 * day }, checked },
      'Not yet valid: contoso-web in contoso, valid in 2 days (2026-11-26)',
    ],
    [{ kind: 'notYetValid', match: web, checked }, 'Not yet valid: contoso-web in contoso'],
    [
      { kind: 'disabled', match: { ...web, expires: now + 5 * day }, checked },
      'Disabled: contoso-web in contoso, expires in 5 days (2026-11-29)',
    ],
    [
      { kind: 'disabled', match: web, latest: later, checked },
      'Disabled: contoso-web in contoso, no expiry date; the newest version expires on 2027-03-04',
    ],
    [
      { kind: 'deleted', match: { ...web, scheduledPurge: now + 90 * day }, checked },
      'Deleted: contoso-web in contoso, recoverable until 2027-02-22',
    ],
    [{ kind: 'deleted', match: web, checked }, 'Deleted: contoso-web in contoso, recoverable until it is purged'],
    [{ kind: 'notFound', vaults: [vault], checked }, 'Not found: no certificate in contoso has this thumbprint'],
    [
      { kind: 'notFound', vaults: [vault, 'https://fabrikam.vault.azure.cn'], checked },
      'Not found: no certificate in contoso, fabrikam has this thumbprint',
    ],
    [{ kind: 'unverified', reason: { kind: 'noVault' } }, 'Not verified: no key vault is configured for this file'],
    [{ kind: 'unverified', reason: { kind: 'notAsked' } }, 'Not verified: Key Vault has not been checked'],
    [
      { kind: 'unverified', reason: { kind: 'untrusted' } },
      'Not verified: the key vaults that this workspace names are not checked until you trust the workspace',
    ],
    [{ kind: 'unverified', reason: { kind: 'checking' } }, 'Not verified yet: checking Key Vault'],
    [
      {
        kind: 'unverified',
        reason: { kind: 'failed', vault, failure: 'offline', message: l10n.t('{0} is out of reach.', 'contoso') },
      },
      'Not verified: contoso is out of reach.',
    ],
    [
      {
        kind: 'unverified',
        reason: { kind: 'failed', vault, failure: 'offline', message: l10n.t('{0} is out of reach.', 'contoso') },
        since: now - day,
      },
      'Not verified: contoso is out of reach. Last read on 2026-11-23.',
    ],
    [{ kind: 'malformed' }, 'Invalid: not a thumbprint of 40 hexadecimal digits'],
    [{ kind: 'placeholder' }, 'Placeholder: not checked against Key Vault until it is replaced with a thumbprint'],
  ];
  for (const [verdict, line] of cases) {
    it(`says “${line}”`, () => {
      assert.equal(verdictLine(verdict, now), line);
    });
  }

  it('keeps the names from a vault apart from its own words', () => {
    const line = verdictLine({ kind: 'current', match: { ...web, certificate: '{1}' }, checked }, now);
    assert.match(line, /^Current: \{1\} in contoso, /);
  });
});

describe('Names and dates', () => {
  it('call a vault by the first label of its host', () => {
    const urls = [vault, 'HTTPS://Contoso.vault.azure.net/', 'https://contoso:443', 'no url'];
    assert.deepEqual(urls.map(vaultName), ['contoso', 'Contoso', 'contoso', 'no url']);
  });

  it('write a moment as its date in UTC', () => {
    assert.equal(isoDate(now - 1), '2026-11-23');
    assert.equal(isoDate(now), '2026-11-24');
    assert.equal(isoDate(NaN), '?');
    assert.equal(isoDate(Infinity), '?');
  });
});
