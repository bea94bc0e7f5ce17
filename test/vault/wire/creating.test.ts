import assert from 'node:assert/strict';
import type { VaultReader } from '../../../src/vault/reader';
import { failureMessage } from '../../../src/vault/failureMessages';
import { cancelFailureMessage, createFailureMessage } from '../../../src/vault/write/messages';
import type { CreateOptions, CreateRequest, CreateResult } from '../../../src/vault/write/requests';
import type { EmulatedVault } from '../../emulator/vault';
import { contoso, openLab, type Lab } from './lab';

const request: CreateRequest = {
  certificate: 'made',
  issuer: 'Self',
  subject: 'CN=made.contoso.com',
  dnsNames: ['made.contoso.com', 'www.made.contoso.com'],
  validityMonths: 12,
  keySize: 2048,
  lifetimeAction: { action: 'AutoRenew', daysBeforeExpiry: 30 },
};

const unreachable =
  'contoso.vault.azure.net cannot be reached (ECONNRESET). Check the network, the VPN, and the proxy, then try again.';
const unknown = 'It is not known whether made is created. Refresh when the vault can be reached.';

describe('Creating a certificate', () => {
  let lab: Lab;
  let vault: EmulatedVault;
  before(async () => {
    lab = await openLab();
    vault = lab.emulator.vault('contoso');
  });
  beforeEach(() => {
    lab.reset();
    vault.remove('made');
  });
  after(() => lab.close());

  const create = (reader: VaultReader, options: CreateOptions = {}): Promise<CreateResult> =>
    reader.createCertificate(contoso, request, { pollMs: 1, interactive: true, ...options });
  const sent = (): readonly string[] =>
    lab.emulator.log.asked('contoso').filter((line) => /^(?:POST|PATCH)|made\/pending/.test(line));
  const messageOf = (result: CreateResult): string => {
    assert.ok(result.state === 'failed', result.state);
    return createFailureMessage('made', result.failure, result.isUnknown);
  };

  it('polls until the certificate is finished, and then finds it', async () => {
    vault.issuing.polls = 3;
    const states: string[] = [];
    const reader = lab.reader();
    const result = await create(reader, { onProgress: ({ state }) => states.push(state) });
    assert.ok(result.state === 'created', result.state);
    assert.equal(result.version.thumbprint, lab.emulator.thumbprint('made'));
    assert.deepEqual(states, ['inProgress', 'inProgress', 'inProgress', 'inProgress', 'completed']);
    assert.equal(reader.snapshot(contoso).newest.get('made')?.thumbprint, result.version.thumbprint);
    assert.equal(reader.snapshot(contoso).pending?.has('made'), false);
    assert.deepEqual(sent(), [
      'POST /certificates/made/create',
      ...Array<string>(4).fill('GET /certificates/made/pending'),
    ]);
  });

  it('sends a policy that a role can use', async () => {
    await create(lab.reader());
    assert.deepEqual(vault.certificate('made').spec.policy, {
      key_props: { exportable: true, kty: 'RSA', key_size: 2048, reuse_key: false },
      secret_props: { contentType: 'application/x-pkcs12' },
      x509_props: {
        subject: 'CN=made.contoso.com',
        sans: { dns_names: ['made.contoso.com', 'www.made.contoso.com'] },
        validity_months: 12,
      },
      lifetime_actions: [{ trigger: { days_before_expiry: 30 }, action: { action_type: 'AutoRenew' } }],
      issuer: { name: 'Self' },
    });
  });

  it('lists the issuers of the vault, and uses one', async () => {
    vault.issuing.issuers = [{ name: 'contoso-ca', provider: 'DigiCert' }];
    const reader = lab.reader();
    assert.deepEqual(await reader.issuers(contoso, { interactive: true }), ['contoso-ca']);
    const result = await reader.createCertificate(contoso, { ...request, issuer: 'contoso-ca' }, { pollMs: 1 });
    assert.equal(result.state, 'created');
  });

  it('ends the wait for a slow issuer, and lists the creation with its state', async () => {
    vault.issuing.polls = 1000;
    const reader = lab.reader();
    const result = await create(reader, { waitMs: 20 });
    assert.ok(result.state === 'pending', result.state);
    await reader.readPending(contoso);
    const pending = reader.snapshot(contoso).pending?.get('made');
    assert.deepEqual([pending?.state, pending?.isCancelling], ['inProgress', false]);
    assert.equal(reader.snapshot(contoso).newest.has('made'), false);

    vault.issuing.polls = 0;
    await reader.readPending(contoso);
    await reader.list(contoso, { refresh: true });
    assert.equal(reader.snapshot(contoso).pending?.has('made'), false);
    assert.equal(reader.snapshot(contoso).newest.has('made'), true);
  });

  for (const poll of [0, 1, 2]) {
    it(`is cancelled in the vault after ${String(poll)} polls`, async () => {
      vault.issuing.polls = 10;
      const controller = new AbortController();
      let polls = 0;
      const reader = lab.reader();
      const result = await create(reader, {
        signal: controller.signal,
        onProgress: () => {
          if (polls++ === poll) {
            controller.abort();
          }
        },
      });
      assert.ok(result.state === 'cancelled', result.state);
      assert.equal(vault.operation('made')?.status, 'cancelled');
      assert.equal(reader.snapshot(contoso).pending?.get('made')?.state, 'cancelled');
      assert.equal(sent().filter((line) => line === 'PATCH /certificates/made/pending').length, 1);
    });
  }

  it('that finishes in spite of the cancellation is reported as created', async () => {
    Object.assign(vault.issuing, { polls: 3, deaf: true });
    const controller = new AbortController();
    const result = await create(lab.reader(), {
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    assert.equal(result.state, 'created');
  });

  it('is cancelled later, from the list', async () => {
    vault.issuing.polls = 5;
    const reader = lab.reader();
    await create(reader, { waitMs: 0 });
    const result = await reader.cancelPending(contoso, 'made', { pollMs: 1 });
    assert.equal(result.state, 'cancelled');
  });

  it('that the issuer refuses is reported with its reason', async () => {
    vault.issuing.refusal = { code: 'BadRequest', message: 'The domain contoso.com is not validated.' };
    const reader = lab.reader();
    const result = await create(reader);
    assert.ok(result.state === 'refused', result.state);
    assert.equal(result.pending.detail, 'The domain contoso.com is not validated.');
    assert.equal(reader.snapshot(contoso).pending?.get('made')?.state, 'failed');
  });

  it('is renewed by the policy of the certificate', async () => {
    const reader = lab.reader();
    await create(reader);
    const first = lab.emulator.thumbprint('made');
    const policy = vault.certificate('made').spec.policy;
    const result = await reader.renew(contoso, 'made', { pollMs: 1 });
    assert.ok(result.state === 'created', result.state);
    assert.notEqual(result.version.thumbprint, first);
    assert.equal(vault.certificate('made').versions.length, 2);
    const { x509_props: before } = policy as { readonly x509_props: unknown };
    assert.deepEqual(
      (vault.certificate('made').spec.policy as typeof policy & { x509_props: unknown }).x509_props,
      before,
    );
  });

  it('is not renewed if it was imported', async () => {
    vault.import('made', lab.emulator.find('contoso-web').version.der, {});
    assert.equal((await lab.reader().renew(contoso, 'made')).state, 'notRenewable');
    assert.deepEqual(sent(), []);
  });

  it('reports a conflict, a deleted name, and the missing right', async () => {
    vault.issuing.polls = 100;
    const reader = lab.reader();
    await create(reader, { waitMs: 0 });
    assert.equal(
      messageOf(await create(reader)),
      'A version of made is being created in contoso.vault.azure.net. Wait until it is finished, or cancel it.',
    );
    vault.remove('made');
    vault.add({ name: 'made', versions: [{ from: -10, to: 355 }], deleted: { on: -1, purge: 89 } });
    assert.equal(
      messageOf(await create(reader)),
      'made is the name of a deleted certificate in contoso.vault.azure.net. Recover that certificate, or use another name.',
    );
    const lift = vault.deny('rbac', { actions: ['create'] });
    assert.equal(
      messageOf(await create(reader)),
      'Your account is not allowed to create a certificate in contoso.vault.azure.net. Ask for the role Key Vault Certificates Officer.',
    );
    lift();
    vault.deny('policy', { actions: ['create'] });
    assert.equal(
      messageOf(await create(reader)),
      'Your account is not allowed to create a certificate in contoso.vault.azure.net. Ask for an access policy with the certificate permission Create.',
    );
  });

  it('follows a creation whose response was lost, and sends the request once', async () => {
    vault.fail({ kind: 'broken', how: 'shortBody' }, { path: /\/create$/ });
    const result = await create(lab.reader());
    assert.equal(result.state, 'created');
    assert.equal(vault.certificate('made').versions.length, 1);
  });

  it('says that nothing was created if the request did not arrive', async () => {
    vault.fail({ kind: 'reset' }, { path: /\/create$/ });
    const result = await create(lab.reader());
    assert.equal(messageOf(result), `${unreachable} made was not created.`);
    assert.equal(vault.find('made'), undefined);
  });

  it('says that nothing was created if the request times out before it arrives', async () => {
    vault.fail({ kind: 'hang' }, { path: /\/create$/ });
    const result = await create(lab.reader({ timeoutMs: 3000 }));
    assert.equal(
      messageOf(result),
      'The request to contoso.vault.azure.net timed out. Check the network, the VPN, and the proxy, then try again. made was not created.',
    );
    assert.equal(vault.find('made'), undefined);
  });

  it('finds a creation that finished while its response was lost, and no earlier one', async () => {
    vault.issuing.polls = 0;
    vault.fail({ kind: 'broken', how: 'shortBody' }, { path: /\/create$/, times: 1 });
    const reader = lab.reader();
    await reader.list(contoso);
    const result = await create(reader);
    assert.ok(result.state === 'created', result.state);
    assert.equal(result.version.thumbprint, lab.emulator.thumbprint('made'));

    vault.fail({ kind: 'reset' }, { path: /\/create$/ });
    assert.equal(messageOf(await create(reader)), `${unreachable} made was not created.`);
    assert.equal(vault.certificate('made').versions.length, 1);
  });

  it('that may not be cancelled continues, which the message says', async () => {
    vault.issuing.polls = 10;
    vault.deny('policy', { actions: ['write'] });
    const controller = new AbortController();
    const reader = lab.reader();
    const result = await create(reader, {
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    assert.ok(result.state === 'notCancelled', result.state);
    assert.equal(
      cancelFailureMessage('made', result.failure),
      'Your account is not allowed to cancel the creation of made in contoso.vault.azure.net, which continues. Ask for an access policy with the certificate permission Update.',
    );
    assert.equal(reader.snapshot(contoso).pending?.get('made')?.state, 'inProgress');
    assert.equal(vault.operation('made')?.status, 'inProgress');
  });

  it('whose cancellation does not arrive continues, which the message says', async () => {
    vault.issuing.polls = 10;
    const reader = lab.reader();
    await create(reader, { waitMs: 0 });
    lab.emulator.log.clear();
    vault.fail({ kind: 'reset' }, { path: /\/pending$/, times: 2 });
    const result = await reader.cancelPending(contoso, 'made', { pollMs: 1 });
    assert.ok(result.state === 'notCancelled', result.state);
    assert.equal(cancelFailureMessage('made', result.failure), `${unreachable} made is still being created.`);
  });

  it('that is being cancelled has an unknown outcome if the vault stops responding', async () => {
    vault.issuing.polls = 10;
    const reader = lab.reader();
    await create(reader, { waitMs: 0 });
    vault.fail({ kind: 'reset' }, { path: /\/pending$/, after: 1 });
    const result = await reader.cancelPending(contoso, 'made', { pollMs: 1 });
    assert.equal(messageOf(result), `${unreachable} ${unknown}`);
  });

  it('whose state may not be read has an unknown outcome', async () => {
    vault.deny('policy', { actions: ['get'] });
    const result = await create(lab.reader());
    assert.equal(
      messageOf(result),
      `Your account is not allowed to read the certificates of contoso.vault.azure.net. Ask for an access policy with the certificate permissions Get and List. ${unknown}`,
    );
  });

  it('is not renewed if its policy may not be read', async () => {
    vault.add({ name: 'made', versions: [{ from: -10, to: 355 }] });
    vault.deny('rbac', { actions: ['get'] });
    const result = await lab.reader().renew(contoso, 'made', { pollMs: 1 });
    assert.ok(result.state === 'policyUnread', result.state);
    assert.equal(
      failureMessage(result.failure),
      'Your account is not allowed to read the certificates of contoso.vault.azure.net. Ask for the role Key Vault Reader on the vault. The role cannot read secret values.',
    );
    assert.deepEqual(sent(), []);
  });

  it('logs its operations with host and request ID', async () => {
    await create(lab.reader());
    const text = lab.lines.join('\n');
    assert.match(text, /^info contoso\.vault\.azure\.net POST \/certificates\/made\/create 202 [0-9a-f-]{36} \d+ ms$/m);
  });

  for (const after of [0, 1, 2]) {
    it(`says that the outcome is unknown if the vault stops responding at poll ${String(after)}`, async () => {
      vault.issuing.polls = 10;
      vault.fail({ kind: 'reset' }, { path: /\/pending$/, after });
      const result = await create(lab.reader());
      assert.equal(messageOf(result), `${unreachable} ${unknown}`);
      assert.equal(vault.certificate('made').spec.pending, true);
    });
  }
});
