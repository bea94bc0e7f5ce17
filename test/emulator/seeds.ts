import { intermediateName, type CertificateSpec } from './certificate';
import type { EmulatedVault, VaultOptions } from './vault';
import type { Name } from './x509';

/** What the demo's vaults hold. Days are relative to now, so that every verdict holds whenever it is started. */

const contosoName = (commonName: string): Name => [
  ['C', 'US'],
  ['ST', 'Washington'],
  ['L', 'Redmond'],
  ['O', 'Contoso Ltd'],
  ['CN', commonName],
];

const year = 365;

const contoso: readonly CertificateSpec[] = [
  {
    // Renewed every year a month and a half before its end: the third is still valid though the fourth is there.
    name: 'contoso-web',
    subject: contosoName('www.contoso.com'),
    dnsNames: ['www.contoso.com', 'contoso.com', 'shop.contoso.com'],
    issuer: 'intermediate',
    tags: { team: 'shop', env: 'production' },
    versions: [
      { from: -3 * year - 10, to: -2 * year + 35, enabled: false },
      { from: -2 * year - 10, to: -year + 35 },
      { from: -year - 10, to: 35 },
      { from: -10, to: year - 10 },
    ],
  },
  {
    name: 'contoso-api',
    subject: contosoName('api.contoso.com'),
    dnsNames: ['api.contoso.com'],
    issuer: 'intermediate',
    tags: { team: 'shop', env: 'production' },
    versions: [
      { from: -300, to: 65 },
      { from: -20, to: year - 20 },
    ],
  },
  {
    name: 'contoso-issuing-ca',
    subject: intermediateName,
    issuer: 'root',
    versions: [{ from: -4 * year, to: 6 * year }],
  },
  {
    name: 'contoso-token-signing',
    subject: 'ContosoShop Token Signing',
    versions: [{ from: -353, to: 12 }],
  },
  {
    name: 'contoso-payments',
    subject: contosoName('payments.contoso.com'),
    dnsNames: ['payments.contoso.com'],
    issuer: 'intermediate',
    versions: [{ from: -374, to: -9 }],
  },
  {
    name: 'contoso-reports',
    subject: contosoName('reports.contoso.com'),
    dnsNames: ['reports.contoso.com'],
    issuer: 'intermediate',
    versions: [
      { from: -400, to: -35 },
      { from: -60, to: 305 },
    ],
  },
  {
    name: 'contoso-loyalty',
    subject: contosoName('loyalty.contoso.com'),
    dnsNames: ['loyalty.contoso.com'],
    issuer: 'intermediate',
    versions: [{ from: 6, to: 371 }],
  },
  {
    name: 'contoso-search',
    subject: contosoName('search.contoso.com'),
    dnsNames: ['search.contoso.com'],
    issuer: 'intermediate',
    tags: { disabled: 'key found in a build log, see incident 4711' },
    versions: [{ from: -120, to: 245, enabled: false }],
  },
  {
    name: 'contoso-ftp',
    subject: contosoName('ftp.contoso.com'),
    dnsNames: ['ftp.contoso.com'],
    versions: [{ from: -200, to: 165 }],
    deleted: { on: -19, purge: 71 },
  },
  {
    name: 'contoso-orders-worker',
    subject: 'ContosoShop Orders Worker',
    versions: [{ from: -90, to: 640 }],
  },
  {
    name: 'contoso-partner-client',
    subject: contosoName('Contoso B2B client'),
    key: 'ec',
    versions: [
      { from: -500, to: -135 },
      { from: -160, to: 205 },
    ],
  },
  {
    name: 'contoso-wildcard',
    subject: contosoName('*.contoso.com'),
    dnsNames: ['*.contoso.com'],
    issuer: 'intermediate',
    tags: { owner: 'platform@contoso.com' },
    versions: [{ from: -45, to: 320 }],
  },
  {
    name: 'contoso-linux-gateway',
    subject: contosoName('gateway.contoso.com'),
    dnsNames: ['gateway.contoso.com'],
    contentType: 'application/x-pem-file',
    versions: [{ from: -70, to: 295 }],
  },
  {
    name: 'contoso-code-signing',
    subject: contosoName('Contoso Ltd Code Signing'),
    exportable: false,
    versions: [{ from: -30, to: 700 }],
  },
  {
    // Not a certificate: what the migration from classic left of one.
    name: 'contoso-classic-ca',
    subject: contosoName('Contoso Classic CA'),
    secretOnly: true,
    versions: [{ from: -900, to: 900 }],
  },
  {
    name: 'contoso-vpn',
    subject: contosoName('vpn.contoso.com'),
    pending: true,
    versions: [{ from: 0, to: year }],
  },
];

const fabrikam: readonly CertificateSpec[] = [
  {
    name: 'staging-web',
    subject: 'staging.fabrikam.example',
    dnsNames: ['staging.fabrikam.example', '*.staging.fabrikam.example'],
    versions: [
      { from: -150, to: 30 + 5 },
      { from: -15, to: 165 },
    ],
  },
  {
    name: 'staging-token-signing',
    subject: 'ContosoShop Token Signing (staging)',
    versions: [{ from: -40, to: 325 }],
  },
  {
    name: 'staging-orders-worker',
    subject: 'ContosoShop Orders Worker (staging)',
    versions: [{ from: -40, to: 325 }],
  },
  {
    name: 'load-test',
    subject: 'ContosoShop load test',
    versions: [{ from: -5, to: 85 }],
  },
];

const partnerGateway: CertificateSpec = {
  name: 'partner-gateway',
  subject: 'gateway.northwind.example',
  dnsNames: ['gateway.northwind.example'],
  versions: [{ from: -100, to: 265 }],
};

const closed = [
  ['northwind', 'rbac'],
  ['denied', 'rbac'],
  ['walled', 'firewall'],
] as const;

/**
 * `contoso`: a shop's production vault, with a certificate for every verdict. `fabrikam`: the contractor's, for
 * staging. The others refuse to be read: `northwind` and `denied` for want of a role, `walled` by its firewall.
 */
export function seedDemo(emulator: { addVault: (name: string, options?: VaultOptions) => EmulatedVault }): void {
  const production = emulator.addVault('contoso');
  contoso.forEach((spec) => production.add(spec));
  const staging = emulator.addVault('fabrikam');
  fabrikam.forEach((spec) => staging.add(spec));
  closed.forEach(([name, denial]) => {
    emulator.addVault(name, { closed: denial }).add(partnerGateway);
  });
}

export function seedBulk(vault: EmulatedVault, count: number): EmulatedVault {
  for (let index = 0; index < count; index++) {
    const name = `bulk-${String(index).padStart(4, '0')}`;
    vault.add({ name, issuer: 'intermediate', versions: [{ from: -30, to: 335 }] });
  }
  return vault;
}
