import type { Locator } from 'playwright-core';

/** Whether something is fully visible without scrolling. */
export async function inSight(thing: Locator, frame: Locator): Promise<boolean> {
  const [inner, outer] = await Promise.all([thing.boundingBox(), frame.boundingBox()]);
  return (
    inner !== null &&
    outer !== null &&
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
