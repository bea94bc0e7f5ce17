import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { listFiles, PackageManager } from '@vscode/vsce';
import { temporaryFolder } from '../cli/program';
import { packageExtension } from '../host/packageExtension';

/** Every file in the .vsix, apart from the two that vsce writes. */
const allowed = [
  /^CHANGELOG\.md$/,
  /^LICENSE$/,
  /^README\.md$/,
  /^SUPPORT\.md$/,
  /^dist\/(?:cli|extension|mcp|overview|pfx|vault)\.js$/,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^docs\/[\w-]+\.md$/,
  /^docs\/light-bulb\.svg$/,
  /^l10n\/bundle\.l10n\.json$/,
  /^language-configuration\.json$/,
  /^media\/cscfg-(?:dark|light)\.svg$/,
  /^media\/icon\.png$/,
  /^media\/key-vault-certificates\.svg$/,
  /^media\/overview\.css$/,
  /^package\.json$/,
  /^media\/walkthrough\/\w+\.svg$/,
  /^package\.nls\.json$/,
  /^syntaxes\/cscfg\.tmLanguage\.json$/,
];

describe('The package', () => {
  const digests: string[] = [];

  /** Packages as on a machine with this time zone, and with these permissions for new files. */
  const packageAs = async (zone: string, umask: number): Promise<void> => {
    const before = process.umask(umask);
    try {
      const file = await packageExtension(temporaryFolder('cscfg-package-'), { TZ: zone });
      digests.push(createHash('sha256').update(readFileSync(file)).digest('hex'));
    } finally {
      process.umask(before);
    }
  };

  before(async function () {
    this.timeout(120_000);
    await packageAs('America/Los_Angeles', 0o022);
  });

  it('contains only files that are meant for it, and all of them', async () => {
    const files = await listFiles({ packageManager: PackageManager.None });
    assert.deepEqual(
      files.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      [],
      'not meant for the package',
    );
    assert.deepEqual(
      allowed.filter((pattern) => !files.some((file) => pattern.test(file))),
      [],
      'missing from the package',
    );
  });

  it('has the same bytes if it is built again, in another time zone and with other permissions', async function () {
    this.timeout(120_000);
    await packageAs('Asia/Tokyo', 0o077);
    assert.equal(digests[1], digests[0]);
  });
});
