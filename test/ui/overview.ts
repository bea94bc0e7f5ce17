import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';

/** The tab of the Certificate Overview: a page in a separate frame. */
export class Overview {
  readonly frame: FrameLocator;
  readonly filter: Locator;
  readonly tree: Locator;
  readonly table: Locator;
  readonly rows: Locator;
  readonly groups: Locator;
  readonly status: Locator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    this.filter = this.frame.getByRole('searchbox', { name: 'Filter certificates' });
    this.tree = this.frame.getByRole('button', { name: 'Group by Verdict' });
    this.table = this.frame.locator('#certificates');
    this.rows = this.frame.locator('tbody tr:not(.group)');
    this.groups = this.frame.locator('tbody tr.group');
    this.status = this.frame.getByRole('status');
  }

  /** The texts of a column, in the order of the rows. */
  async texts(column: string): Promise<readonly string[]> {
    const cells = await this.rows.locator(`td.${column}`).allTextContents();
    // Without the icon of the verdict.
    return cells.map((text) => text.replace(/^[✖▲●✔○]/, ''));
  }

  /** The frame of the page itself. */
  async content(): Promise<Frame> {
    const body = await this.frame.locator('body').elementHandle();
    const frame = await body.ownerFrame();
    if (frame === null) {
      throw new Error('The page of the overview has no frame.');
    }
    return frame;
  }

  heading(name: string): Locator {
    return this.frame.getByRole('columnheader', { name });
  }

  row(thumbprint: string): Locator {
    return this.rows.filter({ hasText: thumbprint });
  }

  /** The row with the focus, as a screen reader reads it. */
  get focused(): Locator {
    return this.frame.locator('tbody tr:focus');
  }
}
