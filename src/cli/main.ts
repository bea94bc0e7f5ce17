import { debuglog, inspect } from 'node:util';
import { exitCodes } from './exitCode';
import { escapeInvisible, processTerminal } from './terminal';
import { onLoopEnd } from './loopEnd';
import { run } from './commands/check';

const debug = debuglog('cscfg');
const interruption = new AbortController();
const terminal = processTerminal(interruption.signal);

/** Whatever nobody foresaw. People get its message; NODE_DEBUG=cscfg also shows where it came from. */
function giveUp(error: unknown): never {
  if (interruption.signal.aborted) {
    process.exit(exitCodes.interrupted);
  }
  terminal.complain(error instanceof Error ? error.message : String(error));
  debug('%s', inspect(error).split('\n').map(escapeInvisible).join('\n'));
  process.exit(exitCodes.failed);
}

// Should a promise get lost on the way, ending early must not look like success.
process.exitCode = exitCodes.failed;
const leaveLoopEnd = onLoopEnd(() => {
  giveUp(new Error('The check ended early: nothing was left to wait for. Run it again with NODE_DEBUG=cscfg.'));
});
// The first Ctrl+C cancels what is under way, down to sockets and child processes; a second one ends the process at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort();
  });
}
process.on('uncaughtException', giveUp);

run(process.argv.slice(2), terminal).then(async (code) => {
  leaveLoopEnd();
  // Whoever reads the output through a pipe gets all of it; a connection that nobody closes does not keep us.
  await terminal.flush();
  process.exit(code);
}, giveUp);
