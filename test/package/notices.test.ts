import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programPath, temporaryFolder } from '../cli/program';
import { readManifest } from '../docs/manifest';

type Notices = (outputs: Readonly<Record<string, unknown>>) => string;

describe('The third-party notices', () => {
  it('name every package in the bundles with its version, and no tool for tests', async function () {
    this.timeout(60_000);
    const text = readFileSync(join(dirname(await programPath()), 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const versions = new Map(
      [...text.matchAll(/^(\S+) (\d\S*) \([\w.-]+\), in /gm)].map(([, name, version]) => [name, version]),
    );
    for (const [name, version] of Object.entries(readManifest().dependencies)) {
      assert.equal(versions.get(name), version, name);
    }
    assert.deepEqual(
      ['esbuild', 'mocha', 'playwright-core', 'typescript'].filter((name) => versions.has(name)),
      [],
    );
    // A package that only another package needs.
    assert.match(text, /^@azure\/msal-common \d[\d.]+ \(MIT\), in vault\.js$/m);
  });

  /** The notices of a bundle that contains one package with these files. */
  const noticesOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
    const folder = join(temporaryFolder('cscfg-notices-'), 'node_modules', '@some', 'package');
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), content);
    }
    const { thirdPartyNotices } = (await import(pathToFileURL('notices.mjs').href)) as { thirdPartyNotices: Notices };
    return thirdPartyNotices({
      'dist/one.js': { inputs: { [`${folder}/lib/index.js`]: { bytesInOutput: 1 } } },
      'dist/two.js': { inputs: { [`${folder}/lib/index.js`]: { bytesInOutput: 0 } } },
    });
  };
  const manifest = (more: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({ name: '@some/package', version: '1.2.3', ...more });

  it('contain the text of each license and notice, and the bundles with code of the package', async () => {
    const text = await noticesOf({
      'package.json': manifest({ license: 'ISC' }),
      'LICENSE.txt': 'Use it.  \r\n',
      NOTICE: 'Somebody wrote it.',
    });
    assert.ok(text.endsWith('\n\n@some/package 1.2.3 (ISC), in one.js\n\nUse it.\n\nSomebody wrote it.\n'), text);
  });

  it('contain the MIT license with the author of a package that has no file with it', async () => {
    const text = await noticesOf({ 'package.json': manifest({ license: 'MIT', author: { name: 'Somebody' } }) });
    assert.match(text, /^MIT License\n\nCopyright \(c\) Somebody\n\nPermission is hereby granted/m);
  });

  it('name the license that is used of alternatives', async () => {
    const text = await noticesOf({
      'package.json': manifest({ license: '(GPL-2.0 OR BSD-3-Clause)' }),
      LICENSE: 'Use it.',
    });
    assert.ok(text.endsWith('\n\n@some/package 1.2.3 (BSD-3-Clause), in one.js\n\nUse it.\n'), text);
  });

  it('refuse a license that is not in the list, and a package without a license text', async () => {
    await assert.rejects(
      noticesOf({ 'package.json': manifest({ license: 'GPL-3.0-only' }), LICENSE: 'Share it.' }),
      new Error('@some/package has the license GPL-3.0-only, which is not in the list of notices.mjs.'),
    );
    await assert.rejects(
      noticesOf({ 'package.json': manifest({ license: 'ISC' }) }),
      new Error('@some/package contains no text of its license.'),
    );
  });
});
