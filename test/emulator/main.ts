import { startEmulator, type Emulator } from './emulator';
import type { CertificateSpec, SeededCertificate } from './certificate';

/** `npx tsx test/emulator/main.ts`: a Key Vault in this terminal until Ctrl+C. */

const day = 86_400_000;

function describeVersions({ spec, versions }: SeededCertificate, now: number): string {
  const lines = versions.map((version) => {
    const days = Math.round((version.expires - now) / day);
    return `      ${version.thumbprint}  ${days < 0 ? 'expired' : 'expires'} ${String(days)} d${version.enabled ? '' : '  disabled'}`;
  });
  return `    ${spec.name}${stateOf(spec)}\n${lines.join('\n')}`;
}

function stateOf({ deleted, pending, secretOnly }: CertificateSpec): string {
  if (deleted !== undefined) {
    return '  (soft-deleted)';
  }
  return pending === true ? '  (pending)' : secretOnly === true ? '  (a secret only)' : '';
}

function describeEmulator(emulator: Emulator): string {
  const vaults = emulator.vaults.map(({ url, certificates }) =>
    [`  ${url}`, ...certificates.map((one) => describeVersions(one, emulator.now))].join('\n'),
  );
  const exports = Object.entries(emulator.env).map(([name, value]) => `export ${name}='${value}'`);
  return [...vaults, '', 'For another terminal:', '', ...exports, '', 'Press Ctrl+C to end it.'].join('\n');
}

async function main(): Promise<void> {
  const emulator = await startEmulator();
  console.log(describeEmulator(emulator));
  const end = (): void => {
    void emulator.close();
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

void main();
