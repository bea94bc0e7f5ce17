import assert from 'node:assert/strict';
import { classifyThumbprint, type LooksLike } from '../../src/certificate/thumbprint';
import { knownThumbprint, otherThumbprint } from '../cscfg/support/texts';

const pairs = (knownThumbprint.match(/../g) ?? []).join(':');
const sha256 = `${knownThumbprint}${knownThumbprint.slice(0, 24)}`;
/** The JSON Web Signature specification has this pair as its example. */
const x5t: LooksLike = { kind: 'x5t', thumbprint: knownThumbprint };
const embedded: LooksLike = { kind: 'embedded', thumbprint: knownThumbprint };
const web = (version?: string): LooksLike => ({
  kind: 'identifier',
  identifier: {
    vault: 'https://contoso.vault.azure.net',
    certificate: 'web',
    ...(version === undefined ? {} : { version }),
  },
});

describe('What is no thumbprint', () => {
  const cases: readonly (readonly [value: string, looksLike: LooksLike])[] = [
    [sha256, { kind: 'sha256' }],
    [sha256.toLowerCase(), { kind: 'sha256' }],
    [(sha256.match(/../g) ?? []).join(' '), { kind: 'sha256' }],
    ['4pjNa-VLe2Az-wVPlwbYtVR4bFeuQvJjQDTvWPDZ4ho', { kind: 'sha256' }],
    ['4pjNa+VLe2Az+wVPlwbYtVR4bFeuQvJjQDTvWPDZ4ho=', { kind: 'sha256' }],
    ['fLi3U52HunIVNXubkEnf8tP6Wbo', x5t],
    ['fLi3U52HunIVNXubkEnf8tP6Wbo=', x5t],
    [' fLi3U52HunIVNXubkEnf8tP6Wbo ', x5t],
    ['fLi3U52HunIVNXubkEnf8t_6Wbo', { kind: 'x5t', thumbprint: '7CB8B7539D87BA7215357B9B9049DFF2DFFA59BA' }],
    ['fLi3U52HunIVNXubkEnf8t/6Wbo', { kind: 'x5t', thumbprint: '7CB8B7539D87BA7215357B9B9049DFF2DFFA59BA' }],
    ['fLi3U52HunIVNXub-Enf8tP6Wbo', { kind: 'x5t', thumbprint: '7CB8B7539D87BA7215357B9BF849DFF2D3FA59BA' }],
    // Words by chance.
    ['3My4Add9HunIVNXubkEnf8tP6Wo', { kind: 'x5t', thumbprint: 'DCCCB801D77D1EE9C854D5EE6E41277FCB4FE96A' }],
    // Bits left over: of no 20 bytes.
    ['fLi3U52HunIVNXubkEnf8tP6Wbp', { kind: 'other' }],
    [knownThumbprint.slice(1), { kind: 'digits', count: 39 }],
    [`${knownThumbprint}A`, { kind: 'digits', count: 41 }],
    [knownThumbprint.slice(0, 2), { kind: 'digits', count: 2 }],
    ['A', { kind: 'digits', count: 1 }],
    [pairs.slice(3), { kind: 'digits', count: 38 }],
    [`${knownThumbprint}${otherThumbprint}`, { kind: 'digits', count: 80 }],
    [`${knownThumbprint.slice(0, 25)}O${knownThumbprint.slice(26)}`, { kind: 'letter', character: 'O' }],
    [`${knownThumbprint.slice(0, 39)}g`, { kind: 'letter', character: 'G' }],
    [`\u0410${knownThumbprint.slice(1)}`, { kind: 'letter', character: '\u0410' }],
    [`\uFF17${knownThumbprint.slice(1)}`, { kind: 'letter', character: '\uFF17' }],
    [`${knownThumbprint.slice(0, 39)}𝄞`, { kind: 'letter', character: '𝄞' }],
    ['-----BEGIN CERTIFICATE----- MIIDdzCCAl+gAwIBAgIE', { kind: 'pem' }],
    ['MIIDdzCCAl+gAwIBAgIEMy5me/put+here', { kind: 'pem' }],
    ['2cc2b7d5-9f1a-4a3b-8c1d-0123456789ab', { kind: 'guid' }],
    ['{2CC2B7D5-9F1A-4A3B-8C1D-0123456789AB}', { kind: 'guid' }],
    ['https://contoso.vault.azure.net/certificates/web', web()],
    ['HTTPS://Contoso.Vault.Azure.Net:443/Certificates/web/', web()],
    ['contoso.vault.azure.net/keys/web', web()],
    ['https://contoso.vault.azure.net/certificates/web?api-version=7.4', web()],
    [
      `https://contoso.vault.azure.net/secrets/web/${knownThumbprint.slice(0, 32)}`,
      web(knownThumbprint.slice(0, 32).toLowerCase()),
    ],
    ['@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/web/)', web()],
    [
      'https://portal.azure.com/#@t/asset/Microsoft_Azure_KeyVault/Certificate/https://contoso.vault.azure.net/certificates/web',
      web(),
    ],
    [`https://contoso.vault.azure.net/secrets/${knownThumbprint}`, embedded],
    ['https://contoso.vault.azure.net', { kind: 'url' }],
    ['https://contoso.vault.azure.net/certificates', { kind: 'url' }],
    ['https://contoso.vault.azure.net.contoso.example/certificates/web', { kind: 'url' }],
    ['https://contoso.vault.azure.net@contoso.example/certificates/web', { kind: 'url' }],
    ['https://contoso.example/certificates/web', { kind: 'url' }],
    ['https://contoso.managedhsm.azure.net/keys/web', { kind: 'url' }],
    ['http://contoso.example/web.pfx', { kind: 'url' }],
    [`SHA1 Fingerprint=${pairs}`, embedded],
    [`sha1:${knownThumbprint}`, embedded],
    [`sha1 Fingerprint=${pairs}\nX509v3 Subject Key Identifier: ${pairs.replaceAll('7', '8')}`, embedded],
    [`sha256 Fingerprint=${pairs}:${pairs.slice(0, 35)}`, { kind: 'other' }],
    [`Thumbprint: ${pairs.replaceAll(':', ' ').toLowerCase()}`, embedded],
    [`"${knownThumbprint}"`, embedded],
    [`[${knownThumbprint}]`, embedded],
    [`#{${knownThumbprint}}#`, embedded],
    [`0x${knownThumbprint}`, embedded],
    [`${knownThumbprint},${otherThumbprint}`, { kind: 'other' }],
    [`x${knownThumbprint}A`, { kind: 'letter', character: 'X' }],
    ['contoso-web', { kind: 'other' }],
    ['contoso-certificate', { kind: 'other' }],
    ['CN=contoso', { kind: 'other' }],
    ['#', { kind: 'other' }],
    ['#{}#', { kind: 'other' }],
    ['sha1', { kind: 'other' }],
  ];
  for (const [value, looksLike] of cases) {
    it(`looks like ${JSON.stringify(looksLike)} as ${JSON.stringify(value)}`, () => {
      assert.deepEqual(classifyThumbprint(value), { kind: 'malformed', looksLike, hidden: [] });
    });
  }

  it('is classified without its hidden characters, which are also reported', () => {
    const looksLike = { kind: 'digits', count: 39 };
    assert.deepEqual(classifyThumbprint(`\u200E${knownThumbprint.slice(1)}`), {
      kind: 'malformed',
      looksLike,
      hidden: [0],
    });
  });
});
