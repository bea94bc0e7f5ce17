import assert from 'node:assert/strict';
import fc from 'fast-check';
import { certificateUrlsOf, type KnownFiles, readDeployments } from '../../src/deployment/deployments';
import type { Place } from '../../src/deployment/node';
import { type Files, only, read, said } from './support/read';

const vaultId = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';
const version = '0123456789abcdef0123456789abcdef';
const url = `https://contoso.vault.azure.net/secrets/web/${version}`;

interface Parts {
  readonly name?: unknown;
  readonly location?: unknown;
  readonly secrets?: unknown;
  readonly roles?: unknown;
  readonly properties?: object;
  readonly resource?: object;
  readonly parameters?: object;
  readonly variables?: object;
}

function service({ name = 'Shop', location = 'westeurope', secrets, roles, properties, resource }: Parts): object {
  const osProfile = secrets === undefined ? {} : { osProfile: { secrets } };
  const roleProfile = roles === undefined ? {} : { roleProfile: { roles } };
  const type = 'Microsoft.Compute/cloudServices';
  return { type, name, location, properties: { ...osProfile, ...roleProfile, ...properties }, ...resource };
}

function template(parts: Parts): string {
  const { parameters, variables } = parts;
  return JSON.stringify({ parameters, variables, resources: [service(parts)] }, undefined, 2);
}

function values(given: object): string {
  const parameters = Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => [name, { value }]),
  );
  return JSON.stringify({ parameters }, undefined, 2);
}

const textAt = (files: Files, { file, span }: Place): string => files[file]!.slice(span.start, span.end);

describe('A Cloud Service in a template', () => {
  it('has the name, region, roles and certificates that the template contains', () => {
    const roles = [{ name: 'Web', sku: { name: 'Standard_D2_v3', tier: 'Standard', capacity: 4 } }];
    const secrets = [{ sourceVault: { id: vaultId }, vaultCertificates: [{ certificateUrl: url }] }];
    const files = { 'a.json': template({ roles, secrets, properties: { allowModelOverride: true } }) };
    const found = only(files);
    assert.equal(said(found.name), 'Shop (a.json, certain)');
    assert.equal(said(found.region), 'westeurope (a.json, certain)');
    assert.equal(said(found.allowModelOverride), 'true (a.json, certain)');
    const [role] = found.roles!.items;
    assert.deepEqual(
      [role!.name, role!.size, role!.capacity].map(said),
      ['Web', 'Standard_D2_v3', '4'].map((value) => `${value} (a.json, certain)`),
    );
    const [group] = found.vaultGroups!.items;
    assert.equal(said(group!.vault), `${vaultId} (a.json, certain)`);
    const [certificate] = group!.certificates.items;
    const start = files['a.json'].indexOf(url);
    const { entry, ...described } = certificate!;
    assert.equal(textAt(files, entry).replace(/\s/g, ''), `{"certificateUrl":"${url}"}`);
    assert.deepEqual(described, {
      file: 'a.json',
      span: { start, end: start + url.length },
      text: url,
      literal: true,
      certain: true,
      vault: 'https://contoso.vault.azure.net',
      kind: 'secrets',
      name: 'web',
      version,
    });
  });

  it('has no roles and no certificates if the template contains none', () => {
    const found = only({ 'a.json': template({}) });
    assert.equal(found.roles, undefined);
    assert.equal(found.vaultGroups, undefined);
    assert.equal(found.allowModelOverride, undefined);
  });

  const parameters = { p: { type: 'string', defaultValue: 'Default' }, required: { type: 'string' } };
  const variables = {
    v: "[parameters('p')]",
    list: ['One', 'Two'],
    object: { inner: { Key: 'Three' } },
    round: "[variables('round')]",
    where: '[resourceGroup().location]',
  };
  const expressions: readonly (readonly [expression: string, result: string])[] = [
    ["[parameters('p')]", 'Default (a.json, likely)'],
    ["[ Parameters( 'P' ) ]", 'Default (a.json, likely)'],
    ["[variables('v')]", 'Default (a.json, likely)'],
    ["[parameters('required')]", 'not checked: parameter required'],
    ["[parameters('other')]", 'not checked: form'],
    ["[variables('list')[1]]", 'Two (a.json, certain)'],
    ["[variables('object').inner.key]", 'Three (a.json, certain)'],
    ["[variables('object')['inner']['key']]", 'Three (a.json, certain)'],
    ["[variables('object').other]", 'not checked: form'],
    ["[variables('round')]", 'not checked: form'],
    ["[variables('where')]", 'not checked: function resourceGroup'],
    ["[concat('a-', parameters('p'), '-', 3)]", 'a-Default-3 (a.json, likely)'],
    ["[concat('a', 'b')]", 'ab (a.json, certain)'],
    ["[concat('a', uniqueString('b'))]", 'not checked: function uniqueString'],
    ["[format('{0}-{1}-{0}', 'a', variables('v'))]", 'a-Default-a (a.json, likely)'],
    ["[format('{0:X}', 'a')]", 'not checked: form'],
    ["[toLower('AbC')]", 'abc (a.json, certain)'],
    ["[toUpper(concat('a', 'b'))]", 'AB (a.json, certain)'],
    ["[reference('other').outputs.name.value]", 'not checked: function reference'],
    ["['It''s']", "It's (a.json, certain)"],
    ['[[text]', '[text] (a.json, certain)'],
    ["[parameters('p'", "[parameters('p' (a.json, certain)"],
    ["[parameters('p'))]", 'not checked: form'],
    [`[concat(${'concat('.repeat(500)}'a'${')'.repeat(500)})]`, 'not checked: form'],
    [`[variables('object')${'.inner'.repeat(4000)}]`, 'not checked: form'],
    [`[parameters('p'${' '.repeat(30_000)})]`, 'not checked: form'],
  ];
  for (const [expression, result] of expressions) {
    it(`has the name ${expression.slice(0, 60)}: ${result}`, () => {
      assert.equal(said(only({ 'a.json': template({ name: expression, parameters, variables }) }).name), result);
    });
  }

  it('follows at most a hundred references', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`v${String(index)}`, `[variables('v${String(index + 1)}')]`]),
    );
    const name = "[variables('v0')]";
    assert.equal(said(only({ 'a.json': template({ name, variables: chain }) }).name), 'not checked: form');
  });

  it('does not grow without bound', () => {
    const doubled = Object.fromEntries(
      Array.from({ length: 90 }, (_, index) => {
        const next = `variables('v${String(index + 1)}')`;
        return [`v${String(index)}`, `[concat(${next}, ${next})]`];
      }),
    );
    const name = "[variables('v0')]";
    const found = only({ 'a.json': template({ name, variables: { ...doubled, v90: 'text' } }) });
    assert.equal(said(found.name), 'not checked: form');
  });

  it('is only likely if its resource has a condition, and absent if the condition is false', () => {
    const withCondition = (condition: unknown) => ({
      'a.json': template({ resource: { condition }, parameters: { on: { defaultValue: false } } }),
    });
    assert.equal(said(only(withCondition(true)).name), 'Shop (a.json, certain)');
    assert.equal(said(only(withCondition("[parameters('on')]")).name), 'Shop (a.json, likely)');
    assert.equal(said(only(withCondition('[equals(1, 2)]')).name), 'Shop (a.json, likely)');
    assert.deepEqual(read(withCondition(false)), []);
  });

  it('has roles that are not checked if a loop creates them', () => {
    const copy = [{ name: 'roles', count: 2, input: { name: "[concat('Role', copyIndex())]" } }];
    const found = only({ 'a.json': template({ properties: { roleProfile: { copy } } }) });
    assert.deepEqual(found.roles?.items, []);
    assert.deepEqual(found.roles.notChecked.map(said), ['not checked: loop']);
  });

  it('has a capacity that is written as a text', () => {
    const found = only({ 'a.json': template({ roles: [{ name: 'Web', sku: { capacity: '3' } }] }) });
    assert.equal(said(found.roles?.items[0]?.capacity), '3 (a.json, certain)');
    assert.equal(said(found.roles?.items[0]?.size), 'absent');
  });

  it('is found among named resources, children and nested deployments', () => {
    const inner = { resources: [service({ name: 'Nested' })] };
    const resources = {
      first: service({ name: 'First' }),
      group: { type: 'Other/things', resources: [service({ name: 'Child' })] },
      nested: { type: 'Microsoft.Resources/deployments', properties: { template: inner } },
    };
    const services = read({ 'a.json': JSON.stringify({ resources }) }).flatMap((one) => one.services);
    assert.deepEqual(
      services.map(({ name }) => said(name)),
      ['First (a.json, certain)', 'Child (a.json, certain)', 'Nested (a.json, certain)'],
    );
  });

  for (const [scope, region] of [
    ['inner', 'eastus (a.json, certain)'],
    ['outer', 'westus (a.json, likely)'],
    [undefined, 'westus (a.json, likely)'],
  ] as const) {
    it(`of a nested deployment has the parameters of ${scope ?? 'the outer template by default'}`, () => {
      const inner = {
        parameters: { where: { defaultValue: 'eastus' } },
        resources: [service({ location: "[parameters('where')]" })],
      };
      const properties = { template: inner, ...(scope && { expressionEvaluationOptions: { scope } }) };
      const outer = { parameters: { where: { defaultValue: 'westus' } }, resources: [{ properties }] };
      assert.equal(said(only({ 'a.json': JSON.stringify(outer) }).region), region);
    });
  }

  it('of a nested deployment has the values that the outer template passes', () => {
    const inner = {
      parameters: { name: { type: 'string' } },
      variables: { where: 'eastus' },
      resources: [service({ name: "[parameters('name')]", location: "[variables('where')]" })],
    };
    const properties = {
      expressionEvaluationOptions: { scope: 'Inner' },
      parameters: { name: { value: "[concat(parameters('shop'), '1')]" } },
      template: inner,
    };
    const files = {
      'a.json': JSON.stringify({
        parameters: { shop: {} },
        variables: { where: 'westus' },
        resources: [{ properties }],
      }),
      'a.parameters.json': values({ shop: 'Shop' }),
    };
    assert.equal(said(only(files).name), 'Shop1 (a.json, likely)');
    assert.equal(said(only(files).region), 'eastus (a.json, certain)');
  });
});

describe('A vault group of a Cloud Service', () => {
  const vaultOf = (id: string, more: Parts = {}) => {
    const files = { 'a.json': template({ secrets: [{ sourceVault: { id } }], ...more }) };
    return said(only(files).vaultGroups?.items[0]?.vault);
  };
  const vaults: readonly (readonly [id: string, result: string])[] = [
    [vaultId, `${vaultId} (a.json, certain)`],
    ["[resourceId('Microsoft.KeyVault/vaults', 'contoso')]", 'contoso (a.json, certain)'],
    ["[resourceId('shop', 'Microsoft.KeyVault/vaults', 'contoso')]", 'contoso (a.json, certain)'],
    ["[resourceId('0000', 'shop', 'Microsoft.KeyVault/vaults', 'contoso')]", `${vaultId} (a.json, certain)`],
    ["[resourceId('Microsoft.KeyVault/vaults', parameters('n'))]", 'contoso (a.json, likely)'],
    ["[resourceId('a,)''(', 'Microsoft.KeyVault/vaults', 'contoso')]", 'contoso (a.json, certain)'],
    [
      "[concat('/subscriptions/', subscription().subscriptionId, '/resourceGroups/', resourceGroup().name, '/providers/Microsoft.KeyVault/vaults/', parameters('n'))]",
      'contoso (a.json, likely)',
    ],
    ["[resourceId('Microsoft.KeyVault/vaults', uniqueString('a'))]", 'not checked: function resourceId'],
    ["[resourceId('Microsoft.KeyVault/vaults/keys', 'contoso', 'k')]", 'not checked: function resourceId'],
    ['/subscriptions/{id}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso', 'not checked: form'],
    ['contoso', 'not checked: form'],
  ];
  for (const [id, result] of vaults) {
    it(`has the vault of ${id}: ${result}`, () => {
      assert.equal(vaultOf(id, { parameters: { n: { defaultValue: 'contoso' } } }), result);
    });
  }

  const urls: readonly (readonly [text: string, result: string])[] = [
    [url, `secrets contoso web ${version}`],
    [`https://Contoso.vault.azure.net:443/secrets/web/${version.toUpperCase()}`, `secrets contoso web ${version}`],
    ['https://contoso.vault.azure.net/secrets/web', 'secrets contoso web undefined'],
    ['https://contoso.vault.azure.net/secrets/web/', 'secrets contoso web undefined'],
    [`https://contoso.vault.azure.net/certificates/web/${version}`, `certificates contoso web ${version}`],
    [`[concat('https://contoso.vault.azure.net/secrets/web/', '${version}')]`, `secrets contoso web ${version}`],
    ["[concat('https://', parameters('n'), '.vault.azure.net/secrets/web')]", 'not checked'],
    ['https://{keyvault-name}.vault.azure.net:443/secrets/ContosoCertificate/{secret-id}', 'not checked'],
    ['https://contoso.vault.azure.net/secrets/web/newest', 'not checked'],
    ['https://example.com/secrets/web', 'not checked'],
  ];
  for (const [text, result] of urls) {
    it(`has the certificate of ${text}: ${result}`, () => {
      const secrets = [{ sourceVault: { id: vaultId }, vaultCertificates: [{ certificateUrl: text }] }];
      const found = only({ 'a.json': template({ secrets, parameters: { n: {} } }) });
      const { items, notChecked } = found.vaultGroups!.items[0]!.certificates;
      assert.deepEqual(
        [
          ...items.map(
            (one) => `${one.kind} ${one.vault.replace(/https:..|\..*/g, '')} ${one.name} ${String(one.version)}`,
          ),
          ...notChecked.map(() => 'not checked'),
        ],
        [result],
      );
    });
  }

  it('says where the text of a certificate can be replaced, and where it is put together', () => {
    const literal = { certificateUrl: "[parameters('web')]" };
    const composed = { certificateUrl: `[concat('https://contoso.vault.azure.net/secrets/api/', parameters('v'))]` };
    const secrets = [{ sourceVault: { id: vaultId }, vaultCertificates: [literal, composed] }];
    const files = {
      'a.json': template({ secrets, parameters: { web: {}, v: {} } }),
      'a.parameters.json': values({ web: url, v: version }),
    };
    assert.deepEqual(
      certificateUrlsOf(read(files)).map((one) => [one.file, one.literal, one.certain, textAt(files, one)]),
      [
        ['a.parameters.json', true, false, url],
        ['a.json', false, false, composed.certificateUrl],
      ],
    );
  });
});

describe('Parameter files', () => {
  const files = (parameterFile: string, templateFile: string) => ({
    [templateFile]: template({ name: "[parameters('n')]", parameters: { n: {} } }),
    [parameterFile]: values({ n: 'Given' }),
  });
  const names: readonly (readonly [template: string, parameters: string, areTogether: boolean])[] = [
    ['Shop.template.json', 'Shop.parameter.json', true],
    ['Shop.template.json', 'Shop.parameters.json', true],
    ['Shop.json', 'shop.parameters.json', true],
    ['ShopTemplate.json', 'ShopParameters.json', true],
    ['azuredeploy.json', 'azuredeploy.parameters.json', true],
    ['azuredeploy.json', 'azuredeploy.parameters.prod.json', true],
    ['azuredeploy.json', 'azuredeploy.prod.parameters.json', true],
    ['azuredeploy.json', 'azuredeploy-parameters-prod.json', true],
    ['AzureDeploy.json', 'parameters/AzureDeploy.Parameters.json', true],
    ['template.json', 'parameters.json', true],
    ['azuredeploy.json', 'parameters.json', true],
    ['azuredeploy.json', 'other.parameters.json', false],
    ['azuredeploy.json', 'azuredeployment.parameters.json', false],
    ['azuredeploy.json', 'elsewhere/azuredeploy.parameters.json', false],
    ['azuredeploy.json', 'settings.json', false],
  ];
  for (const [one, other, areTogether] of names) {
    it(`${other} ${areTogether ? 'gives' : 'does not give'} the parameters of ${one} their values`, () => {
      const { name } = only(files(`/w/${other}`, `/w/${one}`));
      assert.equal(said(name), areTogether ? `Given (/w/${other}, likely)` : 'not checked: parameter n');
    });
  }

  it('each make a deployment', () => {
    const found = read({
      'a.json': template({ name: "[parameters('n')]", parameters: { n: {} } }),
      'a.parameters.dev.json': values({ n: 'Dev' }),
      'a.parameters.prod.json': values({ n: 'Prod' }),
    });
    assert.deepEqual(
      found.map(({ parameters, services: [one] }) => [parameters, said(one?.name)]),
      [
        ['a.parameters.dev.json', 'Dev (a.parameters.dev.json, likely)'],
        ['a.parameters.prod.json', 'Prod (a.parameters.prod.json, likely)'],
      ],
    );
  });

  it('belong to the template with the longest name that fits', () => {
    const found = read({
      'a.json': template({ name: 'A' }),
      'a.web.json': template({ name: 'B' }),
      'a.web.parameters.json': values({ n: 'x' }),
    });
    assert.deepEqual(
      found.map(({ template: file, parameters }) => [file, parameters]),
      [
        ['a.json', undefined],
        ['a.web.json', 'a.web.parameters.json'],
      ],
    );
  });

  it('give a whole array its value', () => {
    const secrets = [{ sourceVault: { id: vaultId }, vaultCertificates: [{ certificateUrl: url }] }];
    const found = only({
      'a.json': template({ secrets: "[parameters('secrets')]", parameters: { secrets: { type: 'array' } } }),
      'a.parameters.json': values({ secrets }),
    });
    assert.equal(said(found.vaultGroups?.items[0]?.vault), `${vaultId} (a.parameters.json, likely)`);
    assert.equal(found.vaultGroups?.items[0]?.certificates.items[0]?.certain, false);
  });

  it('may leave out the level of the parameters', () => {
    const found = only({
      'a.json': template({ name: "[parameters('n')]", parameters: { n: {} } }),
      'a.parameters.json': '{ "n": { "value": "Given" } }',
    });
    assert.equal(said(found.name), 'Given (a.parameters.json, likely)');
  });

  it('contain no expressions', () => {
    const found = only({
      'a.json': template({ name: "[parameters('n')]", parameters: { n: {} } }),
      'a.parameters.json': values({ n: "[concat('a', 'b')]" }),
    });
    assert.equal(said(found.name), "[concat('a', 'b')] (a.parameters.json, likely)");
  });
});

describe('Reading deployments', () => {
  it('gives offsets in the text as it is, with a byte order mark, comments and trailing commas', () => {
    const text = `\uFEFF// a template\n${template({}).replace(/\}\s*\]\s*\}$/, '}, ], }')}`;
    const { name } = only({ 'a.json': text });
    assert.equal(text.slice(name.span.start, name.span.end), 'Shop');
  });

  it('finds names such as __proto__ only if a file contains them', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const found = only({ 'a.json': template({ name: `[parameters('${name}')]`, parameters: {} }) });
      assert.equal(said(found.name), 'not checked: form');
    }
  });

  it('reads only changed files again', () => {
    const known: KnownFiles = new Map();
    const name = (text: string): string =>
      said(readDeployments([{ file: 'a.json', text }], known)[0]?.services[0]?.name);
    assert.equal(name(template({ name: 'One' })), 'One (a.json, certain)');
    const before = known.get('a.json');
    assert.equal(name(template({ name: 'One' })), 'One (a.json, certain)');
    assert.equal(known.get('a.json')?.read, before?.read);
    assert.equal(name(template({ name: 'Two' })), 'Two (a.json, certain)');
  });

  it('never fails', () => {
    const key = fc.constantFrom('resources', 'type', 'properties', 'parameters', 'value', 'osProfile', 'secrets', 'x');
    const leaf = fc.oneof(
      fc.constantFrom('Microsoft.Compute/cloudServices', "[parameters('x')]", "[variables('x')[0].y]"),
      fc.string(),
      fc.integer(),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          tree.map((one) => JSON.stringify({ resources: [one] })),
        ),
        (text) => Array.isArray(read({ 'a.json': text, 'a.parameters.json': text })),
      ),
    );
  });
});
