import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startEmulator, type Emulator } from '../emulator/emulator';
import { installBrowser, launchBrowser } from '../host/browser';
import { startInstalledServer } from '../host/installedServer';
import type { Lifetime } from '../host/lifetime';
import { throwAwaySample } from '../host/sampleFolder';
import { shortTemporaryFolder, type RunningServer } from '../host/server';
import { workbenchAddress } from '../host/workbench';
import type { Camera } from './camera';
import { patience } from './becomes';
import { Workbench } from './workbench';

/** What all journeys share: the vaults, a VS Code that has the extension installed, and a browser to use it in. */
export class Stage {
  #sample: Promise<Workbench> | undefined;

  constructor(
    readonly emulator: Emulator,
    readonly browser: Browser,
    readonly camera: Camera,
    private readonly server: RunningServer,
    private readonly lifetime: Lifetime,
  ) {}

  /** The window with the sample service, which is opened once: journeys leave its files as they found them. */
  sample(): Promise<Workbench> {
    this.#sample ??= this.open(throwAwaySample(this.emulator, this.lifetime));
    return this.#sample;
  }

  /** Opens a folder with nothing in it. */
  openEmptyFolder(): Promise<Workbench> {
    const parent = shortTemporaryFolder();
    this.lifetime.onEnd(() => {
      rmSync(parent, { recursive: true, force: true });
    });
    const folder = join(parent, 'nothing-yet');
    mkdirSync(folder);
    return this.open(folder);
  }

  /** The sample service in Restricted Mode, in a VS Code whose user has the vault fabrikam. */
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

  private open(folder: string): Promise<Workbench> {
    return this.visit(workbenchAddress(this.server, { folder }), folder);
  }

  /** As somebody who opens that VS Code for the first time. */
  async visit(address: string, folder: string): Promise<Workbench> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(patience);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    await page.goto(address);
    await page.locator('.monaco-workbench').waitFor();
    return new Workbench(page, folder, this.camera);
  }
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
