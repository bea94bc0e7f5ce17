import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { onParentGone } from './ancestors';
import { hasDesktop, hasDisplay } from './desktop';
import { startInstalledServer } from './installedServer';
import { runCommand, type Lifetime } from './lifetime';
import { closeDesktop, openDesktop } from './openDesktop';
import { step } from './progress';
import { throwAwaySample } from './sampleFolder';
import { shortTemporaryFolder } from './server';
import { workbenchAddress } from './workbench';

/**
 * `npm start`: opens the sample service in VS Code, with the emulator as Azure. Uses the desktop if available,
 * otherwise the VS Code from npm in a browser. Ends with Ctrl+C (exit code 130), or when the desktop window is closed
 * (0).
 */

/** Opened first: every verdict, each with a comment that names it. */
const firstFile = 'ServiceConfiguration.Verdicts.cscfg';

const guide = `
Files to open, in this order:

  ServiceConfiguration.Verdicts.cscfg   every verdict, with one certificate each
  ServiceConfiguration.Cloud.cscfg      a typical file with problems, which are underlined
  ServiceConfiguration.Mistakes.cscfg   mistakes that are found without a key vault
  ServiceConfiguration.Staging.cscfg    a file with another vault: see .vscode/settings.json
  ServiceConfiguration.Partner.cscfg    a vault that you cannot read: unverified, never "not found"

Hover over a thumbprint for details, press Ctrl+. on an underlined one to fix it, and open
Key Vault Certificates in the activity bar. The key vaults and the account are emulated on
this computer. All files are deleted when the demo ends.

Press Ctrl+C to end the demo.
`;

async function inDesktop(emulator: Emulator, folder: string, lifetime: Lifetime): Promise<number> {
  const profile = shortTemporaryFolder();
  lifetime.onEnd(() => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  lifetime.onEnd(() => closeDesktop(profile));
  console.log(`- Opening VS Code on ${folder}\n${guide.replace('Press Ctrl+C', 'Close its window')}`);
  await openDesktop({ folder, profile, env: emulator.env });
  return 0;
}

async function inBrowser(emulator: Emulator, folder: string, lifetime: Lifetime): Promise<number> {
  const server = await startInstalledServer(emulator, lifetime);
  const address = workbenchAddress(server, { folder, file: join(folder, firstFile) });
  console.log(`\nOpen VS Code in a browser on this computer:\n\n  ${address}\n${guide}`);
  if (hasDisplay()) {
    showInBrowser(address);
  }
  return new Promise(() => undefined);
}

/** In the default browser; the address is also printed. */
function showInBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

async function demo(lifetime: Lifetime): Promise<number> {
  onParentGone(() => process.emit('SIGTERM', 'SIGTERM'));
  lifetime.onEnd(() => {
    console.log('- The demo has ended, and its files are deleted.');
  });
  const emulator = await step('Starting the emulated key vaults', startEmulator);
  lifetime.onEnd(() => emulator.close());
  const folder = throwAwaySample(emulator, lifetime);
  return (await hasDesktop()) ? inDesktop(emulator, folder, lifetime) : inBrowser(emulator, folder, lifetime);
}

runCommand(demo);
