import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { becomes } from './becomes';
import type { Camera } from './camera';
import { CertificateTree } from './certificateTree';
import { dragIntoEditor, dropFile } from './dragAndDrop';
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
    await this.quickInput.choose(name);
    await this.tab(name).waitFor();
    await this.editor.ready();
  }

  tab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  async run(command: string): Promise<void> {
    await this.press('F1');
    await this.quickInput.type(`>${command}`);
    await this.quickInput.choose(command);
  }

  /** Moves the cursor of the editor; both numbers start at 1. */
  async goTo(line: number, column: number): Promise<void> {
    const place = `${String(line)}:${String(column)}`;
    await this.press('ControlOrMeta+g');
    await this.quickInput.type(`:${place}`);
    await this.press('Enter');
    await this.quickInput.box.waitFor({ state: 'hidden' });
    await this.page.getByRole('button', { name: `Ln ${String(line)}, Col ${String(column)}`, exact: true }).waitFor();
  }

  /** Pastes into the editor what another program has copied. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.press('ControlOrMeta+v');
  }

  /** Drags into the editor with the mouse, while `keys` are held. */
  drag(from: Locator, to: Locator, ...keys: readonly string[]): Promise<void> {
    return dragIntoEditor(this.page, from, to, keys);
  }

  /** Drops a file from outside of the browser into the editor. */
  dropFile(path: string, to: Locator): Promise<void> {
    return dropFile(this.page, path, to);
  }

  /** Gives the active file the content, whatever it contains, and whether it is saved. */
  async reset(name: string, content: string): Promise<void> {
    writeFileSync(join(this.folder, name), content);
    await this.run('File: Revert File');
    await becomes(() => this.tab(name).and(this.page.locator('.dirty')).count(), 0);
  }

  /**
   * Saves the active file until it has that content on disk: an edit can be applied after a request to a vault. The
   * pauses become longer, because a file is empty while VS Code writes it, which takes long on a busy machine.
   */
  async saves(name: string, expected: string): Promise<void> {
    let [pause, next] = [200, 0];
    await becomes(async () => {
      if (performance.now() > next) {
        await this.press('ControlOrMeta+s');
        next = performance.now() + pause;
        pause *= 2;
      }
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
