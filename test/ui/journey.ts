import type { Workbench } from './workbench';

/**
 * Opens the window before the tests of a `describe`, and takes a picture of each failure; the result returns the
 * window.
 */
export function inWindow(open: () => Promise<Workbench>): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    workbench = await open();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await workbench?.picture(`failed: ${this.currentTest.title}`);
      // Close menus and dialogs before the next test.
      await workbench?.press('Escape', 'Escape');
    }
  });
  return () => {
    if (workbench === undefined) {
      throw new Error('The window is opened before the first test, not earlier.');
    }
    return workbench;
  };
}
