import assert from 'node:assert/strict';
import type { UnverifiedReason, Verdict } from '../../../src/certificate/verdict';
import { contextOf, current, fixesOf, found, print, service } from './verdictCases';

const failed: UnverifiedReason = {
  kind: 'failed',
  vault: 'https://contoso.vault.azure.net',
  failure: 'signedOut',
  message: 'Sign in to read contoso.vault.azure.net.',
};
const because = (reason: UnverifiedReason): Verdict => ({ kind: 'unverified', reason });
const text = service([print('A'), print('B')], [print('C')]);
const context = (verdict: Verdict) =>
  contextOf({ [print('A')]: current('A', undefined), [print('B')]: verdict, [print('C')]: verdict });

describe('Thumbprints that are not verified', () => {
  const cases: readonly (readonly [reason: UnverifiedReason, message: string, fix: string])[] = [
    [
      { kind: 'noVault' },
      'Not verified: no key vault is configured for this file. Add the key vault that contains the certificates.',
      'Add a key vault…',
    ],
    [{ ...failed, signIn: true }, 'Not verified: Sign in to read contoso.vault.azure.net.', 'Sign in to Key Vault'],
    [
      { ...failed, failure: 'offline', message: 'contoso cannot be reached.' },
      'Not verified: contoso cannot be reached.',
      'Read the key vaults again',
    ],
  ];
  for (const [reason, message, fix] of cases) {
    it(`are one hint on the first of them, with the way out "${fix}"`, () => {
      assert.deepEqual(found(text, context(because(reason))), [`hint thumbprint-unverified B: ${message}`]);
      assert.deepEqual(
        fixesOf(text, context(because(reason)), 'thumbprint-unverified').map(([title]) => title),
        [fix],
      );
    });
  }

  for (const kind of ['checking', 'notAsked', 'untrusted'] as const) {
    it(`are not reported while a vault is read, and where none is (${kind})`, () => {
      assert.deepEqual(found(text, context(because({ kind }))), []);
    });
  }
});
