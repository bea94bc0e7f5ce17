import { join } from 'node:path';
import type { Page } from 'playwright-core';

export class Camera {
  #taken = 0;

  constructor(private readonly folder: string) {}

  async take(page: Page, what: string): Promise<void> {
    this.#taken++;
    const name = `${String(this.#taken).padStart(2, '0')} ${what}`.replace(/\W+/g, '-');
    await page.screenshot({ path: join(this.folder, `${name}.png`) });
  }
}
