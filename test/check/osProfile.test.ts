import assert from 'node:assert/strict';
import { checkContext } from '../../src/check/context';
import { osProfileOf, type ProfiledConfiguration, secretIdOf, versionsToRead } from '../../src/check/osProfile';
import { parseCscfg } from '../../src/cscfg/document';
import { type DeploymentTarget, leftOutLine } from '../../src/deployment/osProfile';
import type { VaultSnapshot } from '../../src/vault/snapshot/snapshot';
import { contoso, deleted, now, print, vault, version } from '../vault/snapshots';

const fabrikam = 'https://fabrikam.vault.azure.net';
const [web, old, api, ca, off, partner, gone, none] = ['A', 'B', 'C', 'D', 'E', 'F', '1', '2'].map(print) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const number = (index: number): string => String(index).padStart(32, 'f');
const url = (vault: string, name: string, index: number): string => `${vault}/secrets/${name}/${number(index)}`;

const snapshots: readonly VaultSnapshot[] = [
  vault(
    [
      [version(web), version(old)],
      [version(api, { certificate: 'api', expires: now - 1 })],
      [version(ca, { certificate: 'ca' })],
      [version(off, { certificate: 'off', enabled: false })],
    ],
    { deleted: { state: 'listed', certificates: [deleted(gone)] } },
  ),
  vault([[version(partner, { certificate: 'partner', vault: fabrikam })]], { vault: fabrikam }),
];

function configuration(roles: Readonly<Record<string, Readonly<Record<string, string>>>>): ProfiledConfiguration {
  const elements = Object.entries(roles).map(([role, certificates]) => {
    const entries = Object.entries(certificates).map(
      ([name, thumbprint]) => `<Certificate name="${name}" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />`,
    );
    return `<Role name="${role}"><Certificates>${entries.join('')}</Certificates></Role>`;
  });
  return { document: parseCscfg(`<ServiceConfiguration>${elements.join('')}</ServiceConfiguration>`) };
}

const definition = parseCscfg(`<ServiceDefinition name="Shop">
  <WebRole name="web">
    <Certificates>
      <Certificate name="Ssl" storeLocation="LocalMachine" storeName="My" />
      <Certificate name="Issuer" storeLocation="LocalMachine" storeName="CA" />
      <Certificate name="Trusted" storeLocation="LocalMachine" storeName="Root" />
    </Certificates>
  </WebRole>
</ServiceDefinition>`);

function profile(
  configurations: readonly ProfiledConfiguration[],
  target: DeploymentTarget = 'cloudService',
  known: readonly VaultSnapshot[] = snapshots,
) {
  const settings = { expiryWarningDays: 30, levels: {} };
  const { verdictOf } = checkContext(
    { cscfg: configurations[0]!.document, settings, snapshots: known, service: undefined, fileName: 'a.cscfg' },
    now,
  );
  const vaultIdOf = (one: string) => (one === contoso ? '/subscriptions/0/…/contoso' : undefined);
  const options = { verdictOf, snapshots: known, target, vaultIdOf, now };
  return { ...osProfileOf(configurations, options), toRead: versionsToRead(configurations, options) };
}

describe('The osProfile of a configuration', () => {
  it('has a group for each vault and each certificate once, even if several roles use it', () => {
    const { groups, leftOut, toRead } = profile([
      configuration({ Web: { Ssl: web, Partner: partner, Copy: web.toLowerCase() }, Worker: { Ssl: web, Issuer: ca } }),
    ]);
    assert.deepEqual(groups, [
      {
        vault: 'contoso',
        vaultId: '/subscriptions/0/…/contoso',
        certificates: [
          { url: url(contoso, 'web', 0), store: 'My' },
          { url: url(contoso, 'ca', 0), store: 'My' },
        ],
      },
      { vault: 'fabrikam', certificates: [{ url: url(fabrikam, 'partner', 0), store: 'My' }] },
    ]);
    assert.deepEqual(leftOut, []);
    assert.deepEqual(toRead, []);
  });

  it('has the version that the configuration names, although it is outdated or expired', () => {
    const { groups } = profile([configuration({ Web: { Old: old, Expired: api } })]);
    assert.deepEqual(
      groups.flatMap(({ certificates }) => certificates.map((one) => one.url)),
      [url(contoso, 'web', 1), url(contoso, 'api', 0)],
    );
  });

  it('has the certificates of several configurations', () => {
    const { groups } = profile([configuration({ Web: { Ssl: web } }), configuration({ Web: { Ssl: web, B: ca } })]);
    assert.deepEqual(
      groups.flatMap(({ certificates }) => certificates.map((one) => one.url)),
      [url(contoso, 'web', 0), url(contoso, 'ca', 0)],
    );
  });

  it('for a scale set names the stores that the service definition declares', () => {
    const own = { ...configuration({ Web: { Ssl: web, Issuer: ca, Trusted: ca, New: ca, Copy: web } }), definition };
    const { groups } = profile([own], 'vmss');
    assert.deepEqual(groups[0]?.certificates, [
      { url: url(contoso, 'web', 0), store: 'My' },
      { url: url(contoso, 'ca', 0), store: 'CA' },
      { url: url(contoso, 'ca', 0), store: 'Root' },
      { url: url(contoso, 'ca', 0), store: 'My' },
    ]);
  });

  it('leaves out what a deployment cannot read, with the reason', () => {
    const { groups, leftOut } = profile([
      configuration({
        Web: { Missing: '', Short: 'A0', Token: '#{T}#', Off: off, Deleted: gone, Unknown: none, Off2: off },
      }),
    ]);
    assert.deepEqual(groups, []);
    assert.deepEqual(leftOut.map(leftOutLine), [
      'Web "Missing" : It has no thumbprint.',
      'Web "Short" A0: Invalid: not a thumbprint of 40 hexadecimal digits.',
      'Web "Token" #{T}#: Placeholder: not checked against Key Vault until it is replaced with a thumbprint.',
      `Web "Off" ${off}: Disabled: off in contoso, expires in 265 days (2027-02-21).`,
      `Web "Deleted" ${gone}: Deleted: ftp in contoso, recoverable until 2026-08-20.`,
      `Web "Unknown" ${none}: Not found: no certificate in contoso, fabrikam has this thumbprint.`,
      `Web "Off2" ${off}: Disabled: off in contoso, expires in 265 days (2027-02-21).`,
    ]);
  });

  it('leaves out a certificate whose version is not known yet', () => {
    const listed = vault([[version(web)]], { versions: new Map() });
    const { groups, leftOut, toRead } = profile([configuration({ Web: { Ssl: web } })], 'cloudService', [listed]);
    assert.deepEqual(groups, []);
    assert.deepEqual(leftOut.map(leftOutLine), [`Web "Ssl" ${web}: The version of web in contoso could not be read.`]);
    assert.deepEqual(
      toRead.map(({ certificate }) => certificate),
      ['web'],
    );
  });
});

describe('The secret identifier of a version', () => {
  it('has the version of the contents that were read', () => {
    const details = { version: number(7) } as never;
    const listed = vault([[version(web)]], { details: new Map([[`web ${web}`, details]]) });
    assert.equal(secretIdOf([listed], version(web)), url(contoso, 'web', 7));
    assert.equal(secretIdOf([], version(web)), undefined);
  });
});
