import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';
import type { Camera } from './camera';
import { CertificateTree } from './certificateTree';
import { Editor } from './editor';
import { QuickInput } from './quickInput';

export class Workbench {
  readonly editor: Editor;
  readonly tree: CertificateTree;
  readonly quickInput: QuickInput;

  constructor(
    readonly page: Page,
    readonly folder: string,
    private readonly camera: Camera,
  ) {
    this.editor = new Editor(page);
    this.tree = new CertificateTree(page);
    this.quickInput = new QuickInput(page);
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  picture(what: string): Promise<void> {
    return this.camera.take(this.page, what);
  }

  async openFile(name: string): Promise<void> {
    const tabs = this.page.locator('.tab');
    if ((await tabs.count()) > 0) {
      await this.press('ControlOrMeta+k', 'ControlOrMeta+w');
      await tabs.first().waitFor({ state: 'detached' });
    }
    await this.press('ControlOrMeta+p');
    await this.quickInput.type(`${join(this.folder, name)}:1`);
    await this.quickInput.row(name).click();
    await this.tab(name).waitFor();
    await this.editor.ready();
  }

  tab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  async run(command: string): Promise<void> {
    await this.press('F1');
    await this.quickInput.type(`>${command}`);
    await this.quickInput.row(command).click();
  }

  /**
   * Drags with the mouse until VS Code shows the choices of the drop or asks a question. Again, as a user does, if the
   * button was released before the extension said what is dragged.
   */
  async drag(from: Locator, to: Locator): Promise<void> {
    const effect = this.page.locator('.post-edit-widget, .quick-input-widget').filter({ visible: true }).first();
    await becomes(async () => {
      await this.dragOnce(from, to);
      return effect.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    }, true);
  }

  private async dragOnce(from: Locator, to: Locator): Promise<void> {
    const { mouse } = this.page;
    await from.hover();
    await mouse.down();
    await to.hover({ force: true });
    const { x, y, width, height } = (await to.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await mouse.move(x + width / 2, y + height / 2, { steps: 20 });
    await mouse.up();
  }

  /** Saves the active file until it has that content on disk: an edit can be applied after a request to a vault. */
  async saves(name: string, expected: string): Promise<void> {
    await becomes(async () => {
      await this.press('ControlOrMeta+s');
      return this.read(name);
    }, expected);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** The number of problems in the status bar, as a screen reader reads it. */
  async problems(): Promise<string | null> {
    return this.page.locator('#status\\.problems').getAttribute('aria-label');
  }

  /** The notifications and dialogs that are open. */
  async interruptions(): Promise<readonly string[]> {
    return this.page.locator('.notification-toast, .monaco-dialog-box').allInnerTexts();
  }

  /** The vault status of the active file, in the language status menu. */
  async vaultStatus(): Promise<Locator> {
    await this.page.locator('#status\\.languageStatus').hover();
    const status = this.page.locator('.hover-language-status');
    await status.first().waitFor();
    return status.filter({ hasText: /./ });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
