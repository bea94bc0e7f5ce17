import assert from 'node:assert/strict';
import { AzureCliCredential } from '@azure/identity';
import { CertificateClient } from '@azure/keyvault-certificates';
import { startEmulator, type Emulator } from './emulator';
import { useInProcess } from './inProcess';

describe('A process that uses the emulator instead of Azure', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator();
  });
  after(() => emulator.close());

  it('lists a vault with the real SDK and restores its environment', async () => {
    const before = { ...process.env };
    const leave = useInProcess(emulator);
    try {
      const client = new CertificateClient('https://fabrikam.vault.azure.net', new AzureCliCredential());
      const names: string[] = [];
      for await (const { name } of client.listPropertiesOfCertificates()) {
        names.push(name ?? '');
      }
      assert.deepEqual(names, ['load-test', 'staging-orders-worker', 'staging-token-signing', 'staging-web']);
    } finally {
      leave();
    }
    assert.deepEqual({ ...process.env }, before);
  });
});
