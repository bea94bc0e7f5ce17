import type { Report } from '../../src/cli/formats/report';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { writeSampleService } from '../emulator/sampleService';
import { run, temporaryFolder, type Ended } from './program';
import { reportOf } from './service';

/** The command line with the emulator as Azure, on the sample service. */
export interface Lab {
  readonly emulator: Emulator;
  readonly folder: string;
  readonly check: (...args: readonly string[]) => Promise<Ended>;
  /** The same as JSON, at the time of the emulator, so that the result does not depend on the duration. */
  readonly report: (...args: readonly string[]) => Promise<Ended & { readonly report: Report }>;
  readonly close: () => Promise<void>;
}

export async function openLab(): Promise<Lab> {
  const emulator = await startEmulator();
  const folder = temporaryFolder('cscfg-sample-');
  writeSampleService(emulator, folder);
  const now = new Date(emulator.now).toISOString();
  const check = (...args: readonly string[]): Promise<Ended> =>
    run(['check', ...args], { cwd: folder, env: emulator.env });
  return {
    emulator,
    folder,
    check,
    report: async (...args) => {
      const ended = await check(...args, '--format', 'json', '--now', now);
      return { ...ended, report: reportOf(ended) };
    },
    close: () => emulator.close(),
  };
}

export function file(name: string): string {
  return `ServiceConfiguration.${name}.cscfg`;
}
