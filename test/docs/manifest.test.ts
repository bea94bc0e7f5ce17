import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../../src/cscfg/rules/rules';
import { commands as commandIds } from '../../src/editor/commands/ids';
import { parseVaultReference } from '../../src/vault/address';
import { readManifest, readTexts } from './manifest';
import { rulePrefix } from './tables';

const manifest = readManifest();
const texts = readTexts();
const { contributes } = manifest;
const commands = new Set(contributes.commands.map(({ command }) => command));
const settings = Object.fromEntries(contributes.configuration.flatMap(({ properties }) => Object.entries(properties)));

describe('package.json', () => {
  it('names only commands that it contributes, in menus and in the welcome views', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const inWelcomes = Object.entries(texts)
      .filter(([key]) => key.startsWith('welcome.'))
      .flatMap(([, text]) => [...text.matchAll(/\(command:(cscfg\.[^)?]+)/g)].map(([, command = '']) => command));
    assert.deepEqual(
      [...inMenus, ...inWelcomes].filter((command) => !commands.has(command)),
      [],
    );
  });

  it('contributes the commands that the code registers, and no other', () => {
    assert.deepEqual([...commands].sort(), Object.values(commandIds).sort());
  });

  it('gives every command one category, so that the palette groups them', () => {
    assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['%category%']);
  });

  it('uses every text of package.nls.json, and no text that is not there', () => {
    const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('has a setting for every rule with the rule’s own severity as default, and for no other', () => {
    const own = Object.entries(settings).filter(([key]) => key.startsWith(rulePrefix));
    assert.deepEqual(
      own.map(([key, { default: severity }]) => [key.slice(rulePrefix.length), severity]),
      rules.map(({ code, severity }) => [code, severity]),
    );
  });

  it('writes nothing in Markdown in the welcome views but links: they show backticks as they are', () => {
    const welcomes = Object.entries(texts).filter(([key]) => key.startsWith('welcome.'));
    assert.deepEqual(
      welcomes.filter(([, text]) => /[`*]/.test(text)).map(([key]) => key),
      [],
    );
  });

  it('makes itself the formatter of its languages, so that Format Document asks nothing', () => {
    for (const { id } of contributes.languages) {
      const own = contributes.configurationDefaults[`[${id}]`];
      assert.equal(own?.['editor.defaultFormatter'], 'cscfg-certificates.cscfg-certificates');
    }
  });

  it('lets no workspace choose a credential', () => {
    assert.equal(settings['cscfg.credential']?.scope, 'machine');
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('cscfg.credential'));
  });

  it('describes, scopes and orders every setting', () => {
    for (const { properties } of contributes.configuration) {
      const own = Object.values(properties);
      assert.ok(own.every(({ markdownDescription, scope }) => markdownDescription !== undefined && scope !== ''));
      assert.deepEqual(
        own.map(({ order }) => order),
        own.map((_, index) => index + 1),
      );
    }
  });

  it('marks every setting that names a vault, times a request or causes requests as using online services', () => {
    const online = Object.entries(settings).filter(([, { tags }]) => tags?.includes('usesOnlineServices'));
    assert.deepEqual(
      online.map(([key]) => key),
      [
        'cscfg.keyVaults',
        'cscfg.keyVaultsByFile',
        'cscfg.requestTimeout',
        'cscfg.cacheMinutes',
        'cscfg.credential',
        'cscfg.checkWorkspace',
      ],
    );
  });

  const references: readonly (readonly [text: string, accepted: boolean])[] = [
    ['contoso', true],
    ['contoso-web-1', true],
    [' contoso ', true],
    ['https://contoso.vault.azure.net', true],
    ['https://contoso.vault.azure.net/', true],
    ['https://contoso.vault.azure.net:443/certificates/web/0123456789abcdef0123456789abcdef', true],
    ['contoso.vault.azure.cn/secrets/web', true],
    ['https://contoso.vault.usgovcloudapi.net', true],
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso', true],
    ['', false],
    ['co', false],
    ['1contoso', false],
    ['contoso--web', false],
    ['contoso-', false],
    ['a-name-of-more-than-24-characters', false],
    ['http://contoso.vault.azure.net', false],
    ['https://contoso.vault.azure.net.example.com', false],
    ['https://contoso.example.com', false],
    ['https://contoso.managedhsm.azure.net', false],
    ['https://contoso.vault.azure.net:8443', false],
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/managedHSMs/contoso', false],
  ];
  for (const [text, accepted] of references) {
    it(`${accepted ? 'accepts' : 'refuses'} “${text}” as a vault, as the extension does`, () => {
      const pattern = new RegExp(settings['cscfg.keyVaults']?.items?.pattern ?? '');
      assert.deepEqual([pattern.test(text), parseVaultReference(text).ok], [accepted, accepted]);
    });
  }

  it('starts with a .cscfg file, in a workspace that contains one, or with a command, never with VS Code', () => {
    const events = manifest.activationEvents ?? [];
    assert.deepEqual(
      events.filter((event) => event === '*' || event.startsWith('onStartup') || event.startsWith('workspaceContains')),
      // For the setting cscfg.checkWorkspace.
      ['workspaceContains:**/*.cscfg'],
    );
    assert.ok(contributes.languages.some(({ id }) => id === 'cscfg'));
  });

  it('names only files that exist', () => {
    const files = [
      manifest.icon,
      ...contributes.languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...contributes.grammars.map(({ path }) => path),
      ...Object.values(contributes.viewsContainers).flatMap((containers) => containers.map(({ icon }) => icon)),
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });

  it('shows its welcome texts in its own view', () => {
    const views = Object.values(contributes.views).flatMap((own) => own.map(({ id }) => id));
    assert.deepEqual(
      contributes.viewsWelcome.filter(({ view }) => !views.includes(view)),
      [],
    );
  });
});
