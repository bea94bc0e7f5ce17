import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';

export class CertificateTree {
  readonly view: Locator;
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.view = page.locator('.pane:has(> [aria-label^="Key Vault Certificates"])');
    this.rows = this.view.getByRole('treeitem');
  }

  async open(): Promise<void> {
    // Clicking the icon of an open view would close it.
    if (!(await this.view.isVisible())) {
      await this.page.locator('.activitybar .action-item:has([class*="cscfg"])').click();
      await this.view.waitFor();
    }
  }

  /** `description`: of a row whose label another row can have too. */
  row(label: string, description: string | RegExp = ''): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    const details = this.page.locator('.label-description', { hasText: description });
    const named = this.rows.filter({ has: name });
    return (description === '' ? named : named.filter({ has: details })).first();
  }

  /** The description and the icon name of a row. */
  async look(row: Locator): Promise<{ readonly description: string; readonly icon: string }> {
    const icon = await row.locator('.custom-view-tree-node-item-icon').getAttribute('class');
    return {
      description: await row.locator('.label-description').innerText(),
      icon: /codicon-([\w-]+)/.exec(icon ?? '')?.[1] ?? '',
    };
  }

  /** Whether the whole text of a row is visible, however narrow the view is. */
  isWhole(row: Locator): Promise<boolean> {
    const label = row.locator('.monaco-icon-label-container');
    return label.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
  }

  /** The rows of the expanded certificates that show a version. */
  get versions(): Locator {
    return this.level(3).filter({ has: this.page.locator('.label-name', { hasText: /…$/ }) });
  }

  /** The rows of the expanded certificates that show what uses them. */
  get uses(): Locator {
    return this.level(3).filter({ hasNot: this.page.locator('.label-name', { hasText: /…$/ }) });
  }

  /** The rows of a level: 1 vaults, 2 certificates, 3 uses and versions. */
  level(level: number): Locator {
    return this.view.locator(`[role=treeitem][aria-level="${String(level)}"]`);
  }

  labels(level: number): Promise<readonly string[]> {
    return this.level(level).locator('.label-name').allInnerTexts();
  }

  /** Selects exactly these rows, with Ctrl: a click alone would expand them, and the rows below would move. */
  async select(...labels: readonly string[]): Promise<void> {
    const selected = this.rows.and(this.page.locator('[aria-selected="true"]'));
    await becomes(async () => {
      const now = await selected.locator('.label-name').allInnerTexts();
      const wrong = [...now, ...labels].find((label) => now.includes(label) !== labels.includes(label));
      if (wrong !== undefined) {
        const state = this.page.locator(`[aria-selected="${String(!now.includes(wrong))}"]`);
        await this.row(wrong).click({ modifiers: ['ControlOrMeta'] });
        await this.row(wrong).and(state).waitFor();
      }
      return now.toSorted();
    }, labels.toSorted());
  }

  async expand(label: string): Promise<void> {
    await this.row(label).locator('.monaco-tl-twistie').click();
  }

  /** Clicks a button that a row shows on hover. */
  async inline(label: string, button: string): Promise<void> {
    await this.row(label).hover();
    await this.row(label).getByRole('button', { name: button }).click();
  }

  /**
   * Selects an entry of the context menu of a row, until its effect is visible: VS Code ignores clicks in the first
   * moments of a menu, and closes the menu if the row is drawn again.
   */
  async choose(row: Locator, entry: string, effect: Locator): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: entry, exact: true });
    await becomes(async () => {
      if (!(await item.isVisible())) {
        await row.click({ button: 'right' });
        await item.waitFor();
      }
      await item.click({ timeout: 1000 }).catch(() => undefined);
      return effect.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    }, true);
  }

  title(button: string): Locator {
    return this.page.locator('.sidebar .title-actions').getByRole('button', { name: button });
  }
}
