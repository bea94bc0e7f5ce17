import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';

export type Squiggle = 'error' | 'warning' | 'info';

export class Editor {
  readonly hover: Locator;
  readonly menu: Locator;
  private readonly lines: Locator;

  constructor(private readonly page: Page) {
    this.lines = page.locator('.editor-instance .view-lines');
    this.hover = page.locator('.editor-instance .monaco-hover').filter({ visible: true });
    this.menu = page.locator('.action-widget').filter({ visible: true }).first();
  }

  async ready(): Promise<void> {
    await this.lines.locator('.view-line').first().waitFor();
  }

  /** The thumbprint of a certificate; settings can contain the same text. */
  thumbprint(value: string): Locator {
    return this.lines.locator('.view-line', { hasText: 'thumbprint=' }).getByText(value, { exact: true }).first();
  }

  line(text: string): Locator {
    return this.lines.locator('.view-line', { hasText: text }).first();
  }

  squiggles(kind: Squiggle): Locator {
    return this.page.locator(`.editor-instance .squiggly-${kind}`);
  }

  /** Moves the mouse over a thumbprint until the hover contains `text`: details that take long appear the next time. */
  async pointAt(thumbprint: string, text: string | RegExp): Promise<Locator> {
    const telling = this.hover.filter({ hasText: text }).first();
    await becomes(async () => {
      await this.pointAway();
      return (await this.moveTo(thumbprint)) && (await appears(telling));
    }, true);
    return telling;
  }

  /** False if the line is being rendered again, for example when inlay hints arrive. */
  private async moveTo(thumbprint: string): Promise<boolean> {
    const box = await this.thumbprint(thumbprint).boundingBox();
    if (box === null) {
      return false;
    }
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
    return true;
  }

  /** Moves the mouse to an empty part of the activity bar, so that no hover is open. */
  async pointAway(): Promise<void> {
    await this.page.mouse.move(25, 420);
    await this.hover.first().waitFor({ state: 'hidden' });
  }

  async click(thumbprint: string): Promise<void> {
    await this.thumbprint(thumbprint).click();
    await this.pointAway();
  }

  /** Opens the light bulb menu at the cursor and returns its rows. */
  async quickFixes(): Promise<readonly string[]> {
    await this.opensMenu('ControlOrMeta+.');
    const rows = this.menu.locator('.monaco-list-row.action');
    return (await rows.allInnerTexts()).map((text) => text.trim());
  }

  /** Presses the keys again, as a user does: VS Code drops the request when problems change during it. */
  async opensMenu(keys: string): Promise<void> {
    await becomes(async () => {
      await this.page.keyboard.press(keys);
      return appears(this.menu.locator('.monaco-list-row.action').first());
    }, true);
  }

  /** Selects the row of the open menu that starts with `title`. */
  async takeFix(title: string): Promise<void> {
    const focused = this.menu.locator('.monaco-list-row.action.focused');
    const rows = await this.menu.locator('.monaco-list-row.action').allInnerTexts();
    const steps = rows.findIndex((row) => row.trim().startsWith(title));
    for (let step = 0; step < steps; step++) {
      await this.page.keyboard.press('ArrowDown');
    }
    await focused.filter({ hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
  }
}

/** Whether something appears before a user would try again. */
function appears(thing: Locator): Promise<boolean> {
  return thing.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}
