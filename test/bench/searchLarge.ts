import { createVaultReader } from '../../src/vault/index';
import { parseVaultReference } from '../../src/vault/address';
import type { EmulatorControl } from '../emulator/control';

const sizes = [1000, 2000, 4000] as const;

const nowhere = 'A'.repeat(40);

type AskedControl = {
  readonly [Name in keyof EmulatorControl]: (
    ...args: Parameters<EmulatorControl[Name]>
  ) => Promise<ReturnType<EmulatorControl[Name]>>;
};

interface Searched {
  readonly count: number;
  /** Processor time of this process, in milliseconds. */
  readonly milliseconds: number;
}

/** Processor time to search all versions of this many certificates for a thumbprint that no vault contains. */
async function search(emulator: AskedControl, count: number): Promise<Searched> {
  const name = `large-${String(count)}`;
  await emulator.seedMany(name, count);
  const reference = parseVaultReference(name);
  if (!reference.ok) {
    throw new Error(name);
  }
  const reader = createVaultReader({ credential: { kind: 'azureCli' }, log: () => undefined, timeoutMs: 20_000 });
  const before = process.cpuUsage();
  await reader.find([reference.address], [{ thumbprint: nowhere }]);
  const { user, system } = process.cpuUsage(before);
  const { failure, versions } = reader.snapshot(reference.address);
  reader.dispose();
  await emulator.removeVault(name);
  if (failure !== undefined || versions.size !== count) {
    throw new Error(`The search through ${name} did not come to its end.`);
  }
  return { count, milliseconds: (user + system) / 1000 };
}

/** Prints the processor time of a search in large vaults, and the exponent of its growth. */
export async function benchSearch(emulator: AskedControl): Promise<void> {
  await search(emulator, 100);
  const results: Searched[] = [];
  for (const count of sizes) {
    results.push(await search(emulator, count));
  }
  console.log('\nA search through every version, for a thumbprint that no vault has: seconds of processor\n');
  for (const { count, milliseconds } of results) {
    console.log(`${String(count).padStart(10)}${(milliseconds / 1000).toFixed(2).padStart(10)}`);
  }
  const [first, last] = [results[0], results.at(-1)];
  if (first !== undefined && last !== undefined) {
    const exponent = Math.log(last.milliseconds / first.milliseconds) / Math.log(last.count / first.count);
    console.log(`${'exponent'.padStart(10)}${exponent.toFixed(2).padStart(10)}`);
  }
}
