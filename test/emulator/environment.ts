import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { homeTenant } from './vault';

/** The files that clients are pointed at, and the variables that point them there. */
export class ClientEnvironment {
  readonly directory = mkdtempSync(join(tmpdir(), 'emulated-vault-'));
  readonly caFile = join(this.directory, 'authority.pem');
  readonly #azState = join(this.directory, 'az-identity');
  readonly #azLog = join(this.directory, 'az-calls');

  constructor(authority: string) {
    writeFileSync(this.caFile, authority);
    writeFileSync(this.#azLog, '');
    this.signInAs('dev');
  }

  signInAs(identity: string): void {
    writeFileSync(this.#azState, identity);
  }

  azCalls(): readonly (readonly string[])[] {
    const lines = readFileSync(this.#azLog, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as readonly string[]);
  }

  /**
   * Both cases where tools differ in the one they prefer, so that nothing inherited wins. DefaultAzureCredential goes
   * straight to the Azure CLI: no probe of a metadata service, no service principal of this machine.
   */
  variables(proxyUrl: string): Readonly<Record<string, string>> {
    const stubs = resolve(__dirname, 'bin');
    const path = [stubs, process.env['PATH'] ?? '', dirname(process.execPath)].join(delimiter);
    return {
      HTTPS_PROXY: proxyUrl,
      https_proxy: proxyUrl,
      HTTP_PROXY: proxyUrl,
      http_proxy: proxyUrl,
      ALL_PROXY: '',
      all_proxy: '',
      NO_PROXY: '',
      no_proxy: '',
      NODE_EXTRA_CA_CERTS: this.caFile,
      NODE_TLS_REJECT_UNAUTHORIZED: '1',
      AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential',
      AZURE_CLIENT_ID: '',
      AZURE_CLIENT_SECRET: '',
      AZURE_TENANT_ID: '',
      IDENTITY_ENDPOINT: '',
      PATH: path,
      EMULATED_AZ_STATE: this.#azState,
      EMULATED_AZ_LOG: this.#azLog,
      EMULATED_TENANT: homeTenant,
    };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
