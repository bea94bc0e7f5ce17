import { AzureCliCredential, DefaultAzureCredential } from '@azure/identity';
import { CertificateClient } from '@azure/keyvault-certificates';

/**
 * `sdkProbe.ts VAULT CERTIFICATE [default]`: what the real SDK, in its own process, with the emulator given by
 * nothing but its environment, makes of a vault. Prints JSON.
 */

async function all<T extends { readonly name?: string | undefined }>(
  items: AsyncIterable<T>,
): Promise<readonly (string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for await (const { name } of items) {
    names.push(name);
  }
  return names;
}

async function probe(vault: string, certificate: string, kind = 'cli'): Promise<object> {
  const credential = kind === 'default' ? new DefaultAzureCredential() : new AzureCliCredential();
  const client = new CertificateClient(`https://${vault}.vault.azure.net`, credential, {
    retryOptions: { maxRetries: 0 },
  });
  const versions = [];
  for await (const { version, x509ThumbprintString } of client.listPropertiesOfCertificateVersions(certificate)) {
    versions.push([version, x509ThumbprintString]);
  }
  const bundle = await client.getCertificate(certificate);
  return {
    certificates: await all(client.listPropertiesOfCertificates()),
    withPending: await all(client.listPropertiesOfCertificates({ includePending: true })),
    versions,
    deleted: await all(client.listDeletedCertificates()),
    newest: { secretId: bundle.secretId, subject: bundle.policy?.subject, cer: bundle.cer?.length },
  };
}

function reason(error: unknown): object {
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message: string };
  return { error: { statusCode, code, message } };
}

const [vault = '', certificate = '', kind] = process.argv.slice(2);
void probe(vault, certificate, kind)
  .catch(reason)
  .then((result) => {
    console.log(JSON.stringify(result));
  });
