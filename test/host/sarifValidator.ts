import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, pinned } from './cache';
import { npm } from './npm';
import { step } from './progress';

/**
 * Validates a SARIF file with the validator of Microsoft's SARIF SDK, which contains the official schema. Resolves to
 * the problems that it reports.
 */
export async function sarifProblems(file: string): Promise<readonly string[]> {
  const folder = await cached('sarif', (staging) =>
    step('Installing the SARIF validator, once for this machine (about 100 MB on disk)', async () => {
      for (const name of ['package.json', 'package-lock.json']) {
        copyFileSync(join(pinned('sarif'), name), join(staging, name));
      }
      await npm(staging, 'ci');
    }),
  );
  const program = process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool';
  const path = join(folder, 'node_modules', '@microsoft', `sarif-multitool-${process.platform}`, program);
  if (process.platform !== 'win32') {
    chmodSync(path, 0o755);
  }
  // Without this, the validator needs the ICU libraries of the machine.
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const output = await new Promise<string>((resolve) => {
    execFile(path, ['validate', file], { env }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
  if (!output.includes('Analysis completed')) {
    throw new Error(`The SARIF validator failed:\n${output}`);
  }
  return output.split('\n').filter((line) => /: (?:error|warning|note) /.test(line));
}
