import assert from 'node:assert/strict';
import { planRollOver } from '../../../src/check/rollOver/plan';
import { parseCscfg } from '../../../src/cscfg/document';
import { certificates, configuration, now, rolled, setting, thumbprint, vaultOf, versionNumber } from './support';

const [old, newest, other, foreign] = [1, 2, 3, 4].map(thumbprint) as [string, string, string, string];
const vault = vaultOf('contoso', {
  web: [
    { number: 2, from: -10 },
    { number: 1, from: -300, to: 20 },
  ],
  api: [{ number: 3 }],
});
const cloud = 'ServiceConfiguration.Cloud.cscfg';

function secret(number: number, name = 'web', host = 'contoso.vault.azure.net'): string {
  return `https://${host}/secrets/${name}/${versionNumber(number)}`;
}

function template(urls: readonly string[], parameters = {}): string {
  return JSON.stringify(
    {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      parameters,
      resources: [
        {
          type: 'Microsoft.Compute/cloudServices',
          name: 'shop',
          location: 'westeurope',
          properties: {
            osProfile: {
              secrets: [
                {
                  sourceVault: { id: 'vault' },
                  vaultCertificates: urls.map((certificateUrl) => ({ certificateUrl })),
                },
              ],
            },
          },
        },
      ],
    },
    null,
    2,
  );
}

describe('planRollOver', () => {
  describe('in a configuration', () => {
    it('updates the certificates of every role', () => {
      const text = (value: string): string =>
        configuration(certificates(['Tls', value], ['Api', other]), certificates(['Tls', value]));
      const { texts, changes, left } = rolled({ [cloud]: text(old) }, [vault]);
      assert.deepEqual(texts, { [cloud]: text(newest) });
      assert.deepEqual(changes, [
        `${cloud}:1 Certificate "Tls" of role "Web"`,
        `${cloud}:1 Certificate "Tls" of role "Worker"`,
      ]);
      assert.deepEqual(left, []);
    });

    it('updates the lists of settings and keeps their spaces, other entries and case', () => {
      const list = (value: string): string => ` ${foreign}, ${value} ;${other.toLowerCase()}`;
      const { texts, changes } = rolled({ [cloud]: configuration(setting('Trusted', list(old.toLowerCase()))) }, [
        vault,
      ]);
      assert.deepEqual(texts, { [cloud]: configuration(setting('Trusted', list(newest.toLowerCase()))) });
      assert.deepEqual(changes, [`${cloud}:1 Setting "Trusted" of role "Web"`]);
    });

    it('leaves a list that already has the new thumbprint', () => {
      const { texts, left } = rolled({ [cloud]: configuration(setting('Trusted', `${old},${newest}`)) }, [vault]);
      assert.deepEqual(texts, {});
      assert.deepEqual(left, [
        `${cloud}:1 Setting "Trusted" of role "Web": The list already contains the new thumbprint`,
      ]);
    });

    it('writes the 40 digits in place of a thumbprint in another style', () => {
      const spaced = old.replace(/../g, '$& ').trim().toLowerCase();
      const { texts } = rolled({ [cloud]: configuration(certificates(['Tls', spaced])) }, [vault]);
      assert.deepEqual(texts, { [cloud]: configuration(certificates(['Tls', newest])) });
    });

    it('leaves comments, and is unsure about other text', () => {
      const text = (value: string): string =>
        `<!-- ${old} -->\n${configuration(setting('Key', `sha1=${value}`), certificates(['Tls', value]))}`;
      const { texts, changes, left } = rolled({ [cloud]: text(old) }, [vault]);
      assert.deepEqual(texts, { [cloud]: text(newest) });
      assert.deepEqual(changes, [
        `${cloud}:2 Thumbprint (Neither a certificate nor a list of thumbprints)`,
        `${cloud}:2 Certificate "Tls" of role "Worker"`,
      ]);
      assert.deepEqual(left, [`${cloud}:1 Thumbprint: In a comment`]);
    });

    it('reports a placeholder and a certificate that no vault has, and ignores such a setting', () => {
      const entries = certificates(['Token', '$(thumbprint)'], ['Gone', foreign]);
      const { texts, left } = rolled({ [cloud]: configuration(setting('Partner', foreign) + entries) }, [vault]);
      assert.deepEqual(texts, {});
      assert.deepEqual(left, [
        `${cloud}:1 Certificate "Token" of role "Web": A placeholder, not a thumbprint`,
        `!${cloud}:1 Certificate "Gone" of role "Web": Not found: no certificate in contoso has this thumbprint`,
      ]);
    });
  });

  describe('chooses the version', () => {
    const text = configuration(certificates(['Tls', old]));
    const rolledTo = (versions: Parameters<typeof vaultOf>[1]) =>
      rolled({ [cloud]: text }, [vaultOf('contoso', versions)]);

    it('that is the newest usable one', () => {
      const { texts } = rolledTo({
        web: [
          { number: 7, from: 5 },
          { number: 6, from: -1, enabled: false },
          { number: 5, from: -2, to: -1 },
          { number: 2, from: -10 },
          { number: 8, from: -20 },
          { number: 1, from: -300 },
          { number: 9, from: -400 },
        ],
      });
      assert.deepEqual(texts, { [cloud]: configuration(certificates(['Tls', newest])) });
    });

    it('and leaves an expired one that has no newer version', () => {
      const { texts, left } = rolledTo({
        web: [
          { number: 1, from: -300, to: -9 },
          { number: 2, from: -400 },
        ],
      });
      assert.deepEqual(texts, {});
      assert.deepEqual(left, [
        `!${cloud}:1 Certificate "Tls" of role "Web": Expired: web in contoso, expired 9 days ago (2026-10-23). ` +
          'Key Vault has no newer version that a role can use',
      ]);
    });

    it('and leaves one that is valid later', () => {
      const { texts, left } = rolledTo({
        web: [
          { number: 1, from: 5 },
          { number: 2, from: -400 },
        ],
      });
      assert.deepEqual([texts, left], [{}, []]);
    });

    it('that the user chooses, for a thumbprint that no vault has', () => {
      const [to] = vault.versions.get('api') ?? [];
      assert.ok(to);
      const { texts } = rolled({ [cloud]: configuration(certificates(['Tls', foreign], ['Old', old])) }, [vault], {
        certificate: { from: foreign, to },
      });
      assert.deepEqual(texts, { [cloud]: configuration(certificates(['Tls', other], ['Old', old])) });
    });

    it('of one certificate alone if the user asks for it', () => {
      const more = vaultOf('contoso', {
        web: [{ number: 2 }, { number: 1 }],
        api: [{ number: 4 }, { number: 3 }],
      });
      const two = configuration(certificates(['Tls', old], ['Api', other]));
      const { texts } = rolled({ [cloud]: two }, [more], { certificate: { from: old } });
      assert.deepEqual(texts, { [cloud]: configuration(certificates(['Tls', newest], ['Api', other])) });
    });
  });

  describe('in a template', () => {
    it('changes the version of a certificate URL, and keeps its port and case', () => {
      const urls = (number: number): readonly string[] => [
        secret(number, 'Web', 'Contoso.vault.azure.net:443'),
        secret(3, 'api'),
      ];
      const { texts, changes, left } = rolled({ 'shop.json': template(urls(1)) }, [vault]);
      assert.deepEqual(texts, { 'shop.json': template(urls(2)) });
      assert.deepEqual(changes, ['shop.json:18 certificateUrl of "Web"']);
      assert.deepEqual(left, []);
    });

    it('writes the secret in place of a certificate URL that identifies the certificate', () => {
      const url = secret(1).replace('secrets', 'certificates');
      const { texts } = rolled({ 'shop.json': template([url]) }, [vault]);
      assert.deepEqual(texts, { 'shop.json': template([secret(2)]) });
    });

    it('changes the value of a parameter where it is written, and is unsure about it', () => {
      const parameters = (number: number): string =>
        JSON.stringify({ $schema: 'deploymentParameters.json#', parameters: { tls: { value: secret(number) } } });
      const { texts, changes } = rolled(
        {
          'shop.json': template(["[parameters('tls')]"], { tls: { type: 'string' } }),
          'shop.parameters.json': parameters(1),
        },
        [vault],
      );
      assert.deepEqual(texts, { 'shop.parameters.json': parameters(2) });
      assert.deepEqual(changes, [
        'shop.parameters.json:1 certificateUrl of "web" (A deployment can override the value)',
      ]);
    });

    it('changes a version number that stands alone, and is unsure about it', () => {
      const url = (number: number): string =>
        `[concat('https://contoso.vault.azure.net/secrets/web/', '${versionNumber(number)}')]`;
      const { texts, changes } = rolled({ 'shop.json': template([url(1)]) }, [vault]);
      assert.deepEqual(texts, { 'shop.json': template([url(2)]) });
      assert.deepEqual(changes, [
        'shop.json:18 Version of "web" (The version number stands alone, without the name of the certificate)',
      ]);
    });

    it('leaves a URL without a version and one that only the deployment knows', () => {
      const urls = ['https://contoso.vault.azure.net/secrets/web', "[reference('vault').url]", secret(3, 'api')];
      const { texts, left } = rolled({ 'shop.json': template(urls) }, [vault]);
      assert.deepEqual(texts, {});
      assert.deepEqual(left, [
        'shop.json:18 certificateUrl of "web": The URL has no version',
        'shop.json:21 certificateUrl: Not checked: only the deployment knows the value',
      ]);
    });

    it('leaves the URL of a vault that was not read, and one whose version the vault does not list', () => {
      const urls = [secret(1, 'web', 'unread.vault.azure.net'), secret(9)];
      const { texts, left } = rolled({ 'shop.json': template(urls) }, [vault]);
      assert.deepEqual(texts, {});
      assert.deepEqual(left, [
        '!shop.json:18 certificateUrl of "web": Not checked: unread was not read',
        '!shop.json:21 certificateUrl of "web": contoso does not list this version',
      ]);
    });

    it('uses the version of the same vault, and leaves a vault without it', () => {
      const europe = vaultOf('europe', { tls: [{ number: 2 }, { number: 1 }] });
      const asia = vaultOf('asia', { tls: [{ number: 1 }] });
      const urls = (number: number): readonly string[] => [
        secret(number),
        secret(number, 'tls', 'europe.vault.azure.net'),
        secret(1, 'tls', 'asia.vault.azure.net'),
      ];
      const { texts, left } = rolled(
        { 'shop.json': template(urls(1)), [cloud]: configuration(certificates(['Tls', old])) },
        [vault, europe, asia],
        { certificate: { from: old } },
      );
      assert.deepEqual(texts['shop.json'], template(urls(2)));
      assert.deepEqual(left, [
        '!shop.json:24 certificateUrl of "tls": asia does not have the new certificate, or its version is unknown',
      ]);
    });
  });

  describe('in another text', () => {
    it('changes thumbprints in their style, and identifiers, but no comment', () => {
      const config = (value: string): string => `<configuration>
  <!-- was ${old} -->
  <add key="Thumbprint" value="${value.toLowerCase()}" />
  <add key="Spaced" value="${value.replace(/..(?=.)/g, '$& ')}" />
</configuration>`;
      const script = (value: string, number: number): string => `# ${old}
$urls = @("${secret(number)}", "https://contoso.vault.azure.net/certificates/web/${versionNumber(number)}")
Get-ChildItem "Cert:\\LocalMachine\\My\\${value}" # ${old}
`;
      const { texts, changes, left } = rolled({ 'web.config': config(old), 'deploy.ps1': script(old, 1) }, [vault]);
      assert.deepEqual(texts, { 'web.config': config(newest), 'deploy.ps1': script(newest, 2) });
      assert.deepEqual(changes, [
        'web.config:3 Thumbprint',
        'web.config:4 Thumbprint',
        'deploy.ps1:2 Identifier of "web"',
        'deploy.ps1:2 Identifier of "web"',
        'deploy.ps1:3 Thumbprint',
      ]);
      assert.deepEqual(left, [
        'web.config:2 Thumbprint: In a comment',
        'deploy.ps1:1 Thumbprint: In a comment',
        'deploy.ps1:3 Thumbprint: In a comment',
      ]);
    });

    it('is unsure about text for readers, and about what another service uses', () => {
      const outside = rolled({ 'other.cscfg': configuration(certificates(['Tls', old])) }, [vault]);
      assert.deepEqual(Object.keys(outside.texts), ['other.cscfg']);
      const { changes } = rolled({ 'notes.md': old, 'web.config': old, 'api.config': foreign }, [vault], {
        outside: [
          {
            kind: 'configuration',
            path: 'shops/other.cscfg',
            document: parseCscfg(configuration(certificates(['Tls', old]))),
            snapshots: [vault],
          },
        ],
      });
      assert.deepEqual(changes, [
        'notes.md:1 Thumbprint (The file is text for readers)',
        'web.config:1 Thumbprint (other.cscfg, which is not part of this roll-over, uses the same certificate)',
      ]);
    });

    it('leaves digits that the vaults of the configurations replace differently', () => {
      const asia = vaultOf('asia', { web: [{ number: 5 }, { number: 1 }] });
      const text = configuration(certificates(['Tls', old]));
      const files = [vault, asia].map((one, index) => ({
        kind: 'configuration' as const,
        path: `${String(index)}.cscfg`,
        document: parseCscfg(text),
        snapshots: [one],
      }));
      const plan = planRollOver({
        files: [...files, { kind: 'text', path: 'web.config', text: old }],
        snapshots: [vault, asia],
        now,
      });
      assert.deepEqual(
        plan.files.flatMap(({ edits }) => edits.map(({ newText }) => newText)),
        [newest, thumbprint(5)],
      );
      assert.deepEqual(
        plan.left.map(({ path, reason }) => `${path}: ${reason}`),
        ['web.config: The configurations replace it with different certificates'],
      );
    });
  });

  it('finds nothing left of the old thumbprint in its own result, with files in any order', () => {
    const texts = {
      [cloud]: configuration(setting('Trusted', `${old};${foreign}`) + certificates(['Tls', old])),
      'shop.json': template([secret(1)]),
      'web.config': `<add value="${old}" />`,
    };
    const first = rolled(texts, [vault]);
    assert.deepEqual(Object.keys(first.texts), Object.keys(texts));
    const again = rolled(first.texts, [vault]);
    assert.deepEqual([again.texts, again.left], [{}, []]);
    assert.ok(Object.values(first.texts).every((text) => !text.includes(old) && !text.includes(versionNumber(1))));
  });
});
