import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { controlOf } from './control';
import { openControlChannel } from './controlChannel';
import { startEmulator } from './emulator';

/**
 * `npx tsx test/emulator/runUnder.ts COMMAND [ARGUMENT…]`: runs a command for which the emulator is Azure, and passes
 * its output and exit code on. The command's own process reaches the emulator by `emulatorFromEnvironment()`.
 * EMULATED_VAULT_LIMIT: how many seconds it may take, 600 unless set.
 */

const forwarded = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

async function runUnder(command: string, args: readonly string[]): Promise<number> {
  const emulator = await startEmulator();
  const channel = await openControlChannel(controlOf(emulator));
  const limit = Number(process.env['EMULATED_VAULT_LIMIT'] ?? 600);
  const child = spawn(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...emulator.env, ...channel.env },
  });
  for (const name of forwarded) {
    process.on(name, () => child.kill(name));
  }
  const timer = setTimeout(() => {
    console.error(`Not done after ${String(limit)} s: ending ${command}.`);
    child.kill('SIGKILL');
  }, limit * 1000);
  try {
    return await exitCode(command, child);
  } finally {
    clearTimeout(timer);
    await channel.close();
    await emulator.close();
  }
}

/** As shells have it: 128 and the signal's number, 127 for a command that is not there. */
function exitCode(command: string, child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Usage: tsx test/emulator/runUnder.ts COMMAND [ARGUMENT…]');
  process.exitCode = 2;
} else {
  void runUnder(command, args).then((code) => {
    process.exit(code);
  });
}
