import { clouds, type VaultAddress, parseVaultReference } from '../../../src/vault/address';
import { createVaultReader } from '../../../src/vault/index';
import type { VaultReaderOptions } from '../../../src/vault/options';
import type { EditorSession, SessionRequest } from '../../../src/vault/signIn/session';
import type { VaultReader } from '../../../src/vault/reader';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { useInProcess } from '../../emulator/inProcess';
import { mintToken } from '../../emulator/tokens';

/** An emulator that replaces Azure in this process, and readers for it. */
export interface Lab {
  readonly emulator: Emulator;
  /** What the readers logged since the last `reset`. */
  readonly lines: string[];
  /** Makes a reader that the next `reset` disposes of. `nobody`: only the Azure CLI may have an account. */
  readonly reader: (options?: Partial<VaultReaderOptions>) => VaultReader;
  /** The vaults obey again, and nothing is logged or read yet. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

export async function openLab(): Promise<Lab> {
  const emulator = await startEmulator();
  const leave = useInProcess(emulator);
  const lines: string[] = [];
  const readers: VaultReader[] = [];
  return {
    emulator,
    lines,
    reader: (options = {}) => {
      const reader = createVaultReader({
        credential: { kind: 'auto', session: nobody },
        log: (level, line) => lines.push(`${level} ${line}`),
        timeoutMs: 10_000,
        ...options,
      });
      readers.push(reader);
      return reader;
    },
    reset: () => {
      readers.splice(0).forEach((reader) => {
        reader.dispose();
      });
      emulator.vaults.forEach((vault) => {
        vault.behave();
      });
      emulator.management.behave();
      emulator.network = 'up';
      emulator.signInAs('dev');
      emulator.log.clear();
      lines.splice(0);
    },
    close: async () => {
      leave();
      await emulator.close();
    },
  };
}

/** No Microsoft account is signed in in the editor: the Azure CLI's is used. */
export const nobody: EditorSession = () => Promise.resolve({ none: 'nobody' });

/** A signed-in account of the editor, in every requested tenant; records the requests. */
export function account(identity: string, asked: SessionRequest[] = []): EditorSession {
  return (request) => {
    asked.push(request);
    const audience = (request.scopes[0] ?? '').replace(/\/\.default$/, '');
    const token = mintToken({ identity, tenant: request.tenantId ?? 'home', audience });
    return Promise.resolve({ token, expiresOnTimestamp: 0, accounts: 1 });
  };
}

export function vaultAddress(reference: string): VaultAddress {
  const parsed = parseVaultReference(reference);
  if (!parsed.ok) {
    throw new Error(`${reference} names no vault.`);
  }
  return parsed.address;
}

export const contoso: VaultAddress = { url: 'https://contoso.vault.azure.net', name: 'contoso', cloud: clouds[0] };
