import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Milliseconds after which VS Code certainly shows that it is still handling a drop, which it does after 500. */
const untilProgress = 3000;

const effects = '.post-edit-widget, .quick-input-widget';

/**
 * Drags with the mouse into the editor until VS Code shows the choices of the drop or the extension asks a question.
 * Again, as a user does, if the drag did not begin, or has ended without an effect. `keys` are held after the drag has
 * begun: a row that is clicked with Shift is not dragged.
 */
export async function dragIntoEditor(
  page: Page,
  from: Locator,
  to: Locator,
  keys: readonly string[] = [],
): Promise<void> {
  await closeEarlierEffects(page);
  await becomes(async () => (await dropped(page, from, to, keys)) && hasEffect(page), true);
}

/** Drops a file from outside of the browser into the editor, with Shift. */
export async function dropFile(page: Page, path: string, to: Locator): Promise<void> {
  await closeEarlierEffects(page);
  const client = await page.context().newCDPSession(page);
  let place: Point = { x: 0, y: 0 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop', { x, y }: Point) =>
    client.send('Input.dispatchDragEvent', {
      type,
      x,
      y,
      data: { items: [], files: [path], dragOperationsMask: 1 },
      modifiers: 8,
    });
  await holdStill(to, async (point) => {
    place = point;
    await send('dragEnter', point);
    await send('dragOver', point);
  });
  await target(page).waitFor({ state: 'attached' });
  await send('drop', place);
  await client.detach();
  await becomes(() => shows(page, effects), true);
}

/** Otherwise what an earlier drop left behind would look like the effect of this one. */
async function closeEarlierEffects(page: Page): Promise<void> {
  await becomes(async () => {
    const isOpen = await shows(page, effects);
    if (isOpen) {
      await page.keyboard.press('Escape');
    }
    return isOpen;
  }, false);
}

/** False if the drag did not begin. */
async function dropped(page: Page, from: Locator, to: Locator, keys: readonly string[]): Promise<boolean> {
  const { mouse, keyboard } = page;
  await holdStill(from, (point) => mouse.move(point.x, point.y));
  await mouse.down();
  await Promise.all(keys.map((key) => keyboard.down(key)));
  await holdStill(to, (point) => mouse.move(point.x, point.y, { steps: 20 }));
  const isOver = await appears(target(page));
  await mouse.up();
  await Promise.all(keys.map((key) => keyboard.up(key)));
  return isOver;
}

/** Moves the mouse to the middle of something until that no longer moves: rows and lines are added above it. */
async function holdStill(thing: Locator, move: (point: Point) => Promise<void>): Promise<void> {
  await becomes(async () => {
    const before = await middleOf(thing);
    if (before === undefined) {
      return false;
    }
    await move(before);
    await thing.page().evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const after = await middleOf(thing);
    return before.x === after?.x && before.y === after.y;
  }, true);
}

/** Where VS Code would drop. */
function target(page: Page): Locator {
  return page.locator('.editor-instance .dnd-target').first();
}

async function middleOf(thing: Locator): Promise<Point | undefined> {
  const box = await thing.boundingBox();
  return box === null ? undefined : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** False as soon as VS Code no longer handles the drop and shows nothing. */
async function hasEffect(page: Page): Promise<boolean> {
  const deadline = performance.now() + untilProgress;
  while (performance.now() < deadline || (await page.locator('.inline-progress-widget').count()) > 0) {
    if (await shows(page, effects)) {
      return true;
    }
    await delay(50);
  }
  return shows(page, effects);
}

async function shows(page: Page, selector: string): Promise<boolean> {
  return (await page.locator(selector).filter({ visible: true }).count()) > 0;
}

function appears(thing: Locator): Promise<boolean> {
  return thing.waitFor({ state: 'attached', timeout: untilProgress }).then(
    () => true,
    () => false,
  );
}
