import assert from 'node:assert/strict';
import { redact } from '../../src/vault/client/sdkLog';
import { firstSentence, refusalIn } from '../../src/vault/signIn/causes';

const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL3ZhdWx0In0.c2lnbmF0dXJl';

describe('redact', () => {
  const cases: readonly (readonly [text: string, rest: string])[] = [
    [`GET / HTTP/1.1\\r\\nauthorization: Bearer ${jwt}\\r\\nHost: x`, 'GET / HTTP/1.1\\r\\nREDACTED\\r\\nHost: x'],
    [`"Authorization": "Bearer ${'x'.repeat(20)}", "a": 1`, '"REDACTED", "a": 1'],
    [`{"access_token": "opaque-token", "b": 2}`, '{"access_token": "REDACTED", "b": 2}'],
    [`{\\"accessToken\\":\\"opaque-token\\"}`, '{\\"accessToken\\":\\"REDACTED\\"}'],
    ['grant_type=x&client_secret=hush~hush&scope=y', 'grant_type=x&client_secret=REDACTED&scope=y'],
    [`token ${jwt}.`, 'token REDACTED'],
    [`cut off: ${jwt.slice(0, 50)}`, 'cut off: REDACTED'],
    ['refreshed 0.AXsAbCdEfGhIjKlMnOpQrStUvWx.AgAB end', 'refreshed REDACTED end'],
    [`opaque ${'aB3_'.repeat(25)}= end`, 'opaque REDACTED end'],
  ];
  for (const [text, rest] of cases) {
    it(`removes the secret from ${text.slice(0, 40)}…`, () => {
      assert.equal(redact(text), rest);
    });
  }

  it('does not change identifiers, hashes, paths, and challenges', () => {
    const text =
      'www-authenticate: Bearer authorization="https://login.windows.net/0c0ffee0-1111-4222-8333-c0a70501beef", ' +
      `${'0123456789abcdef'.repeat(4)} /subscriptions/0c0ffee0-1111-4222-8333-c0a70501beef/resourceGroups/shop-rg/providers/Microsoft.KeyVault/vaults/contoso`;
    assert.equal(redact(text), text);
  });
});

describe('An error of Microsoft Entra ID', () => {
  const cases: readonly (readonly [text: string, kind: string, words: string])[] = [
    [
      'ERROR: AADSTS50076: You must use multi-factor authentication to access x. Trace ID: 1 Correlation ID: 2',
      'claims',
      'AADSTS50076: You must use multi-factor authentication to access x.',
    ],
    [
      'AADSTS700082: The refresh token has expired Trace ID: 1',
      'sessionExpired',
      'AADSTS700082: The refresh token has expired',
    ],
    [
      'AADSTS50020: User account dev@contoso.com does not exist.\nMore.',
      'wrongTenant',
      'AADSTS50020: User account dev@contoso.com does not exist.',
    ],
    [
      'Error(s): 7000215 - Description: AADSTS7000215: Invalid client secret provided. Ensure - Correlation ID: x',
      'credential',
      'AADSTS7000215: Invalid client secret provided.',
    ],
    ['AADSTS500076', 'credential', 'AADSTS500076'],
    [`AADSTS65001: Consent to ${jwt} is missing.`, 'credential', 'AADSTS65001: Consent to REDACTED is missing.'],
  ];
  for (const [text, kind, words] of cases) {
    it(`is its code and first sentence: ${words}`, () => {
      assert.deepEqual(refusalIn(text), { kind, words });
    });
  }

  it('is absent if there is none, and has a maximum length', () => {
    assert.equal(refusalIn("Please run 'az login' to setup account."), undefined);
    assert.equal(firstSentence('word '.repeat(1000)).length, 300);
    assert.equal(firstSentence(' '.repeat(1_000_000)), '');
  });
});
