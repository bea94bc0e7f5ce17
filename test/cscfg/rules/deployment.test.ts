import assert from 'node:assert/strict';
import {
  api,
  apiUrl,
  codes,
  contosoId,
  cscfg,
  findings,
  group,
  none,
  number,
  oldUrl,
  oldWeb,
  role,
  template,
  web,
  webUrl,
} from './deploymentFindings';

describe('A configuration and its deployment template', () => {
  it('have no findings if they agree', () => {
    const found = findings({
      configuration: cscfg({ Web: { certificates: { Ssl: web, Api: api } } }),
      files: { 'Shop.json': template({ secrets: [group(contosoId, webUrl, apiUrl)] }) },
    });
    assert.deepEqual(codes(found), []);
  });

  it('report a certificate that the template does not contain, and add it', () => {
    const files = { 'Shop.json': template({ secrets: [group(contosoId, webUrl)] }) };
    const found = findings({ configuration: cscfg({ Web: { certificates: { Ssl: web, Api: api } } }), files });
    assert.deepEqual(found.here, [
      [
        'osprofile-missing',
        'error',
        api,
        'Shop.json does not contain this certificate in osProfile.secrets. The deployment is refused.',
      ],
    ]);
    assert.deepEqual(found.there, [
      [
        'osprofile-missing',
        'error',
        '[',
        'osProfile.secrets does not contain the certificate "Api" of role "Web" in Shop.Cloud.cscfg. The deployment is refused.',
      ],
    ]);
    const added = [
      'Add api to osProfile.secrets in Shop.json',
      template({ secrets: [group(contosoId, webUrl, apiUrl)] }),
    ];
    assert.deepEqual(found.fixes, [added]);
    assert.deepEqual(found.fixesThere, [added]);
    assert.deepEqual(found.related, ['[']);
  });

  it('report every certificate at the name of the service if the template contains no secrets', () => {
    const found = findings({
      configuration: cscfg({ Web: { certificates: { Ssl: web, Unknown: none } } }),
      files: { 'Shop.json': template({}) },
    });
    assert.deepEqual(
      found.there.map(([code, , text]) => [code, text]),
      [
        ['osprofile-missing', 'Shop'],
        ['osprofile-missing', 'Shop'],
      ],
    );
  });

  it('report what a parameter file says as a warning', () => {
    const secrets = [group(contosoId, webUrl)];
    const files = {
      'Shop.json': template({ secrets: "[parameters('secrets')]", more: { parameters: { secrets: {} } } }),
      'Shop.parameters.json': JSON.stringify({ parameters: { secrets: { value: secrets } } }, undefined, 2),
    };
    const found = findings({ configuration: cscfg({ Web: { certificates: { Ssl: web, Api: api } } }), files });
    assert.deepEqual(found.here, [
      [
        'osprofile-missing',
        'warning',
        api,
        'Shop.parameters.json does not contain this certificate in osProfile.secrets. The deployment is refused. A deployment pipeline can override this value.',
      ],
    ]);
    const value = [group(contosoId, webUrl, apiUrl)];
    assert.deepEqual(found.fixes, [
      [
        'Add api to osProfile.secrets in Shop.parameters.json',
        JSON.stringify({ parameters: { secrets: { value } } }, undefined, 2),
      ],
    ]);
  });

  const silent: readonly (readonly [what: string, secrets: unknown, more?: object])[] = [
    [
      'a part of the secrets is not known',
      [group(contosoId, webUrl), "[parameters('more')]"],
      { parameters: { more: {} } },
    ],
    ['all secrets are a parameter without a value', "[parameters('all')]", { parameters: { all: {} } }],
    [
      'a URL is put together from what is not known',
      [group(contosoId, webUrl, "[concat('https://', parameters('v'))]")],
    ],
    ['a secret is in a vault that is not read', [group(contosoId, webUrl, apiUrl.replaceAll('contoso', 'fabrikam'))]],
    [
      'a version is not known',
      [group(contosoId, webUrl, `https://contoso.vault.azure.net/secrets/other/${number(9)}`)],
    ],
  ];
  for (const [what, secrets, more] of silent) {
    it(`do not report a missing certificate if ${what}`, () => {
      const found = findings({
        configuration: cscfg({ Web: { certificates: { Ssl: web, Api: api } } }),
        files: { 'Shop.json': template({ secrets, more: more ?? { parameters: { v: {} } } }) },
      });
      assert.ok(!codes(found).includes('osprofile-missing'));
    });
  }

  it('know the certificates of migrated services by the names of their secrets', () => {
    const migrated = `https://contoso.vault.azure.net/secrets/${none.toLowerCase()}/${number(3)}`;
    const found = findings({
      configuration: cscfg({ Web: { certificates: { Ssl: none } } }),
      files: { 'Shop.json': template({ secrets: [group(contosoId, migrated)] }) },
    });
    assert.deepEqual(codes(found), []);
  });

  it('report another version, and use the one of either side', () => {
    const configuration = cscfg({ Web: { certificates: { Ssl: web } } });
    const found = findings({
      configuration,
      files: { 'Shop.json': template({ secrets: [group(contosoId, oldUrl)] }) },
    });
    assert.deepEqual(found.here, [
      [
        'osprofile-outdated-version',
        'error',
        web,
        'Shop.json contains another version of web. The deployment is refused until both have the same version.',
      ],
    ]);
    assert.deepEqual(found.there, [
      [
        'osprofile-outdated-version',
        'error',
        oldUrl,
        'Certificate "Ssl" of role "Web" in Shop.Cloud.cscfg is another version of web. The deployment is refused until both have the same version.',
      ],
    ]);
    assert.deepEqual(found.fixes, [
      ['Use the version of the configuration in Shop.json', template({ secrets: [group(contosoId, webUrl)] })],
      ['Use the version of Shop.json in the configuration', configuration.replace(web, oldWeb)],
    ]);
  });

  it('report an identifier without a version, and add that of the configuration', () => {
    const unversioned = oldUrl.slice(0, -33);
    for (const url of [unversioned, `${unversioned}/`]) {
      const found = findings({
        configuration: cscfg({ Web: { certificates: { Ssl: oldWeb } } }),
        files: { 'Shop.json': template({ secrets: [group(contosoId, url)] }) },
      });
      assert.deepEqual(codes(found), ['osprofile-unversioned', 'osprofile-unversioned']);
      assert.deepEqual(found.fixesThere, [
        [`Add the version ${number(1)} of web`, template({ secrets: [group(contosoId, oldUrl)] })],
      ]);
    }
  });

  it('report the identifier of a certificate, and use that of its secret', () => {
    const url = webUrl.replace('/secrets/', '/certificates/');
    const found = findings({
      configuration: cscfg({ Web: { certificates: { Ssl: web } } }),
      files: { 'Shop.json': template({ secrets: [group(contosoId, url)] }) },
    });
    assert.deepEqual(
      found.there.map(([code, , text]) => [code, text]),
      [['osprofile-certificate-id', url]],
    );
    assert.deepEqual(found.fixesThere, [
      ['Use the secret identifier of web', template({ secrets: [group(contosoId, webUrl)] })],
    ]);
    assert.deepEqual(found.fixes, found.fixesThere);
  });

  it('edit Bicep as it is written', () => {
    const bicep = (
      ...urls: readonly string[]
    ): string => `resource shop 'Microsoft.Compute/cloudServices@2022-09-04' = {
  name: 'Shop'
  properties: {
    osProfile: {
      secrets: [
        {
          sourceVault: { id: '${contosoId}' }
          vaultCertificates: [
${urls.map((url) => `            { certificateUrl: '${url}' }\n`).join('')}          ]
        }
      ]
    }
  }
}
`;
    const configuration = cscfg({ Web: { certificates: { Ssl: web, Api: api } } });
    const { fixes } = findings({ configuration, files: { 'main.bicep': bicep(webUrl) } });
    assert.deepEqual(fixes, [['Add api to osProfile.secrets in main.bicep', bicep(webUrl, apiUrl)]]);
  });
});

describe('The roles of a configuration and of its deployment template', () => {
  const definition = `<ServiceDefinition name="Shop"><WebRole name="Web" vmsize="Standard_D2_v3" /></ServiceDefinition>`;

  it('report another number of instances, and use that of either side', () => {
    const configuration = cscfg({ Web: { count: 3 } });
    const found = findings({ configuration, files: { 'Shop.json': template({ secrets: [] }) } });
    assert.deepEqual(found.here, [
      ['role-profile-mismatch', 'error', '3', 'Role "Web" has 3 instances here, but capacity 2 in Shop.json.'],
    ]);
    assert.deepEqual(found.there, [
      ['role-profile-mismatch', 'error', '2', 'Role "Web" has capacity 2 here, but 3 instances in Shop.Cloud.cscfg.'],
    ]);
    assert.deepEqual(found.fixes, [
      ['Set the capacity to 3 in Shop.json', template({ roles: [role('Web', 3)], secrets: [] })],
      ['Set the number of instances to 2 in Shop.Cloud.cscfg', cscfg({ Web: { count: 2 } })],
    ]);
  });

  it('report another size than that of the definition', () => {
    const found = findings({
      configuration: cscfg({ Web: {} }),
      definition,
      files: { 'Shop.json': template({ roles: [role('Web', 2, 'Standard_D1_v2')], secrets: [] }) },
    });
    assert.deepEqual(found.there, [
      [
        'role-profile-mismatch',
        'error',
        'Standard_D1_v2',
        'Role "Web" has the size Standard_D1_v2 here, but Standard_D2_v3 in Shop.csdef.',
      ],
    ]);
    assert.deepEqual(found.fixesThere, [['Set the size to Standard_D2_v3 in Shop.json', template({ secrets: [] })]]);
  });

  it('report roles of only one side', () => {
    const found = findings({
      configuration: cscfg({ Web: {}, Worker: {} }),
      files: { 'Shop.json': template({ roles: [role('Web'), role('Wroker')], secrets: [] }) },
    });
    assert.deepEqual(
      found.here.map(([, , text, message]) => [text, message]),
      [
        ['Shop', 'roleProfile in Shop.json contains role "Wroker", which this configuration does not have.'],
        ['Worker', 'roleProfile in Shop.json does not contain role "Worker".'],
      ],
    );
    assert.deepEqual(found.fixesThere, [
      ['Replace with "Worker"', template({ roles: [role('Web'), role('Worker')], secrets: [] })],
    ]);
  });

  for (const [allowModelOverride, count] of [
    [true, 0],
    [false, 1],
    ["[parameters('unknown')]", 0],
  ] as const) {
    it(`may differ in size and number with allowModelOverride ${String(allowModelOverride)}: ${count === 0 ? 'yes' : 'no'}`, () => {
      const properties = { allowModelOverride };
      const files = { 'Shop.json': template({ properties, secrets: [], more: { parameters: { unknown: {} } } }) };
      const found = findings({ configuration: cscfg({ Web: { count: 3 } }), definition, files });
      assert.equal(found.there.length, count);
    });
  }
});
