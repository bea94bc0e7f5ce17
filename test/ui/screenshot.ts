import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand, type Lifetime } from '../host/lifetime';
import { becomes } from './becomes';
import { Camera } from './camera';
import { setStage } from './stage';

/** `npx tsx test/ui/screenshot.ts`: takes the picture at the top of the README, after `npm run build`. */

const picture = join(__dirname, '..', '..', 'media', 'screenshot.png');

async function takePicture(lifetime: Lifetime): Promise<number> {
  const stage = await setStage(lifetime, new Camera(join(__dirname, '..', '..', 'screenshots')));
  const workbench = await stage.sample();
  await workbench.page.setViewportSize({ width: 1280, height: 700 });
  await workbench.openFile('ServiceConfiguration.Cloud.cscfg');
  await workbench.run('View: Toggle Minimap');
  await workbench.tree.open();
  await workbench.tree.row('staging-web').waitFor();
  await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
  await widenSideBar(workbench.page);
  await workbench.editor.pointAt(stage.emulator.thumbprint('contoso-web/3'), 'Issuer');
  await workbench.page.screenshot({ path: picture });
  console.log(`${picture}: ${(statSync(picture).size / 1000).toFixed(0)} KB`);
  return 0;
}

/** Wide enough to show the rows completely. */
async function widenSideBar({ mouse }: Page): Promise<void> {
  await mouse.move(350, 400);
  await mouse.down();
  await mouse.move(410, 400, { steps: 5 });
  await mouse.up();
}

runCommand(takePicture, 300_000);
