import assert from 'node:assert/strict';
import type { CertificateVersion } from '../../../src/certificate/verdict';
import type { CertificateDetails } from '../../../src/vault/snapshot/snapshot';
import type { VaultFailure } from '../../../src/vault/failure';
import type { VaultReader } from '../../../src/vault/reader';
import { contoso, openLab, type Lab } from './lab';

describe('The details of a certificate', () => {
  let lab: Lab;
  before(async () => {
    lab = await openLab();
  });
  beforeEach(() => {
    lab.reset();
  });
  after(() => lab.close());

  async function newest(reader: VaultReader, name: string): Promise<CertificateVersion> {
    const found = (await reader.list(contoso)).newest.get(name);
    assert.ok(found !== undefined);
    return found;
  }

  function detailsOrFail(answer: CertificateDetails | VaultFailure): CertificateDetails {
    assert.ok(!('kind' in answer), JSON.stringify(answer));
    return answer;
  }

  it('are read from the certificate itself, its identifiers and policy, in one request', async () => {
    const reader = lab.reader();
    const details = detailsOrFail(await reader.details(await newest(reader, 'contoso-web')));
    const { version } = lab.emulator.find('contoso-web');
    assert.deepEqual(details, {
      vault: contoso.url,
      certificate: 'contoso-web',
      version: version.version,
      certificateId: `${contoso.url}/certificates/contoso-web/${version.version}`,
      secretId: `${contoso.url}/secrets/contoso-web/${version.version}`,
      subject: 'CN=www.contoso.com, O=Contoso Ltd, L=Redmond, ST=Washington, C=US',
      issuer: 'CN=Contoso Issuing CA 01, O=Contoso Ltd, C=US',
      dnsNames: ['www.contoso.com', 'contoso.com', 'shop.contoso.com'],
      notBefore: version.notBefore,
      expires: version.expires,
      key: 'RSA 2048',
      rsaBits: 2048,
      selfSigned: false,
      authority: false,
      issuedByRoot: false,
      contentType: 'application/x-pkcs12',
      exportable: true,
    });
    assert.deepEqual(lab.emulator.log.asked('contoso'), ['GET /certificates', 'GET /certificates/contoso-web/']);
    assert.equal(await reader.details(await newest(reader, 'contoso-web')), details);
    assert.equal(lab.emulator.log.asked('contoso').length, 2);
  });

  it('include other key types, PEM, and keys that are not exportable', async () => {
    const reader = lab.reader();
    const facts = async (name: string): Promise<unknown> => {
      const { key, contentType, exportable, dnsNames } = detailsOrFail(
        await reader.details(await newest(reader, name)),
      );
      return { key, contentType, exportable, dnsNames };
    };
    assert.deepEqual(await facts('contoso-partner-client'), {
      key: 'EC P-256',
      contentType: 'application/x-pkcs12',
      exportable: true,
      dnsNames: [],
    });
    assert.deepEqual(await facts('contoso-linux-gateway'), {
      key: 'RSA 2048',
      contentType: 'application/x-pem-file',
      exportable: true,
      dnsNames: ['gateway.contoso.com'],
    });
    assert.deepEqual(await facts('contoso-code-signing'), {
      key: 'RSA 2048',
      contentType: 'application/x-pkcs12',
      exportable: false,
      dnsNames: [],
    });
  });

  it('of an older version are read in one request', async () => {
    const reader = lab.reader();
    await reader.list(contoso);
    const versions = await reader.versions(contoso, 'contoso-web');
    assert.ok(!('kind' in versions) && versions[1] !== undefined);
    lab.emulator.log.clear();
    const details = detailsOrFail(await reader.details(versions[1]));
    assert.equal(lab.emulator.log.asked('contoso').length, 1);
    const { version } = lab.emulator.find('contoso-web/3');
    assert.deepEqual([details.version, details.expires], [version.version, version.expires]);
  });

  it('match the thumbprint after a rotation since the listing', async () => {
    const vault = lab.emulator.vault('contoso');
    vault.add({ name: 'rotating', versions: [{ from: -60, to: 305 }] });
    const reader = lab.reader();
    const listed = await newest(reader, 'rotating');
    vault.rotate('rotating');
    const details = detailsOrFail(await reader.details(listed));
    assert.equal(details.version, vault.certificate('rotating').versions[0]?.version);
    vault.remove('rotating');
  });

  it('of a deleted certificate are a failure that is not cached', async () => {
    const vault = lab.emulator.vault('contoso');
    vault.add({ name: 'leaving', versions: [{ from: -60, to: 305 }] });
    const reader = lab.reader();
    const listed = await newest(reader, 'leaving');
    vault.softDelete('leaving');
    const answer = await reader.details(listed);
    assert.ok('kind' in answer);
    assert.equal(answer.kind, 'notFound');
    assert.equal(reader.snapshot(contoso).failure, undefined);
    vault.recover('leaving');
    assert.equal(detailsOrFail(await reader.details(listed)).certificate, 'leaving');
    vault.remove('leaving');
  });

  it('are never requested from a host that is not a vault', async () => {
    const reader = lab.reader();
    const listed = await newest(reader, 'contoso-web');
    lab.emulator.log.clear();
    const answer = await reader.details({ ...listed, vault: 'https://hostile.example' });
    assert.ok('kind' in answer);
    assert.equal(answer.kind, 'notAVault');
    assert.equal(lab.emulator.log.requests.length, 0);
  });

  it('never request a secret or a key', async () => {
    const reader = lab.reader();
    await reader.details(await newest(reader, 'contoso-web'));
    await reader.find([contoso], [{ thumbprint: 'A'.repeat(40) }]);
    const asked = lab.emulator.log.requests.filter(({ path }) => /^\/(?:secrets|keys)/.test(path));
    assert.deepEqual([...new Set(asked.map(({ method, path }) => `${method} ${path}`))], ['GET /secrets']);
  });
});
