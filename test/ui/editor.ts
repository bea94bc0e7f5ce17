import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';

export type Squiggle = 'error' | 'warning' | 'info';

/** The text editor in front. */
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

  /** The thumbprint of a certificate; settings may hold the same. */
  thumbprint(value: string): Locator {
    return this.lines.locator('.view-line', { hasText: 'thumbprint=' }).getByText(value, { exact: true }).first();
  }

  /** The line that holds `text`. */
  line(text: string): Locator {
    return this.lines.locator('.view-line', { hasText: text }).first();
  }

  squiggles(kind: Squiggle): Locator {
    return this.page.locator(`.editor-instance .squiggly-${kind}`);
  }

  /**
   * Points at a thumbprint with the mouse and gives the hover when it tells `text`. Points again where it does not:
   * what takes long to read is told the next time.
   */
  async pointAt(thumbprint: string, text: string | RegExp): Promise<Locator> {
    const telling = this.hover.filter({ hasText: text }).first();
    await becomes(async () => {
      await this.pointAway();
      return (await this.moveTo(thumbprint)) && (await appears(telling));
    }, true);
    return telling;
  }

  /** False where the line is just being drawn anew, as it is when inlay hints come. */
  private async moveTo(thumbprint: string): Promise<boolean> {
    const box = await this.thumbprint(thumbprint).boundingBox();
    if (box === null) {
      return false;
    }
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
    return true;
  }

  /** Moves the mouse away, to where the activity bar is empty, so that no hover is in the way. */
  async pointAway(): Promise<void> {
    await this.page.mouse.move(25, 420);
    await this.hover.first().waitFor({ state: 'hidden' });
  }

  /** Puts the cursor into a thumbprint. */
  async click(thumbprint: string): Promise<void> {
    await this.thumbprint(thumbprint).click();
    await this.pointAway();
  }

  /** Opens the menu of the light bulb at the cursor, and gives its rows. */
  async quickFixes(): Promise<readonly string[]> {
    const rows = this.menu.locator('.monaco-list-row.action');
    await becomes(async () => {
      // Like a user who sees nothing happen: VS Code drops the question when problems change while it is asked.
      await this.page.keyboard.press('ControlOrMeta+.');
      return appears(rows.first());
    }, true);
    return (await rows.allInnerTexts()).map((text) => text.trim());
  }

  /** Goes down the open menu to the row that begins with `title`, and takes it. */
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

/** Whether something appears within the time that people wait before they try again. */
function appears(thing: Locator): Promise<boolean> {
  return thing.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}
