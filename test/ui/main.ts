import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { onParentGone } from '../host/ancestors';
import { runCommand, type Lifetime } from '../host/lifetime';
import { Camera } from './camera';
import { journeys } from './journeys';
import { setStage } from './stage';

/**
 * `npm run test:ui`: journeys through VS Code with mouse and keyboard. `CSCFG_TEST_GREP` selects some by name; their
 * pictures are in `screenshots/`.
 */

const pictures = join(__dirname, '..', '..', 'screenshots');

/** Maximum milliseconds, including a first installation. */
const limit = 900_000;

async function testAll(lifetime: Lifetime): Promise<number> {
  onParentGone(() => process.emit('SIGTERM', 'SIGTERM'));
  rmSync(pictures, { recursive: true, force: true });
  const stage = await setStage(lifetime, new Camera(pictures));
  const grep = process.env['CSCFG_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    slow: 5000,
    forbidOnly: process.env['CI'] !== undefined,
    ...(grep === undefined ? {} : { grep }),
  });
  // Defines `describe` and `it`, as loading a test file does.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, __filename, mocha);
  journeys.forEach((journey) => {
    journey(stage);
  });
  return new Promise((resolve) => {
    mocha.run((failures) => {
      resolve(failures === 0 ? 0 : 1);
    });
  });
}

runCommand(testAll, limit);
