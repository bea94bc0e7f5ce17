import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';

/** The quick input at the top of the window. */
export class QuickInput {
  readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget');
  }

  get input(): Locator {
    return this.box.locator('.quick-input-box input');
  }

  row(label: string): Locator {
    const exact = this.page.locator('.label-name', { hasText: new RegExp(`^\\s*${escape(label)}\\s*$`) });
    return this.box.locator('.monaco-list-row').filter({ has: exact }).first();
  }

  /** Moves to the row with the arrow keys and presses Enter. */
  async choose(label: string): Promise<void> {
    await this.row(label).waitFor();
    await becomes(async () => {
      const isFocused = /\bfocused\b/.test((await this.row(label).getAttribute('class')) ?? '');
      if (!isFocused) {
        await this.page.keyboard.press('ArrowDown');
      }
      return isFocused;
    }, true);
    await this.page.keyboard.press('Enter');
  }

  async rows(): Promise<readonly string[]> {
    return this.box.locator('.monaco-list-row .quick-input-list-label, .monaco-list-row .label-name').allInnerTexts();
  }

  /** The labels of the rows, without what is known of them. */
  async labels(): Promise<readonly string[]> {
    return this.box.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  async type(text: string): Promise<void> {
    await this.input.waitFor();
    await this.input.fill(text);
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
