import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { installBrowser, launchBrowser } from '../host/browser';
import { startInstalledServer } from '../host/installedServer';
import type { Lifetime } from '../host/lifetime';
import { throwAwaySample } from '../host/sampleFolder';
import { shortTemporaryFolder, type RunningServer } from '../host/server';
import { workbenchAddress } from '../host/workbench';
import type { Camera } from './camera';
import { timeoutMs } from './becomes';
import { installPseudoLanguage, pseudoLanguage } from './pseudoLanguage';
import { Workbench } from './workbench';

/** Shared by all journeys: the vaults, a VS Code with the extension installed, and a browser. */
export class Stage {
  #sample: Promise<Workbench> | undefined;

  constructor(
    readonly emulator: Emulator,
    readonly browser: Browser,
    readonly camera: Camera,
    private readonly server: RunningServer,
    private readonly lifetime: Lifetime,
  ) {}

  /** The folder with the settings, extensions, data, and logs of VS Code. */
  get data(): string {
    return this.server.data;
  }

  /** The window with the sample service, opened once: journeys restore its files. */
  sample(): Promise<Workbench> {
    this.#sample ??= this.open(throwAwaySample(this.emulator, this.lifetime));
    return this.#sample;
  }

  /** The same service in a separate window, whose files a journey may leave changed. */
  anotherSample(): Promise<Workbench> {
    return this.open(throwAwaySample(this.emulator, this.lifetime));
  }

  openEmptyFolder(): Promise<Workbench> {
    const parent = shortTemporaryFolder();
    this.lifetime.onEnd(() => {
      rmSync(parent, { recursive: true, force: true });
    });
    const folder = join(parent, 'nothing-yet');
    mkdirSync(folder);
    return this.open(folder);
  }

  /** A folder with these files. */
  openFolder(files: Readonly<Record<string, Buffer>>): Promise<Workbench> {
    return this.open(this.newFolder(files));
  }

  private newFolder(files: Readonly<Record<string, Buffer>>): string {
    const folder = shortTemporaryFolder();
    this.lifetime.onEnd(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return folder;
  }

  /** A folder with these files, in a VS Code that nobody has used. */
  async newcomer(files: Readonly<Record<string, Buffer>>): Promise<Workbench> {
    const server = await startInstalledServer(this.emulator, this.lifetime);
    const folder = this.newFolder(files);
    return this.visit(workbenchAddress(server, { folder }), folder);
  }

  /** The sample service in Restricted Mode, in a VS Code with the vault fabrikam in its user settings. */
  async untrusted(): Promise<Workbench> {
    const server = await startInstalledServer(this.emulator, this.lifetime, {
      asksForTrust: true,
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'cscfg.keyVaults': ['fabrikam'],
      },
    });
    const folder = throwAwaySample(this.emulator, this.lifetime);
    return this.visit(workbenchAddress(server, { folder }), folder);
  }

  /** The sample service in a VS Code that runs the extension in the browser. */
  async inBrowser(): Promise<Workbench> {
    const server = await startInstalledServer(this.emulator, this.lifetime, {
      settings: { 'remote.extensionKind': { 'cscfg-certificates.cscfg-certificates': ['web'] } },
    });
    const folder = throwAwaySample(this.emulator, this.lifetime);
    return this.visit(workbenchAddress(server, { folder }), folder);
  }

  /** The sample service in the oldest VS Code that package.json supports. */
  async inMinimum(): Promise<Workbench> {
    const server = await startInstalledServer(this.emulator, this.lifetime, { edition: 'minimum' });
    const folder = throwAwaySample(this.emulator, this.lifetime);
    return this.visit(workbenchAddress(server, { folder }), folder);
  }

  /** The sample service in a VS Code with the pseudo language. */
  async translated(): Promise<Workbench> {
    const server = await startInstalledServer(this.emulator, this.lifetime, { locale: pseudoLanguage });
    installPseudoLanguage(server.data);
    const folder = throwAwaySample(this.emulator, this.lifetime);
    return this.visit(workbenchAddress(server, { folder }), folder);
  }

  /** Shows a new folder with these files in the window instead of its folder. */
  openInstead({ page }: Workbench, files: Readonly<Record<string, Buffer>>): Promise<Workbench> {
    const folder = this.newFolder(files);
    return this.load(page, workbenchAddress(serverOf(page), { folder }), folder);
  }

  /** Shows a file of the folder in the window, which then has no folder. */
  openAlone({ page, folder }: Workbench, name: string): Promise<Workbench> {
    return this.load(page, workbenchAddress(serverOf(page), { file: join(folder, name) }), folder);
  }

  private open(folder: string): Promise<Workbench> {
    return this.visit(workbenchAddress(this.server, { folder }), folder);
  }

  /** Opens that VS Code without earlier browser data. */
  async visit(address: string, folder: string): Promise<Workbench> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(timeoutMs);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    return this.load(await context.newPage(), address, folder);
  }

  private async load(page: Page, address: string, folder: string): Promise<Workbench> {
    await page.goto(address);
    await page.locator('.monaco-workbench').waitFor();
    return new Workbench(page, folder, this.camera);
  }
}

/** The browser already has the token of the server, in a cookie. */
function serverOf(page: Page): Pick<RunningServer, 'origin' | 'token'> {
  return { origin: new URL(page.url()).origin, token: undefined };
}

export async function setStage(lifetime: Lifetime, camera: Camera): Promise<Stage> {
  const emulator = await startEmulator();
  lifetime.onEnd(() => emulator.close());
  await installBrowser();
  const server = await startInstalledServer(emulator, lifetime);
  const browser = await launchBrowser();
  lifetime.onEnd(() => browser.close());
  return new Stage(emulator, browser, camera, server, lifetime);
}
