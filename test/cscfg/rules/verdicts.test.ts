import assert from 'node:assert/strict';
import type { CertificateVersion, VerdictKind } from '../../../src/certificate/verdict';
import {
  certificateElement,
  findingLines,
  fixLines,
  knownThumbprint,
  otherThumbprint,
  webRoleWith,
} from '../support/texts';
import { newest, other, says, verdict, web } from '../support/vault';

const text = webRoleWith(certificateElement(knownThumbprint));
const updated = webRoleWith(certificateElement(otherThumbprint));
const update = `* Update to the newest version of contoso-web (expires 2027-11-24) → ${updated}`;

interface Row {
  readonly kind: VerdictKind;
  readonly latest?: CertificateVersion;
  readonly finding: string;
  readonly fixes: readonly string[];
}

const rows: readonly Row[] = [
  {
    kind: 'notFound',
    finding: `thumbprint-not-in-vault |${knownThumbprint}| Not found: no certificate in contoso has this thumbprint. Replace it, or add the key vault that contains it.`,
    fixes: [],
  },
  {
    kind: 'outdated',
    finding: `certificate-outdated |${knownThumbprint}| Outdated: an older version of contoso-web in contoso; the newest version expires on 2027-11-24. Update to the newest version.`,
    fixes: [update],
  },
  {
    kind: 'outdated',
    latest: { ...newest, enabled: false },
    finding: `certificate-outdated |${knownThumbprint}| Outdated: an older version of contoso-web in contoso; the newest version is disabled. Fix the newest version in Key Vault, or choose another certificate.`,
    fixes: [],
  },
  {
    kind: 'expired',
    finding: `certificate-expired |${knownThumbprint}| Expired: contoso-web in contoso, expired 3 days ago (2026-11-21). Renew it in Key Vault, or choose another certificate.`,
    fixes: [],
  },
  {
    kind: 'expired',
    latest: newest,
    finding: `certificate-expired |${knownThumbprint}| Expired: contoso-web in contoso, expired 3 days ago (2026-11-21); the newest version expires on 2027-11-24. Update to the newest version.`,
    fixes: [update],
  },
  {
    kind: 'expired',
    latest: { ...newest, expires: 0 },
    finding: `certificate-expired |${knownThumbprint}| Expired: contoso-web in contoso, expired 3 days ago (2026-11-21); the newest version expired on 1970-01-01. Renew it in Key Vault, or choose another certificate.`,
    fixes: [],
  },
  {
    kind: 'notYetValid',
    finding: `certificate-not-yet-valid |${knownThumbprint}| Not yet valid: contoso-web in contoso, valid in 2 days (2026-11-26). Deploy after that date, or choose another certificate.`,
    fixes: [],
  },
  {
    kind: 'notYetValid',
    latest: newest,
    finding: `certificate-not-yet-valid |${knownThumbprint}| Not yet valid: contoso-web in contoso, valid in 2 days (2026-11-26); the newest version expires on 2027-11-24. Update to the newest version.`,
    fixes: [update],
  },
  {
    kind: 'disabled',
    finding: `certificate-disabled |${knownThumbprint}| Disabled: contoso-web in contoso, expires in 12 days (2026-12-06). Enable it in Key Vault, or choose another certificate.`,
    fixes: [],
  },
  {
    kind: 'disabled',
    latest: newest,
    finding: `certificate-disabled |${knownThumbprint}| Disabled: contoso-web in contoso, expires in 12 days (2026-12-06); the newest version expires on 2027-11-24. Update to the newest version.`,
    fixes: [update],
  },
  {
    kind: 'deleted',
    finding: `certificate-deleted |${knownThumbprint}| Deleted: contoso-web in contoso, recoverable until 2026-12-24. Recover it in Key Vault, or choose another certificate.`,
    fixes: [],
  },
  {
    kind: 'expiring',
    finding: `certificate-expiring |${knownThumbprint}| Expiring: contoso-web in contoso, expires in 12 days (2026-12-06). Renew it in Key Vault before it expires.`,
    fixes: [],
  },
];

describe('The verdict of the vaults', () => {
  for (const { kind, latest, finding, fixes } of rows) {
    const context = says(verdict(kind, latest));
    it(`${kind} is reported: ${finding}`, () => {
      assert.deepEqual(findingLines(text, context), [finding]);
    });
    it(`${kind} has ${fixes.length === 0 ? 'no fix that writes' : fixes.join('; ')}`, () => {
      assert.deepEqual(fixLines(text, finding.split(' ')[0] ?? '', context), fixes);
    });
  }

  for (const kind of ['current', 'unverified'] as const) {
    it(`${kind} is no finding`, () => {
      assert.deepEqual(findingLines(text, says(verdict(kind))), []);
    });
  }

  it('is reported for a thumbprint in any style, and for nothing else', () => {
    const context = says(verdict('notFound'));
    const codes = (entries: string): readonly (string | undefined)[] =>
      findingLines(webRoleWith(entries), context).map((line) => line.split(' ')[0]);
    assert.deepEqual(codes(certificateElement(knownThumbprint.toLowerCase())), [
      'thumbprint-style',
      'thumbprint-not-in-vault',
    ]);
    assert.deepEqual(codes(certificateElement(`\u200E${knownThumbprint}`)), [
      'thumbprint-hidden-characters',
      'thumbprint-not-in-vault',
    ]);
    assert.deepEqual(codes(certificateElement('#{X}#')), ['thumbprint-placeholder']);
    assert.deepEqual(codes(certificateElement(knownThumbprint.slice(1))), ['thumbprint-malformed']);
    assert.deepEqual(codes(certificateElement('')), ['thumbprint-missing']);
    assert.deepEqual(codes(`<Certificate name="web" thumbprint="${knownThumbprint}" thumbprintAlgorithm="`), [
      'xml-syntax',
    ]);
  });

  it('keeps the quotes and the lines of the entry in its fix', () => {
    const entry = (thumbprint: string): string =>
      `\r\n\t<Certificate\r\n\t\tname='web'\r\n\t\tthumbprint='${thumbprint}'\r\n\t\tthumbprintAlgorithm='sha1'/>\r\n`;
    const fixes = fixLines(webRoleWith(entry(knownThumbprint)), 'certificate-outdated', says(verdict('outdated')));
    assert.deepEqual(fixes, [update.replace(updated, webRoleWith(entry(otherThumbprint)))]);
  });
});

describe('The certificates that are proposed for one that no vault has', () => {
  const typo = `${otherThumbprint.slice(0, 39)}0`;
  const proposed = (
    thumbprint: string,
    name: string,
    inventory: readonly CertificateVersion[],
    code = 'thumbprint-not-in-vault',
  ): readonly string[] =>
    fixLines(webRoleWith(certificateElement(thumbprint, name)), code, says(verdict('notFound'), inventory)).map((fix) =>
      fix.replace(/ → .*/s, ''),
    );
  const vault = [
    other('contoso-api', 'A'.repeat(40)),
    newest,
    other('payments', 'B'.repeat(40)),
    other('Web', 'C'.repeat(40)),
  ];

  it('are those with similar names, the most similar first, none preferred', () => {
    assert.deepEqual(proposed('D'.repeat(40), 'web', vault), [
      'Replace with Web (expires 2026-12-06)',
      'Replace with contoso-web (expires 2027-11-24)',
    ]);
  });

  it('begin with the one whose thumbprint was mistyped, which is preferred', () => {
    assert.deepEqual(proposed(typo, 'api', vault), [
      '* Replace with contoso-web (expires 2027-11-24)',
      'Replace with contoso-api (expires 2026-12-06)',
    ]);
  });

  it('count one as mistyped up to four digits', () => {
    assert.equal(proposed(`${otherThumbprint.slice(0, 36)}0000`, 'none', [newest]).length, 1);
    assert.equal(proposed(`${otherThumbprint.slice(0, 35)}00000`, 'none', [newest]).length, 0);
  });

  it('are not preferred where two thumbprints are as near', () => {
    const twins = [other('a', otherThumbprint), other('b', `${otherThumbprint.slice(0, 39)}1`)];
    assert.deepEqual(proposed(typo, 'none', twins), [
      'Replace with a (expires 2026-12-06)',
      'Replace with b (expires 2026-12-06)',
    ]);
  });

  it('are three at most, each once', () => {
    const many = ['web', 'web-1', 'web-2', 'web-3'].map((name, index) => other(name, String(index).repeat(40)));
    assert.equal(proposed('D'.repeat(40), 'web', many).length, 3);
    assert.deepEqual(proposed(typo, 'web', [newest]), ['* Replace with contoso-web (expires 2027-11-24)']);
  });

  it('are empty if no name is similar', () => {
    assert.deepEqual(proposed('D'.repeat(40), 'reports', vault), []);
    assert.deepEqual(proposed('D'.repeat(40), 'web', []), []);
  });

  it('are proposed for a thumbprint that is missing or malformed, too', () => {
    assert.deepEqual(proposed('', 'web', [web], 'thumbprint-missing'), [
      'Replace with contoso-web (expires 2026-12-06)',
    ]);
    assert.deepEqual(proposed(otherThumbprint.slice(1), 'api', [newest], 'thumbprint-malformed'), [
      '* Replace with contoso-web (expires 2027-11-24)',
    ]);
    assert.deepEqual(proposed(`${otherThumbprint.slice(0, 39)}O`, 'api', [newest], 'thumbprint-malformed'), [
      '* Replace with contoso-web (expires 2027-11-24)',
    ]);
    assert.deepEqual(proposed('contoso', 'web', [newest], 'thumbprint-malformed'), [
      'Replace with contoso-web (expires 2027-11-24)',
    ]);
  });
});

describe('The certificates that are proposed for an address or a name in place of a thumbprint', () => {
  const V = 'a'.repeat(32);
  const O = '0'.repeat(32);
  const wildcard: CertificateVersion = { ...other('contoso-wildcard', 'A'.repeat(40)), version: V };
  const older: CertificateVersion = { ...wildcard, thumbprint: 'D'.repeat(40), version: O };
  const api = other('contoso-api', 'B'.repeat(40));
  const inventory = [api, wildcard];
  const proposed = (
    text: string,
    known: readonly CertificateVersion[] = [...inventory, older],
    code = 'thumbprint-malformed',
  ): readonly string[] =>
    fixLines(webRoleWith(certificateElement(text, 'Api')), code, {
      ...says(verdict('notFound'), inventory),
      known: () => known,
    }).map((fix) => fix.replace(/^(\*? ?Replace with [^ ,]+(?:, version \w+)?).* → .*thumbprint="(.).*/s, '$1 $2'));
  const address = 'https://contoso.vault.azure.net/certificates/contoso-wildcard';
  const secret = address.replace('certificates', 'secrets');

  const cases: readonly (readonly [what: string, fixes: readonly string[], proposed: readonly string[]])[] = [
    [
      'begin with the named one',
      proposed(address),
      ['* Replace with contoso-wildcard A', 'Replace with contoso-api B'],
    ],
    [
      'begin with the named version, then have the newest one',
      proposed(`${secret}/${O}`),
      [
        '* Replace with contoso-wildcard, version 00000000 D',
        'Replace with contoso-wildcard A',
        'Replace with contoso-api B',
      ],
    ],
    [
      'are the newest version, not preferred, where the named one is not known',
      proposed(`${secret}/${'b'.repeat(32)}`),
      ['Replace with contoso-wildcard A', 'Replace with contoso-api B'],
    ],
    [
      'are the newest version, not preferred, where the named one cannot be used',
      proposed(`${secret}/${O}`, [...inventory, { ...older, enabled: false }]),
      ['Replace with contoso-wildcard A', 'Replace with contoso-api B'],
    ],
    [
      'begin with the one whose plain name it is',
      proposed('Contoso-Wildcard'),
      ['* Replace with contoso-wildcard A', 'Replace with contoso-api B'],
    ],
    ['are none where the vault does not have it', proposed(address.replace('wildcard', 'gone')), []],
    ['are none where its vault is not asked', proposed(address.replace('contoso.', 'fabrikam.')), []],
    [
      'are none where it cannot be used',
      proposed(address.replace('wildcard', 'pem'), [{ ...api, certificate: 'contoso-pem', enabled: false }]),
      [],
    ],
    [
      'are those named like the entry where the address is no vault’s',
      proposed('https://contoso.example/x'),
      ['Replace with contoso-api B'],
    ],
  ];
  for (const [what, fixes, expected] of cases) {
    it(what, () => {
      assert.deepEqual(fixes, expected);
    });
  }

  it('come before a conversion that is possible by chance', () => {
    const name = 'fLi3U52HunIVNXubkEnf8tP6Wbo';
    const named = { ...wildcard, certificate: name };
    const [first] = fixLines(
      webRoleWith(certificateElement(name, 'Api')),
      'thumbprint-malformed',
      says(verdict('notFound'), [named]),
    );
    assert.match(first ?? '', /^\* Replace with fLi3U52HunIVNXubkEnf8tP6Wbo \(expires/);
  });

  it('are proposed for a name that reads like a placeholder, too', () => {
    const named = { ...wildcard, certificate: 'my-web' };
    const [first] = fixLines(
      webRoleWith(certificateElement('my-web', 'Api')),
      'thumbprint-placeholder',
      says(verdict('notFound'), [named]),
    );
    assert.match(first ?? '', /^\* Replace with my-web \(expires/);
  });
});
