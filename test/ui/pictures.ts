import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { runCommand, type Lifetime } from '../host/lifetime';
import { becomes } from './becomes';
import { Camera } from './camera';
import { setStage, type Stage } from './stage';
import { takeTour, tourPage, type Scene } from './tour';

/** `npm run pictures`: draws the icon, and takes the pictures of the README. */

const root = join(__dirname, '..', '..');
const media = join(root, 'media');

/** Milliseconds that each picture of the tour is visible. */
const sceneMs = 3500;

async function makePictures(lifetime: Lifetime): Promise<number> {
  const stage = await setStage(lifetime, new Camera(join(root, 'screenshots')));
  save('icon.png', await small(await icon(stage.browser)));
  save('screenshot.png', await small(await screenshot(stage)));
  const scenes = await takeTour(stage);
  save('tour.gif', await animation(scenes));
  writeFileSync(join(root, 'docs', 'tour.md'), tourPage(scenes));
  return 0;
}

/** Galleries show no SVG. Chromium draws the shadows as browsers do. */
async function icon(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(readFileSync(join(media, 'icon.svg'), 'utf8'));
  await page.addStyleTag({ content: 'body { margin: 0 } svg { display: block }' });
  const image = await page.screenshot({ omitBackground: true });
  await page.close();
  return image;
}

async function screenshot(stage: Stage): Promise<Buffer> {
  const workbench = await stage.sample();
  await workbench.page.setViewportSize({ width: 1280, height: 700 });
  await workbench.openFile('ServiceConfiguration.Cloud.cscfg');
  await workbench.run('View: Toggle Minimap');
  await workbench.tree.open();
  await workbench.tree.row('staging-web').waitFor();
  await becomes(() => workbench.problems(), 'Errors: 2, Warnings: 1, Infos: 2');
  // The view has also read what uses its certificates.
  await becomes(() => workbench.page.locator('.sidebar .monaco-progress-container.active').count(), 0);
  await widenSideBar(workbench.page);
  await workbench.editor.pointAt(stage.emulator.thumbprint('contoso-web/3'), 'Issuer');
  return workbench.page.screenshot({ animations: 'disabled' });
}

/** Wide enough to show the rows completely. */
async function widenSideBar({ mouse }: Page): Promise<void> {
  await mouse.move(350, 400);
  await mouse.down();
  await mouse.move(410, 400, { steps: 5 });
  await mouse.up();
}

/** 256 colors make a picture three times smaller without a visible difference. */
function small(image: Buffer): Promise<Buffer> {
  return sharp(image).png({ palette: true, effort: 10 }).toBuffer();
}

/** One scene after the other, each long enough to read it. */
function animation(scenes: readonly Scene[]): Promise<Buffer> {
  const pictures = scenes.map(({ picture }) => picture);
  const delay = scenes.map(() => sceneMs);
  return sharp(pictures, { join: { animated: true } })
    .gif({ delay, loop: 0, dither: 0, effort: 10 })
    .toBuffer();
}

function save(name: string, image: Buffer): void {
  writeFileSync(join(media, name), image);
  console.log(`media/${name}: ${String(image.length)} bytes`);
}

runCommand(makePictures, 300_000);
