#!/usr/bin/env node
import { debuglog, inspect } from 'node:util';
import { exitCodes } from './exitCode';
import { escapeInvisible } from '../text/invisible';
import { processTerminal } from './terminal';
import { onLoopEnd } from './loopEnd';
import { run } from './commandLine';

const debug = debuglog('cscfg');
const interruption = new AbortController();
const terminal = processTerminal(interruption.signal);

/** Reports an unexpected error. NODE_DEBUG=cscfg also shows its stack. */
function giveUp(error: unknown): never {
  if (interruption.signal.aborted) {
    process.exit(exitCodes.interrupted);
  }
  terminal.complain(error instanceof Error ? error.message : String(error));
  debug('%s', inspect(error).split('\n').map(escapeInvisible).join('\n'));
  process.exit(exitCodes.failed);
}

// If a promise never settles, the process must not end with success.
process.exitCode = exitCodes.failed;
const leaveLoopEnd = onLoopEnd(() => {
  giveUp(new Error('The check ended before it was complete. Run it again with NODE_DEBUG=cscfg to see why.'));
});
// The first Ctrl+C cancels requests and child processes; the second one ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort();
  });
}
process.on('uncaughtException', giveUp);

run(process.argv.slice(2), terminal).then(async (code) => {
  leaveLoopEnd();
  // Flush, so that a pipe gets the whole output; then exit, even if a connection is still open.
  await terminal.flush();
  process.exit(code);
}, giveUp);
