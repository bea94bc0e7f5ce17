import type { Locator, Page } from 'playwright-core';

/** The view "Key Vault Certificates". */
export class CertificateTree {
  readonly view: Locator;
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.view = page.locator('.pane:has(> [aria-label="Key Vault Certificates Section"])');
    this.rows = this.view.getByRole('treeitem');
  }

  /** By its icon in the activity bar. */
  async open(): Promise<void> {
    // A click on the icon of the view that is open would close it.
    if (!(await this.view.isVisible())) {
      await this.page.locator('.activitybar .action-item:has([class*="cscfg"])').click();
      await this.view.waitFor();
    }
  }

  /** The row with this very label. */
  row(label: string): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.rows.filter({ has: name }).first();
  }

  /** What a row shows beside its label: words, and the name of its icon. */
  async look(row: Locator): Promise<{ readonly description: string; readonly icon: string }> {
    const icon = await row.locator('.custom-view-tree-node-item-icon').getAttribute('class');
    return {
      description: await row.locator('.label-description').innerText(),
      icon: /codicon-([\w-]+)/.exec(icon ?? '')?.[1] ?? '',
    };
  }

  /** Whether all that a row says can be read, however narrow the view is. */
  isWhole(row: Locator): Promise<boolean> {
    const label = row.locator('.monaco-icon-label-container');
    return label.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
  }

  /** The rows at a level: vaults 1, certificates 2, versions 3. */
  level(level: number): Locator {
    return this.view.locator(`[role=treeitem][aria-level="${String(level)}"]`);
  }

  labels(level: number): Promise<readonly string[]> {
    return this.level(level).locator('.label-name').allInnerTexts();
  }

  async expand(label: string): Promise<void> {
    await this.row(label).locator('.monaco-tl-twistie').click();
  }

  /** A button that a row has at its end while the mouse is over it. */
  async inline(label: string, button: string): Promise<void> {
    await this.row(label).hover();
    await this.row(label).getByRole('button', { name: button }).click();
  }

  /** A button above the rows. */
  title(button: string): Locator {
    return this.page.locator('.sidebar .title-actions').getByRole('button', { name: button });
  }
}
