import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readManifest, readTexts, resolved } from './manifest';

const folder = 'media/walkthrough';
const pictures = readdirSync(folder).map((name) => join(folder, name));
const { contributes } = readManifest();
const texts = readTexts();
const steps = contributes.walkthroughs.flatMap((one) => one.steps);

describe('The walkthrough', () => {
  it('leads from signing in to the roll-over, with a picture for each step and no other', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['signIn', 'addVault', 'openFile', 'fix', 'rollOver'],
    );
    assert.deepEqual(steps.map(({ media }) => media.svg).sort(), [...pictures].sort());
  });

  it('names only commands, settings and contexts that exist, in its links and its completion events', () => {
    const commands = contributes.commands.map(({ command }) => command);
    const settings = contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    const contexts = ['cscfg.fileActive', 'cscfg.signedIn', 'cscfg.vaultRead'];
    const links = steps.flatMap(({ description }) =>
      [...resolved(description, texts).matchAll(/\(command:([\w.]+)/g)].map(([, command = '']) => command),
    );
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    assert.deepEqual(
      links.filter((command) => !commands.includes(command)),
      ['workbench.action.quickOpen'],
    );
    const known = { onCommand: commands, onSettingChanged: settings, onContext: contexts };
    for (const event of events) {
      const [kind = '', name = ''] = event.split(':');
      assert.ok(
        Object.entries(known).some(([one, names]) => one === kind && names.includes(name)),
        event,
      );
    }
  });

  it('has pictures that follow the theme, of 15 KB together', () => {
    for (const picture of pictures) {
      const colors = [...readFileSync(picture, 'utf8').matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, color]) => color,
      );
      assert.deepEqual(
        colors.filter((color) => color !== 'none' && color?.startsWith('var(--vscode-') !== true),
        [],
        picture,
      );
    }
    const size = pictures.reduce((sum, picture) => sum + gzipSync(readFileSync(picture)).length, 0);
    assert.ok(size <= 15_000, String(size));
  });
});
