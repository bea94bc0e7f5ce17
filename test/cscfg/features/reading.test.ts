import assert from 'node:assert/strict';
import { parseCscfg } from '../../../src/cscfg/document';
import { identifierLinks } from '../../../src/cscfg/links';
import { roleLenses, thumbprintHints } from '../../../src/cscfg/hints';
import { check } from '../../../src/cscfg/rules/check';
import type { UnverifiedReason, Verdict } from '../../../src/certificate/verdict';
import { now, version } from '../completion/choose';
import { context } from '../schema/judge';

const day = 86_400_000;

const service = (inRole: string) =>
  `<ServiceConfiguration serviceName="Shop"><Role name="Web">${inRole}</Role></ServiceConfiguration>`;

describe('Behind a thumbprint', () => {
  const text = service(
    `<Certificates><Certificate name="web" thumbprint="${'A'.repeat(40)}" thumbprintAlgorithm="sha1" /></Certificates>`,
  );
  const match = version('contoso-web', 'A', { expires: now + 41.5 * day });
  const known = { match, checked: now };
  const hintsOf = (verdict: Verdict) => thumbprintHints(parseCscfg(text), { verdictOf: () => verdict, now });

  const cases: readonly (readonly [verdict: Verdict, label: string])[] = [
    [{ kind: 'current', ...known }, '= contoso-web, 41 d'],
    [{ kind: 'expiring', days: 41, ...known }, '= contoso-web, 41 d'],
    [{ kind: 'current', match: version('forever', 'A', {}), checked: now }, '= forever, 100 d'],
    [{ kind: 'outdated', latest: match, ...known }, '= contoso-web, outdated'],
    [{ kind: 'expired', ...known }, '= contoso-web, expired'],
    [{ kind: 'disabled', ...known }, '= contoso-web, disabled'],
    [{ kind: 'deleted', ...known }, '= contoso-web, deleted'],
    [{ kind: 'notYetValid', ...known }, '= contoso-web, not yet valid'],
    [{ kind: 'unusable', why: 'pem', ...known }, '= contoso-web, unusable'],
  ];
  for (const [verdict, label] of cases) {
    it(`shows “${label}” where it is ${verdict.kind}`, () => {
      const [hint, ...others] = hintsOf(verdict);
      assert.deepEqual([hint!.label, others], [label, []]);
      assert.equal(text.slice(0, hint!.offset).endsWith(`${'A'.repeat(40)}"`), true);
    });
  }

  const unverified: readonly (readonly [reason: UnverifiedReason, label: string | undefined])[] = [
    [{ kind: 'noVault' }, 'not verified'],
    [{ kind: 'untrusted' }, 'not verified'],
    [{ kind: 'failed', vault: 'https://contoso.vault.azure.net', failure: 'offline', message: '' }, 'not verified'],
    [{ kind: 'checking' }, undefined],
    [{ kind: 'notAsked' }, undefined],
  ];
  for (const [reason, label] of unverified) {
    it(`shows ${label ?? 'nothing'} where it is unverified (${reason.kind})`, () => {
      assert.equal(hintsOf({ kind: 'unverified', reason })[0]?.label, label);
    });
  }

  it('shows nothing behind digits in a setting that need not be a thumbprint', () => {
    const written = service(
      `<ConfigurationSettings><Setting name="Hash" value="${'a'.repeat(40)}" /></ConfigurationSettings>`,
    );
    const verdictOf = (): Verdict => ({ kind: 'unverified', reason: { kind: 'noVault' } });
    assert.deepEqual(thumbprintHints(parseCscfg(written), { verdictOf, now }), []);
  });

  it('shows the certificates of the thumbprints in a setting', () => {
    const setting = (value: string) =>
      service(`<ConfigurationSettings><Setting name="Tokens" value="${value}" /></ConfigurationSettings>`);
    const offsetsIn = (written: string) =>
      thumbprintHints(parseCscfg(written), { verdictOf: () => ({ kind: 'current', ...known }), now }).map(
        ({ offset }) => written.slice(offset),
      );
    const [a, b] = ['a'.repeat(40), 'B'.repeat(40)];
    const rest = ' /></ConfigurationSettings></Role></ServiceConfiguration>';
    assert.deepEqual(offsetsIn(setting(a)), [rest]);
    assert.deepEqual(offsetsIn(setting(`${a}, ${b}`)), [`, ${b}"${rest}`, rest]);
  });

  it('shows no days for a certificate without an expiry date', () => {
    const { vault, certificate, thumbprint, enabled } = match;
    const [hint] = hintsOf({ kind: 'current', match: { vault, certificate, thumbprint, enabled }, checked: now });
    assert.equal(hint!.label, '= contoso-web');
  });

  it('shows nothing for an unknown thumbprint', () => {
    for (const verdict of [
      { kind: 'unverified', reason: { kind: 'checking' } },
      { kind: 'notFound', vaults: [], checked: now },
    ] as const) {
      assert.deepEqual(hintsOf(verdict), []);
    }
  });
});

describe('Above a role', () => {
  it('shows the number of certificates and problems', () => {
    const text = service(
      '<Instances count="1" /><Certificates><Certificate name="" thumbprint="0" thumbprintAlgorithm="sha1" /></Certificates>',
    ).replace('</ServiceConfiguration>', '<Role name="Worker"><Instances count="1" /></Role></ServiceConfiguration>');
    const document = parseCscfg(text);
    const lenses = roleLenses(document, check(document, context));
    assert.deepEqual(
      lenses.map(({ span, title }) => [text.slice(span.start, span.end), title]),
      [
        ['<Role', 'Certificates: 1, problems: 2'],
        ['<Role', 'Certificates: 0'],
      ],
    );
  });
});

describe('An identifier in a setting', () => {
  const linksIn = (value: string) => {
    const text = service(`<ConfigurationSettings><Setting name="a" value="${value}" /></ConfigurationSettings>`);
    return identifierLinks(parseCscfg(text)).map(({ span, ...link }) => [text.slice(span.start, span.end), link]);
  };
  const hex = '0123456789abcdef0123456789abcdef';

  it('of a certificate or a secret is a link, with its version or without', () => {
    const certificate = `https://Contoso.vault.azure.net:443/certificates/web/${hex}`;
    assert.deepEqual(linksIn(`${certificate}; https://c-1.vault.azure.cn/secrets/a`), [
      [certificate, { vault: 'https://contoso.vault.azure.net', kind: 'certificates', name: 'web', version: hex }],
      ['https://c-1.vault.azure.cn/secrets/a', { vault: 'https://c-1.vault.azure.cn', kind: 'secrets', name: 'a' }],
    ]);
  });

  it('is found at its place behind what is escaped', () => {
    assert.deepEqual(
      linksIn('a&amp;b https://contoso.vault.azure.net/secrets/x')[0]?.[0],
      'https://contoso.vault.azure.net/secrets/x',
    );
  });

  it('of another host, of a key, or of something longer is none', () => {
    for (const value of [
      'https://contoso.vault.azure.net.example.com/secrets/a',
      'https://contoso.vault.azure.net/keys/a',
      'https://contoso.vault.azure.net/secrets/a/b/c',
      'http://contoso.vault.azure.net/secrets/a',
      'https://contoso.managedhsm.azure.net/secrets/a',
    ]) {
      assert.deepEqual(linksIn(value), [], value);
    }
  });
});
