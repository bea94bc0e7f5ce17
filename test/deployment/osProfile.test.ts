import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import {
  type DeploymentTarget,
  deploymentTargets,
  type OsProfile,
  type OsProfileFormat,
  writeOsProfile,
} from '../../src/deployment/osProfile';
import { certificateUrlsOf } from '../../src/deployment/deployments';
import { read } from './support/read';

const folder = join(__dirname, 'osProfile');
const expected = (file: string): string => readFileSync(join(folder, file), 'utf8');

const profile: OsProfile = {
  groups: [
    {
      vault: 'contoso',
      vaultId:
        '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso',
      certificates: [
        { url: 'https://contoso.vault.azure.net/secrets/web/0123456789abcdef0123456789abcdef', store: 'My' },
        { url: 'https://contoso.vault.azure.net/secrets/issuing-ca/89abcdef0123456789abcdef01234567', store: 'CA' },
      ],
    },
    {
      vault: 'fabrikam',
      certificates: [
        { url: 'https://fabrikam.vault.azure.net/secrets/partner/fedcba9876543210fedcba9876543210', store: 'My' },
      ],
    },
  ],
  leftOut: [
    {
      role: 'WebRole',
      name: 'Token',
      thumbprint: '94D3A2B5C1F00E7D8899AABBCCDDEEFF00112233',
      reason: 'No key vault has it.',
    },
  ],
};

const endings: Readonly<Record<OsProfileFormat, string>> = {
  json: '.json',
  rest: '.rest.json',
  bicep: '.bicep',
  powershell: '.ps1',
};

describe('The secrets of an osProfile', () => {
  const validator = new Ajv({ strict: true, strictTypes: false });
  validator.addSchema(JSON.parse(expected('secrets.schema.json')) as object, 'secrets');
  const accepts = (target: DeploymentTarget, secrets: unknown): boolean =>
    validator.validate({ $ref: `secrets#/definitions/${target}` }, secrets);

  for (const target of deploymentTargets) {
    for (const [format, ending] of Object.entries(endings) as [OsProfileFormat, string][]) {
      it(`are written for ${target} as ${format}`, () => {
        assert.equal(writeOsProfile(profile, format, target), expected(target + ending));
      });
    }

    it(`are accepted by the schema of ${target}`, () => {
      const secrets: unknown = JSON.parse(writeOsProfile(profile, 'json', target));
      assert.ok(accepts(target, secrets), validator.errorsText());
      const other = target === 'vmss' ? 'cloudService' : 'vmss';
      assert.ok(!accepts(other, secrets));
    });

    it(`are an empty list for ${target} if there are none`, () => {
      const nothing = { groups: [], leftOut: [] };
      assert.equal(writeOsProfile(nothing, 'json', target), '[]\n');
      assert.equal(writeOsProfile(nothing, 'bicep', target), '[]\n');
    });
  }

  it('are read as they were written', () => {
    const urls = (file: string, text: string): readonly string[] =>
      certificateUrlsOf(read({ [file]: text })).map((one) => one.text);
    const written = profile.groups.flatMap(({ certificates }) => certificates.map(({ url }) => url));
    const secrets = writeOsProfile(profile, 'json', 'cloudService');
    const type = 'Microsoft.Compute/cloudServices';
    const json = `{ "resources": [{ "type": "${type}", "properties": { "osProfile": { "secrets": ${secrets} } } }] }`;
    assert.deepEqual(urls('a.json', json), written);
    const bicep = writeOsProfile({ ...profile, leftOut: [] }, 'bicep', 'cloudService');
    const resource = `resource a '${type}@2022-09-04' = {\n  properties: { osProfile: { secrets: ${bicep} } }\n}`;
    assert.deepEqual(urls('a.bicep', resource), written);
  });

  it('keep names of the configuration within their comments', () => {
    const odd = { role: 'A\nB\u2028C', name: "It's\r\n$(x)", thumbprint: '', reason: 'Not valid.' };
    const text = writeOsProfile({ groups: [], leftOut: [odd] }, 'powershell', 'cloudService');
    assert.deepEqual(text.split('\n').slice(0, 3), [
      '# Not included:',
      '#   A B C "It\'s $(x)" : Not valid.',
      '$osProfile = @{',
    ]);
  });

  it('quote texts in the way of each language', () => {
    const odd = { groups: [{ vault: 'v', vaultId: "a'b’c${d}\\", certificates: [] }], leftOut: [] };
    assert.match(writeOsProfile(odd, 'bicep', 'cloudService'), /id: 'a\\'b’c\\\$\{d\}\\\\'/);
    assert.match(writeOsProfile(odd, 'powershell', 'vmss'), /-SourceVaultId 'a''b’’c\$\{d\}\\'/);
  });
});
