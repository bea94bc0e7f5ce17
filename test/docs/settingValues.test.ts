import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import {
  booleanSetting,
  booleanSettings,
  credentialKind,
  credentialKinds,
  numberSetting,
  numberSettings,
  textList,
  textLists,
} from '../../src/editor/workspace/settingValues';
import { severityLevel, severityLevels } from '../../src/check/ruleLevels';
import { readManifest, type Setting } from './manifest';
import { rulePrefix } from './tables';

const properties: Readonly<Record<string, Setting>> = Object.fromEntries(
  readManifest().contributes.configuration.flatMap((section) => Object.entries(section.properties)),
);
const keysOf = (isWanted: (setting: Setting) => boolean): readonly string[] =>
  Object.entries(properties).flatMap(([key, setting]) => (isWanted(setting) ? [key.replace('cscfg.', '')] : []));

describe('The value of a setting', () => {
  it('has in the code the bounds, defaults and choices that package.json declares', () => {
    const declared = Object.entries(properties).filter(([, { type }]) => type === 'integer' || type === 'number');
    assert.deepEqual(
      declared.map(([key, { minimum, maximum, default: usual }]) => [key, { minimum, maximum, default: usual }]),
      Object.entries(numberSettings).map(([key, bounds]) => [`cscfg.${key}`, bounds]),
    );
    assert.deepEqual(
      keysOf(({ type }) => type === 'boolean').map((key) => [key, properties[`cscfg.${key}`]?.default]),
      Object.entries(booleanSettings),
    );
    assert.deepEqual(properties['cscfg.credential']?.enum, credentialKinds);
    for (const [key, setting] of Object.entries(properties).filter(([key]) => key.startsWith(rulePrefix))) {
      assert.deepEqual(setting.enum, severityLevels, key);
    }
  });

  const numbers: readonly (readonly [value: unknown, days: number, seconds: number, minutes: number])[] = [
    [7, 7, 7, 7],
    [0, 0, 1, 1],
    [-1, 0, 1, 1],
    [-Infinity, 0, 1, 1],
    [1e9, 3650, 600, 1440],
    [Infinity, 3650, 600, 1440],
    [2.6, 3, 3, 3],
    [0.2, 0, 1, 1],
    [NaN, 30, 20, 15],
    ['7', 30, 20, 15],
    [true, 30, 20, 15],
    [null, 30, 20, 15],
    [[7], 30, 20, 15],
    [{}, 30, 20, 15],
    [undefined, 30, 20, 15],
  ];
  for (const [value, ...expected] of numbers) {
    it(`that is ${inspect(value)} counts within the bounds, or as not set`, () => {
      const keys = ['expiryWarningDays', 'requestTimeout', 'cacheMinutes'] as const;
      assert.deepEqual(
        keys.map((key) => numberSetting(key, value)),
        expected,
      );
    });
  }

  it('is the default where a switch has another type', () => {
    for (const value of ['false', 'off', 0, 1, null, [], {}, undefined]) {
      assert.deepEqual(
        [booleanSetting('inlayHints', value), booleanSetting('codeLens', value), booleanSetting('closeTags', value)],
        [true, false, true],
      );
    }
    assert.deepEqual([booleanSetting('inlayHints', false), booleanSetting('codeLens', true)], [false, true]);
  });

  it('is the default where a choice is unknown', () => {
    for (const value of ['AzureCli', '', 'toString', 1, null, ['vscode'], undefined]) {
      assert.equal(credentialKind(value), 'auto');
    }
    assert.equal(credentialKind('azureCli'), 'azureCli');
    for (const value of ['Error', 'sever', '__proto__', 2, null, ['error'], undefined]) {
      assert.equal(severityLevel(value), undefined);
    }
    assert.equal(severityLevel('off'), 'off');
  });

  it('is an empty list where it is no list of texts', () => {
    assert.deepEqual(textList(['a', 1, null, ['b'], 'c']), ['a', 'c']);
    for (const value of ['contoso', 1, null, { 0: 'contoso' }, undefined]) {
      assert.deepEqual(textList(value), []);
    }
    assert.deepEqual(textLists({ '*.cscfg': ['a', 2], b: 'a' }), { '*.cscfg': ['a'], b: [] });
    for (const value of ['a', ['a'], 1, null, undefined]) {
      assert.deepEqual(textLists(value), {});
    }
  });
});
