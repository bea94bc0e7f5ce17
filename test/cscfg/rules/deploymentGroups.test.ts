import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parseJson } from '../../../src/text/json';
import { api, apiUrl, contosoId, cscfg, findings, group, template, web, webUrl } from './deploymentFindings';

const fabrikamId = contosoId.replaceAll('contoso', 'fabrikam');
const partnerUrl = webUrl.replaceAll('contoso', 'fabrikam');
const one = cscfg({ Web: { certificates: { Ssl: web } } });
const both = cscfg({ Web: { certificates: { Ssl: web, Api: api } } });

const schema = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'deployment', 'osProfile', 'secrets.schema.json'), 'utf8'),
) as object;

/** Rejects a list that deployments of Cloud Services do not accept. */
function assertAccepted(text: string): void {
  const validator = new Ajv({ strict: true, strictTypes: false }).addSchema(schema, 'secrets');
  const { resources } = parseJson(text) as {
    resources: readonly { readonly properties: { readonly osProfile: { readonly secrets: unknown } } }[];
  };
  const secrets = resources[0]?.properties.osProfile.secrets;
  assert.ok(validator.validate({ $ref: 'secrets#/definitions/cloudService' }, secrets), validator.errorsText());
}

const bicep = (secrets: string): string => `resource shop 'Microsoft.Compute/cloudServices@2022-09-04' = {
  name: 'Shop'
  properties: {
    osProfile: {
      secrets: ${secrets}
    }
  }
}
`;

const bicepGroup = (id: string, ...urls: readonly string[]): string => `        {
          sourceVault: {
            id: ${id}
          }
          vaultCertificates: [
${urls.map((url) => `            {\n              certificateUrl: '${url}'\n            }\n`).join('')}          ]
        }
`;

describe('The groups of osProfile.secrets', () => {
  it('report a vault with two groups, and merge them', () => {
    const configuration = cscfg({ Web: { certificates: { Ssl: web, Api: api } } });
    const other = group(contosoId.replaceAll('contoso', 'fabrikam'), webUrl.replaceAll('contoso', 'fabrikam'));
    const first = group(contosoId, webUrl);
    const second = group(
      contosoId.toUpperCase().replace('PROVIDERS/MICROSOFT.KEYVAULT', 'providers/Microsoft.KeyVault'),
      webUrl,
      apiUrl,
    );
    const merged = group(contosoId, webUrl, apiUrl);
    for (const [before, after] of [
      [[first, second], [merged]],
      [
        [first, second, other],
        [merged, other],
      ],
      [
        [first, other, second],
        [merged, other],
      ],
    ]) {
      const found = findings({ configuration, files: { 'Shop.json': template({ secrets: before }) } });
      assert.deepEqual(
        found.there.map(([code, severity, , message]) => [code, severity, message]),
        [
          [
            'osprofile-repeated-vault',
            'error',
            'osProfile.secrets contains contoso more than once. List all certificates of a vault in one group.',
          ],
        ],
      );
      const merge = ['Merge the groups of contoso', template({ secrets: after })];
      assert.deepEqual(found.fixesThere, [merge]);
      assert.deepEqual(found.here, [
        [
          'osprofile-repeated-vault',
          'error',
          web,
          'osProfile.secrets in Shop.json contains contoso, the vault of this certificate, more than once. The deployment is refused.',
        ],
      ]);
      assert.deepEqual(found.related, [second.sourceVault.id]);
      assert.deepEqual(found.fixes, [merge]);
    }
  });

  it('report a secret in a group of another vault', () => {
    const found = findings({
      configuration: cscfg({ Web: { certificates: { Ssl: web } } }),
      files: { 'Shop.json': template({ secrets: [group(contosoId.replace('contoso', 'fabrikam'), webUrl)] }) },
    });
    assert.deepEqual(found.there, [
      [
        'osprofile-other-vault',
        'error',
        webUrl,
        'This secret is in contoso, but sourceVault of its group is fabrikam.',
      ],
    ]);
    assert.deepEqual(found.here, [
      [
        'osprofile-other-vault',
        'error',
        web,
        'This certificate is in contoso, but Shop.json lists it in the group of fabrikam. The deployment is refused.',
      ],
    ]);
    assert.deepEqual(found.related, [webUrl]);
  });

  it('are reported in the template alone if the configuration has none of the certificates', () => {
    const secrets = [group(contosoId, apiUrl), group(fabrikamId, apiUrl), group(fabrikamId, partnerUrl)];
    const found = findings({ configuration: cscfg({ Web: {} }), files: { 'Shop.json': template({ secrets }) } });
    assert.deepEqual(found.here, []);
    assert.deepEqual(
      found.there.map(([code]) => code),
      ['osprofile-repeated-vault', 'osprofile-other-vault'],
    );
  });

  it('report each mistake once for a certificate that several roles have', () => {
    const configuration = cscfg({ Web: { certificates: { Ssl: web } }, Worker: { certificates: { Ssl: web } } });
    const secrets = [group(fabrikamId, webUrl)];
    const roles = ['Web', 'Worker'].map((name) => ({ name }));
    const found = findings({ configuration, files: { 'Shop.json': template({ roles, secrets }) } });
    assert.deepEqual(
      found.here.map(([code]) => code),
      ['osprofile-other-vault'],
    );
  });

  const moves: readonly (readonly [what: string, before: readonly unknown[], after: readonly unknown[]])[] = [
    [
      'to the group of its vault',
      [group(fabrikamId, partnerUrl, webUrl), group(contosoId, apiUrl)],
      [group(fabrikamId, partnerUrl), group(contosoId, apiUrl, webUrl)],
    ],
    [
      'from the first place of a group',
      [group(contosoId, apiUrl), group(fabrikamId, webUrl, partnerUrl)],
      [group(contosoId, apiUrl, webUrl), group(fabrikamId, partnerUrl)],
    ],
    [
      'and remove the group that contained nothing else, the first one',
      [group(fabrikamId, webUrl), group(contosoId, apiUrl)],
      [group(contosoId, apiUrl, webUrl)],
    ],
    [
      'and remove the group that contained nothing else, the last one',
      [group(contosoId, apiUrl), group(fabrikamId, webUrl)],
      [group(contosoId, apiUrl, webUrl)],
    ],
    [
      'and keep the one that the group of its vault has already',
      [group(contosoId, apiUrl, webUrl), group(fabrikamId, partnerUrl, webUrl)],
      [group(contosoId, apiUrl, webUrl), group(fabrikamId, partnerUrl)],
    ],
  ];
  for (const [what, before, after] of moves) {
    it(`move a secret ${what}`, () => {
      const found = findings({ configuration: both, files: { 'Shop.json': template({ secrets: before }) } });
      const moved = ['Move web to the group of contoso in Shop.json', template({ secrets: after })];
      assert.deepEqual([found.fixes, found.fixesThere], [[moved], [moved]]);
    });
  }

  it('move a secret to a new group of its vault, with the ID that the files contain', () => {
    const more = { outputs: { vault: { value: contosoId } } };
    for (const [before, after] of [
      [[group(fabrikamId, webUrl)], [group(contosoId, webUrl)]],
      [[group(fabrikamId, webUrl, partnerUrl)], [group(fabrikamId, partnerUrl), group(contosoId, webUrl)]],
    ]) {
      const files = { 'Shop.json': template({ secrets: before, more }) };
      const { fixes } = findings({ configuration: one, files });
      assert.deepEqual(fixes, [['Move web to the group of contoso in Shop.json', template({ secrets: after, more })]]);
    }
  });

  it('are edited in the lists that an expression joins', () => {
    const joined = (first: readonly unknown[], second: readonly unknown[]): string =>
      template({
        secrets: "[concat(variables('first'), variables('second'))]",
        more: { variables: { first, second } },
      });
    const cases: readonly (readonly [title: string, before: string, after: string])[] = [
      [
        'Merge the groups of contoso',
        joined([group(contosoId, webUrl)], [group(contosoId, apiUrl)]),
        joined([group(contosoId, webUrl, apiUrl)], []),
      ],
      [
        'Move web to the group of contoso in Shop.json',
        joined([group(contosoId, apiUrl)], [group(fabrikamId, partnerUrl, webUrl)]),
        joined([group(contosoId, apiUrl, webUrl)], [group(fabrikamId, partnerUrl)]),
      ],
      [
        'Add web to osProfile.secrets in Shop.json',
        joined([], [group(contosoId, apiUrl)]),
        joined([], [group(contosoId, apiUrl, webUrl)]),
      ],
      [
        'Add web to osProfile.secrets in Shop.json',
        joined([], []),
        joined([], [group("[resourceId('Microsoft.KeyVault/vaults', 'contoso')]", webUrl)]),
      ],
    ];
    for (const [title, before, after] of cases) {
      const configuration = before.includes(apiUrl) ? both : one;
      assert.deepEqual(findings({ configuration, files: { 'Shop.json': before } }).fixes, [[title, after]]);
    }
  });

  it('move a secret in Bicep, to a group in the resource group of the deployment', () => {
    const before = bicep(`[\n${bicepGroup(`'${fabrikamId}'`, partnerUrl, webUrl)}      ]`);
    const vault = "resourceId('Microsoft.KeyVault/vaults', 'contoso')";
    const after = bicep(`[\n${bicepGroup(`'${fabrikamId}'`, partnerUrl)}${bicepGroup(vault, webUrl)}      ]`);
    const { fixes } = findings({ configuration: one, files: { 'main.bicep': before } });
    assert.deepEqual(fixes, [['Move web to the group of contoso in main.bicep', after]]);
  });
});

describe('A certificate that osProfile.secrets does not contain', () => {
  const unknownId = "[resourceId('Microsoft.KeyVault/vaults', 'contoso')]";
  const added = (file: string): string => `Add web to osProfile.secrets in ${file}`;

  it('is added in a new group if the list has none of its vault', () => {
    const more = { outputs: { vault: { value: contosoId } } };
    // The certificates of a migrated service are known without their vault.
    const known = `https://fabrikam.vault.azure.net/secrets/${api}/${'0'.repeat(32)}`;
    for (const [before, more_, id] of [
      [[group(fabrikamId, known)], more, contosoId],
      [[group(fabrikamId, known)], {}, unknownId],
      [[], {}, unknownId],
    ] as const) {
      const files = { 'Shop.json': template({ secrets: before, more: more_ }) };
      const { fixes, fixesThere } = findings({ configuration: one, files });
      const after = template({ secrets: [...before, group(id, webUrl)], more: more_ });
      assert.deepEqual(fixes, [[added('Shop.json'), after]]);
      assert.deepEqual(fixesThere, fixes);
      assertAccepted(after);
    }
  });

  it('is added to a template without osProfile or secrets', () => {
    const osProfile = { secrets: [group(unknownId, webUrl)] };
    for (const properties of [{}, { osProfile: {} }]) {
      const { fixes } = findings({ configuration: one, files: { 'Shop.json': template({ properties }) } });
      assert.deepEqual(fixes, [[added('Shop.json'), template({ properties: { osProfile } })]]);
    }
  });

  for (const [what, unit, lineEnd] of [
    ['tabs', '\t', '\n'],
    ['four spaces and the line ends of Windows', '    ', '\r\n'],
  ] as const) {
    it(`is added with ${what} where the file has them`, () => {
      const written = (secrets: readonly unknown[]): string =>
        JSON.stringify(JSON.parse(template({ secrets })), undefined, unit).replaceAll('\n', lineEnd);
      const { fixes } = findings({ configuration: one, files: { 'Shop.json': written([]) } });
      assert.deepEqual(fixes, [[added('Shop.json'), written([group(unknownId, webUrl)])]]);
    });
  }

  it('is added to a file on one line', () => {
    const text = JSON.stringify(JSON.parse(template({ secrets: [] })));
    const [[title, after] = []] = findings({ configuration: one, files: { 'Shop.json': text } }).fixes;
    assert.equal(title, added('Shop.json'));
    assert.deepEqual(JSON.parse(after ?? ''), JSON.parse(template({ secrets: [group(unknownId, webUrl)] })));
    assert.ok(!after?.includes('\n'));
  });

  it('is added behind comments that belong to other groups', () => {
    const migrated = `https://fabrikam.vault.azure.net/secrets/${api}/${'0'.repeat(32)}`;
    const text = template({ secrets: [group(fabrikamId, migrated)] })
      .replace('"secrets": [', '"secrets": [ // all of them')
      .replace(/(\n {14}\])(\n {12}\})/, '$1$2, // the partner');
    const [[, after] = []] = findings({ configuration: one, files: { 'Shop.json': text } }).fixes;
    assertAccepted(after ?? '');
    assert.ok(after?.includes('all of them') === true && after.includes('the partner'));
  });

  it('is added to Bicep', () => {
    const vault = "resourceId('Microsoft.KeyVault/vaults', 'contoso')";
    const after = bicep(`[\n${bicepGroup(vault, webUrl)}      ]`);
    for (const empty of ['[]', '[\n      ]']) {
      const { fixes } = findings({ configuration: one, files: { 'main.bicep': bicep(empty) } });
      assert.deepEqual(fixes, [[added('main.bicep'), after]]);
    }
  });

  it('is added to the value of a parameter only with a known ID of its vault, because no expression can be there', () => {
    const main = template({ secrets: "[parameters('secrets')]", more: { parameters: { secrets: {} } } });
    const parameters = (secrets: readonly unknown[], id: string): string =>
      JSON.stringify({ parameters: { secrets: { value: secrets }, vault: { value: id } } }, undefined, 2);
    const fixes = (id: string) =>
      findings({ configuration: one, files: { 'Shop.json': main, 'Shop.parameters.json': parameters([], id) } }).fixes;
    assert.deepEqual(fixes(fabrikamId), []);
    assert.deepEqual(fixes(contosoId), [
      [added('Shop.parameters.json'), parameters([group(contosoId, webUrl)], contosoId)],
    ]);
  });

  it('is added to Terraform only with a known ID of its vault', () => {
    const terraform = (secrets: string, note: string): string => `resource "azapi_resource" "shop" {
  type = "Microsoft.Compute/cloudServices@2022-09-04"
  name = "Shop"
  # ${note}
  body = {
    properties = {
      osProfile = {
        secrets = ${secrets}
      }
    }
  }
}
`;
    const written = `[
          {
            sourceVault = {
              id = "${contosoId}"
            }
            vaultCertificates = [
              {
                certificateUrl = "${webUrl}"
              }
            ]
          }
        ]`;
    const fixes = (note: string) => findings({ configuration: one, files: { 'main.tf': terraform('[]', note) } }).fixes;
    assert.deepEqual(fixes(''), []);
    assert.deepEqual(fixes(contosoId), [[added('main.tf'), terraform(written, contosoId)]]);
  });

  it('is added with the ID of its vault from the settings or Azure, with any files', () => {
    const more = { outputs: { vault: { value: contosoId } } };
    const known = contosoId.replace('0000', '1111');
    const { fixes } = findings({
      configuration: one,
      files: { 'Shop.json': template({ secrets: [], more }) },
      vaultIdOf: (url) => (url === 'https://contoso.vault.azure.net' ? known : undefined),
    });
    assert.deepEqual(fixes, [[added('Shop.json'), template({ secrets: [group(known, webUrl)], more })]]);
  });

  it('is added with its vault in the resource group of the deployment if the files contain two IDs of it', () => {
    const more = { outputs: { vault: { value: [contosoId, contosoId.replace('0000', '1111')] } } };
    const { fixes } = findings({ configuration: one, files: { 'Shop.json': template({ secrets: [], more }) } });
    assert.deepEqual(fixes, [[added('Shop.json'), template({ secrets: [group(unknownId, webUrl)], more })]]);
  });
});
