import assert from 'node:assert/strict';
import type { VerdictKind } from '../../src/certificate/verdict';
import { type InventoryRow, inventoryOf, urgency } from '../../src/check/inventory';
import { inventoryCsv, inventoryJson } from '../../src/check/inventoryFormats';
import { judgeDocument, type Judgement } from '../../src/check/judge';
import { parseCscfg } from '../../src/cscfg/document';
import { readDeployments } from '../../src/deployment/deployments';
import { certificateElement, knownThumbprint, webRoleWith } from '../cscfg/support/texts';
import { verdict } from '../cscfg/support/vault';
import { contoso, day, now, vault, version } from '../vault/snapshots';

const definition = {
  file: 'Shop.csdef',
  name: 'Shop.csdef',
  document: parseCscfg(
    '<ServiceDefinition name="Shop"><WebRole name="web"><Certificates>' +
      '<Certificate name="tls" storeLocation="LocalMachine" storeName="My" />' +
      '</Certificates></WebRole></ServiceDefinition>',
  ),
};

/** The judgement of a configuration against the vault contoso, which has the certificate `web`. */
function judged(text: string, expires = now + 265 * day): Judgement {
  const cscfg = parseCscfg(text);
  const self = { file: 'Shop.cscfg', name: 'Shop.cscfg', document: cscfg };
  return judgeDocument(
    {
      cscfg,
      settings: { expiryWarningDays: 30, levels: {} },
      snapshots: [vault([[version(knownThumbprint, { expires })]])],
      service: { self: self.file, definition, configurations: [self], projects: [] },
      fileName: self.name,
    },
    now,
  );
}

function rowsOf(text: string, expires?: number): readonly InventoryRow[] {
  return inventoryOf('app/Shop.cscfg', judged(text, expires)).map(({ row }) => row);
}

const text = [
  '<ServiceConfiguration serviceName="Shop">',
  '  <Role name="Web">',
  '    <Certificates>',
  `      <Certificate name="Tls" thumbprint="${knownThumbprint.toLowerCase()}" thumbprintAlgorithm="sha1" />`,
  '      <Certificate name="Other" thumbprint="12 34" />',
  '      <Certificate />',
  '    </Certificates>',
  '  </Role>',
  '</ServiceConfiguration>',
].join('\r\n');

const row: InventoryRow = {
  service: 'Shop',
  configuration: 'app/Shop.cscfg',
  role: 'Web',
  name: 'Tls',
  store: 'LocalMachine\\My',
  thumbprint: knownThumbprint,
  certificate: 'web',
  vault: contoso,
  version: '0'.padStart(32, 'f'),
  expires: '2027-02-21T00:00:00.000Z',
  days: 265,
  verdict: 'current',
  inOsProfile: 'unknown',
  line: 4,
  column: 43,
};

const unknown = { store: null, certificate: null, vault: null, version: null, expires: null, days: null } as const;

describe('The inventory of a configuration', () => {
  it('has a row for each certificate, in document order', () => {
    assert.deepEqual(rowsOf(text), [
      row,
      { ...row, ...unknown, name: 'Other', thumbprint: '12 34', verdict: 'malformed', line: 5, column: 45 },
      { ...row, ...unknown, name: null, thumbprint: null, verdict: 'malformed', line: 6, column: 7 },
    ]);
  });

  const expiries: readonly (readonly [what: string, expires: number, days: number])[] = [
    ['a certificate that expires today', now + day / 2, 0],
    ['a certificate that expired today', now - day / 2, 0],
    ['a certificate that expires tomorrow', now + 1.5 * day, 1],
    ['a certificate that expired yesterday', now - 1.5 * day, -1],
  ];
  for (const [what, expires, days] of expiries) {
    it(`counts ${String(days)} days for ${what}`, () => {
      assert.deepEqual(
        rowsOf(webRoleWith(certificateElement(knownThumbprint)), expires).map((one) => one.days),
        [days],
      );
    });
  }

  it('names the vault of a secret that no certificate belongs to', () => {
    const judgement = judged(webRoleWith(certificateElement(knownThumbprint)));
    const context = { ...judgement.context, verdictOf: () => verdict('secretOnly') };
    const [only] = inventoryOf('a.cscfg', { ...judgement, context });
    assert.deepEqual(
      { certificate: only?.row.certificate, vault: only?.row.vault, verdict: only?.row.verdict },
      { certificate: null, vault: contoso, verdict: 'secretOnly' },
    );
  });

  const secrets = (...urls: readonly string[]): object[] => [
    {
      sourceVault: { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso' },
      vaultCertificates: urls.map((certificateUrl) => ({ certificateUrl })),
    },
  ];
  const [own, older] = ['0', '1'].map((digit) => `${contoso}/secrets/web/${digit.padStart(32, 'f')}`) as [
    string,
    string,
  ];
  const deployments: readonly (readonly [what: string, osProfile: object | undefined, expected: string])[] = [
    ['no template is known', undefined, 'unknown'],
    ['the template has the version', { secrets: secrets(`${contoso}/secrets/api/${'a'.repeat(32)}`, own) }, 'yes'],
    ['the template has the certificate without a version', { secrets: secrets(`${contoso}/secrets/web`) }, 'yes'],
    ['the template has another version', { secrets: secrets(older) }, 'no'],
    ['the template has no secrets', {}, 'no'],
    [
      'the template has a secret that is not known',
      { secrets: secrets(`${contoso}/secrets/api/${'a'.repeat(32)}`) },
      'unknown',
    ],
    ['a parameter without a value gives the secrets', { secrets: "[parameters('secrets')]" }, 'unknown'],
  ];
  for (const [what, osProfile, expected] of deployments) {
    it(`has ${expected} for osProfile if ${what}`, () => {
      const judgement = judged(webRoleWith(certificateElement(knownThumbprint)));
      const template = JSON.stringify({
        resources: [
          {
            type: 'Microsoft.Compute/cloudServices',
            name: 'Shop',
            properties: { roleProfile: { roles: [] }, osProfile },
          },
        ],
      });
      const services =
        osProfile === undefined
          ? []
          : readDeployments([{ file: 'shop.json', text: template }]).flatMap((one) => one.services);
      const context = {
        ...judgement.context,
        verdictOf: judgement.context.verdictOf,
        deployment: { services, textOf: () => template },
      };
      const entries = inventoryOf('a.cscfg', { ...judgement, cscfg: judgement.cscfg, context });
      assert.deepEqual(
        entries.map((entry) => entry.row.inOsProfile),
        [expected],
      );
    });
  }

  it('has an urgency for each verdict', () => {
    const kinds: Readonly<Record<VerdictKind, true>> = {
      current: true,
      expiring: true,
      outdated: true,
      notYetValid: true,
      expired: true,
      unusable: true,
      disabled: true,
      deleted: true,
      secretOnly: true,
      notFound: true,
      unverified: true,
      malformed: true,
      placeholder: true,
    };
    assert.deepEqual([...urgency].sort(), Object.keys(kinds).sort());
  });
});

describe('The inventory as CSV', () => {
  const header =
    'service,configuration,role,name,store,thumbprint,certificate,vault,version,expires,days,verdict,inOsProfile,line,column';
  const line = (change: Partial<InventoryRow>): string | undefined =>
    inventoryCsv([{ ...row, ...change }]).split('\r\n')[1];
  const named = (name: string): string | undefined => line({ name })?.split(`Web,`)[1]?.split(',LocalMachine')[0];

  it('has a header and CRLF after every line', () => {
    assert.equal(inventoryCsv([]), `${header}\r\n`);
    assert.equal(
      inventoryCsv([{ ...row, ...unknown }]),
      `${header}\r\nShop,app/Shop.cscfg,Web,Tls,,${knownThumbprint},,,,,,current,unknown,4,43\r\n`,
    );
  });

  it('keeps a negative number a number', () => {
    assert.match(line({ days: -9 }) ?? '', /Z,-9,current/);
  });

  const cells: readonly (readonly [name: string, cell: string])[] = [
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a;b', 'a;b'],
    [' a', ' a'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\u00A0=1', "'\u00A0=1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("https://a.example","b")', '"\'=HYPERLINK(""https://a.example"",""b"")"'],
    ['\t=1', '\\u0009=1'],
    ['a\r\nb', 'a\\u000D\\u000Ab'],
    ['a\u200Eb\u001B[2J', 'a\\u200Eb\\u001B[2J'],
    ['Straße', 'Straße'],
  ];
  for (const [name, cell] of cells) {
    it(`writes ${JSON.stringify(name)} as ${cell}`, () => {
      assert.equal(named(name), cell);
    });
  }
});

describe('The inventory as JSON', () => {
  it('has the columns as keys, in the same order', () => {
    const json = inventoryJson([row]);
    assert.deepEqual(JSON.parse(json), { version: 1, certificates: [row] });
    const [first] = (JSON.parse(json) as { readonly certificates: readonly object[] }).certificates;
    assert.deepEqual(Object.keys(first ?? {}), inventoryCsv([]).trim().split(','));
    assert.deepEqual(Object.keys(first ?? {}), Object.keys(row));
  });

  it('escapes invisible characters', () => {
    assert.match(inventoryJson([{ ...row, name: 'a\u200Eb' }]), /"name": "a\\u200Eb"/);
  });
});
