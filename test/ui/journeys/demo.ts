import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { becomes } from '../becomes';
import { inWindow } from '../journey';
import type { Stage } from '../stage';

const program = join(__dirname, '..', '..', 'host', 'demo.ts');

export function demo(stage: Stage): void {
  describe('The demo', () => {
    let running: Demo | undefined;
    const window = inWindow(async () => {
      running = new Demo();
      const address = await running.address();
      return stage.visit(address, new URL(address).searchParams.get('folder') ?? '');
    });
    after(() => running?.kill());

    it('opens with every verdict and without questions, although no account is signed in to VS Code', async () => {
      const workbench = window();
      await workbench.tab('ServiceConfiguration.Verdicts.cscfg').waitFor();
      await becomes(() => workbench.problems(), 'Errors: 7, Warnings: 3, Infos: 2');
      assert.deepEqual(await workbench.interruptions(), []);
      await workbench.picture('demo');
      await workbench.close();
    });

    it('ends with Ctrl+C, and deletes its folder', async () => {
      assert.equal(await running?.interrupt(), 130);
      assert.equal(existsSync(window().folder), false);
    });
  });
}

class Demo {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #output = '';

  constructor() {
    this.#child = spawn(process.execPath, ['--import', 'tsx', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, CSCFG_HOST: 'carried', DISPLAY: '', WAYLAND_DISPLAY: '' },
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    this.#ended = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  async address(): Promise<string> {
    await becomes(() => this.#output.includes('Press Ctrl+C to end the demo'), true);
    return /http:\S+/.exec(this.#output)?.[0] ?? '';
  }

  interrupt(): Promise<number | null> {
    this.#child.kill('SIGINT');
    return this.#ended;
  }

  kill(): void {
    this.#child.kill('SIGTERM');
  }
}
