import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStringPromise } from 'xml2js';
import { parseCscfg } from '../../src/cscfg/document';
import type { CertificateVersion, ThumbprintSecret, VerdictKind } from '../../src/certificate/verdict';
import { detailsKey, type CertificateDetails, type VaultSnapshot } from '../../src/vault/snapshot/snapshot';
import { judge } from '../../src/vault/snapshot/judge';
import type { SeededCertificate, SeededVersion } from './certificate';
import { startEmulator, type Emulator } from './emulator';
import { fillTokens, writeSampleService } from './sampleService';
import type { EmulatedVault } from './vault';

const configurations = ['Cloud', 'Local', 'Mistakes', 'Partner', 'Staging', 'Verdicts'] as const;
type Configuration = (typeof configurations)[number];

/** What a reader who sees everything knows of a vault. */
function wholeSnapshot({ url, certificates, now }: EmulatedVault): VaultSnapshot {
  const plain = (certificate: string, version: SeededVersion): CertificateVersion => ({
    vault: url,
    certificate,
    ...version,
  });
  const all = ({ name, versions }: SeededCertificate): readonly CertificateVersion[] =>
    versions.map((version) => plain(name, version));
  const secretsOf = (one: SeededCertificate): readonly ThumbprintSecret[] =>
    all(one).map(({ thumbprint }) => ({ vault: url, name: thumbprint, thumbprint, enabled: true }));
  const unusable = (one: SeededCertificate): readonly (readonly [string, CertificateDetails])[] =>
    all(one).map((version) => [detailsKey(version), { unusable: 'pem' } as CertificateDetails]);
  const isListed = ({ spec }: SeededCertificate): boolean => !spec.deleted && !spec.pending && !spec.secretOnly;
  const live = certificates.filter(isListed);
  return {
    vault: url,
    busy: false,
    newest: new Map(live.map((one) => [one.name, all(one).at(-1)!])),
    versions: new Map(live.map((one) => [one.name, all(one)])),
    deleted: { state: 'listed', certificates: certificates.filter(({ spec }) => spec.deleted).flatMap(all) },
    secrets: { state: 'listed', secrets: certificates.filter(({ spec }) => spec.secretOnly).flatMap(secretsOf) },
    details: new Map(live.filter(({ spec }) => spec.contentType?.includes('pem')).flatMap(unusable)),
    listedAt: now,
    requests: 0,
    milliseconds: 0,
  };
}

interface Declared {
  readonly name: string;
  readonly roles: Readonly<Record<string, Readonly<Record<'certificates' | 'settings', readonly string[]>>>>;
}

type Xml = { readonly $: Readonly<Record<string, string>> } & Readonly<Record<string, readonly Xml[] | undefined>>;

const namesIn = (role: Xml, list: string, item: string): readonly string[] =>
  (role[list]?.[0]?.[item] ?? []).map(({ $ }) => $['name'] ?? '').sort();

function declared(name: string | undefined, roles: readonly Xml[]): Declared {
  const entries = roles.map((role) => [
    role.$['name'] ?? '',
    {
      certificates: namesIn(role, 'Certificates', 'Certificate'),
      settings: namesIn(role, 'ConfigurationSettings', 'Setting'),
    },
  ]);
  return { name: name ?? '', roles: Object.fromEntries(entries) as Declared['roles'] };
}

describe('The sample service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-service-'));
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
    writeSampleService(emulator, folder);
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await emulator.close();
  });

  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const configuration = (name: Configuration): string => read(`ServiceConfiguration.${name}.cscfg`);

  /** The first word of the comment above a certificate, and the certificate's thumbprint, '' where it has none. */
  const commented = (name: Configuration): readonly (readonly [word: string, thumbprint: string])[] =>
    [...configuration(name).matchAll(/<!-- ([\w-]+): [^\n]*-->\s*(<Certificate [^>]*>)/g)].map(
      ([, word = '', element = '']) => [word, /thumbprint="([^"]*)"/.exec(element)?.[1] ?? ''],
    );

  const kindOf = (thumbprint: string, vault: string): VerdictKind =>
    judge(thumbprint, [wholeSnapshot(emulator.vault(vault))], { now: emulator.now, expiryWarningDays: 30 }).kind;

  it('has no token left in any file', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length >= 11);
    for (const { parentPath, name } of files) {
      assert.doesNotMatch(readFileSync(join(parentPath, name), 'utf8'), /\{\{/, name);
    }
    assert.ok(existsSync(join(folder, '.vscode', 'settings.json')));
  });

  it('keeps the marks and line ends of its files', () => {
    const local = configuration('Local');
    assert.equal(local.charCodeAt(0), 0xfeff);
    assert.doesNotMatch(local, /[^\r]\n/);
    assert.doesNotMatch(configuration('Cloud'), /\r|\ufeff/);
  });

  for (const name of configurations.filter((one) => one !== 'Mistakes')) {
    it(`agrees with its definition: ${name}`, async () => {
      const { ServiceDefinition: definition } = (await parseStringPromise(read('ServiceDefinition.csdef'))) as {
        ServiceDefinition: Xml;
      };
      const { ServiceConfiguration: found } = (await parseStringPromise(configuration(name))) as {
        ServiceConfiguration: Xml;
      };
      assert.deepEqual(
        declared(found.$['serviceName'], found['Role'] ?? []),
        declared(definition.$['name'], [...(definition['WebRole'] ?? []), ...(definition['WorkerRole'] ?? [])]),
      );
    });
  }

  it('is well-formed except in the files that test errors', () => {
    const problems = configurations.map((name) => parseCscfg(configuration(name)).syntaxProblems.length);
    assert.deepEqual(problems, [0, 0, 1, 0, 0, 0]);
    assert.match(configuration('Mistakes'), /<!-- xml-syntax: .*-->\n.*from=shop&kind=all/);
  });

  it('shows every verdict that the vault can give, each under its name', () => {
    const shown = commented('Verdicts').map(([word, thumbprint]) => {
      const expected = /^[0-9A-F]{40}$/.test(thumbprint) ? kindOf(thumbprint, 'contoso') : word;
      assert.equal(word, expected, thumbprint);
      return word;
    });
    const kinds: readonly VerdictKind[] = ['current', 'expiring', 'outdated', 'expired', 'notYetValid', 'disabled'];
    const others: readonly VerdictKind[] = [
      'unusable',
      'deleted',
      'secretOnly',
      'notFound',
      'placeholder',
      'malformed',
    ];
    assert.deepEqual(new Set(shown), new Set([...kinds, ...others]));
    assert.equal(shown.length, 13);
  });

  it('shows an unverified certificate of a vault without access', () => {
    const settings = JSON.parse(read('.vscode/settings.json')) as Record<string, Record<string, readonly string[]>>;
    const [vault = ''] = settings['cscfg.keyVaultsByFile']?.['ServiceConfiguration.Partner.cscfg'] ?? [];
    assert.equal(emulator.vault(vault).denialFor('dev', 'list'), 'rbac');
  });

  it('has a mostly valid production configuration and a staging configuration in another vault', () => {
    const kinds = (name: Configuration, vault: string): readonly VerdictKind[] =>
      parseCscfg(configuration(name)).model.roles.flatMap(({ certificates }) =>
        certificates.map(({ thumbprint }) => kindOf(thumbprint?.value ?? '', vault)),
      );
    const count = (all: readonly VerdictKind[]): Readonly<Record<string, number>> =>
      Object.fromEntries([...new Set(all)].sort().map((kind) => [kind, all.filter((one) => one === kind).length]));
    assert.deepEqual(count(kinds('Cloud', 'contoso')), {
      current: 8,
      expired: 1,
      expiring: 2,
      notFound: 1,
      outdated: 1,
    });
    assert.deepEqual(count(kinds('Staging', 'fabrikam')), { current: 12, outdated: 1 });
  });

  it('has a deployment template whose secret identifiers are those of its certificates', () => {
    const urls = [...read('deployment/ContosoShop.json').matchAll(/"certificateUrl": "([^"]+)"/g)].map(
      ([, url]) => url,
    );
    const known = emulator
      .vault('contoso')
      .certificates.flatMap(({ name, versions }) =>
        versions.map(({ version }) => `https://contoso.vault.azure.net/secrets/${name}/${version}`),
      );
    assert.equal(urls.length, 9);
    assert.deepEqual(
      urls.filter((url) => !known.includes(url ?? '')),
      [],
    );
  });

  it('is not written if a token is unknown', () => {
    assert.throws(() => fillTokens(emulator, '{{nobody}}'), /nobody/);
    assert.throws(() => fillTokens(emulator, '{{contoso-web/9}}'), /contoso-web\/9/);
    assert.throws(() => fillTokens(emulator, '{{contoso-web|backwards}}'), /backwards/);
  });
});
