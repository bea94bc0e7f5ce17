import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Files, only, read, said } from './support/read';

const version = '0123456789abcdef0123456789abcdef';
const url = `https://contoso.vault.azure.net/secrets/web/${version}`;
const vaultId = '/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso';

const service = (name: string, properties = ''): string => `
resource shop 'Microsoft.Compute/cloudServices@2022-09-04' = {
  name: ${name}
  location: 'westeurope'
  properties: {
${properties}
  }
}
`;

const group = (vault: string, certificate: string): string => `
    osProfile: {
      secrets: [
        {
          sourceVault: { id: ${vault} }
          vaultCertificates: [
            { certificateUrl: ${certificate} }
          ]
        }
      ]
    }`;

const certificateIn = (files: Files) => {
  const [found] = only(files).vaultGroups!.items;
  const { items, notChecked } = found!.certificates;
  return { vault: said(found!.vault), url: items[0], notChecked: notChecked.map(said) };
};

describe('A Cloud Service in Bicep', () => {
  it('has the name, region, roles and certificates that the file contains', () => {
    const text = `// The shop
targetScope = 'resourceGroup'
${service(
  `'Shop' // no more`,
  `
    allowModelOverride: true
    roleProfile: {
      roles: [
        { name: 'Web', sku: { name: 'Standard_D2_v3', capacity: 4 } }
        /* the second */
        {
          name: 'Worker'
          sku: {
            name: 'Standard_D2_v3'
            capacity: 2
          }
        }
      ]
    }
${group(`'${vaultId}'`, `'${url}'`)}`,
)}
output name string = shop.name
`;
    const found = only({ 'main.bicep': text });
    assert.equal(said(found.name), 'Shop (main.bicep, certain)');
    assert.equal(said(found.region), 'westeurope (main.bicep, certain)');
    assert.equal(said(found.allowModelOverride), 'true (main.bicep, certain)');
    assert.deepEqual(
      found.roles?.items.map(({ name, size, capacity }) => [name, size, capacity].map(said).join(' ')),
      [
        'Web (main.bicep, certain) Standard_D2_v3 (main.bicep, certain) 4 (main.bicep, certain)',
        'Worker (main.bicep, certain) Standard_D2_v3 (main.bicep, certain) 2 (main.bicep, certain)',
      ],
    );
    const certificate = certificateIn({ 'main.bicep': text });
    assert.equal(certificate.vault, `${vaultId} (main.bicep, certain)`);
    const start = text.indexOf(url);
    const { entry, ...described } = certificate.url!;
    assert.equal(text.slice(entry.span.start, entry.span.end), `{ certificateUrl: '${url}' }`);
    assert.deepEqual(described, {
      file: 'main.bicep',
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

  const declarations = `
@description('The name, with = and \\'quotes\\'')
@allowed([
  'One'
  'Two'
])
param p string = 'Default'
param required string
param structured {
  one: string
} = { one: 'First' }
param count int = 3
var v = p
var joined = '\${p}-\${count}'
var place = resourceGroup().location
var round = round
metadata author = 'nobody'
`;
  const names: readonly (readonly [expression: string, result: string])[] = [
    ['p', 'Default (main.bicep, likely)'],
    ['v', 'Default (main.bicep, likely)'],
    ['joined', 'Default-3 (main.bicep, likely)'],
    ["'a\\'b'", "a'b (main.bicep, certain)"],
    ["'\\u{41}\\$\\{'", 'A${ (main.bicep, certain)'],
    ["'''\nlong'''", 'long (main.bicep, certain)'],
    ["'[text]'", '[text] (main.bicep, certain)'],
    ["'$5'", '$5 (main.bicep, certain)'],
    ['required', 'not checked: parameter required'],
    ['structured.one', 'First (main.bicep, likely)'],
    ["structured['one']", 'First (main.bicep, likely)'],
    ['structured.two', 'not checked: form'],
    ['place', 'not checked: function resourceGroup'],
    ['round', 'not checked: form'],
    ['elsewhere', 'not checked: function elsewhere'],
    ["concat('a', 'b')", 'ab (main.bicep, certain)'],
    ["toLower('AB')", 'ab (main.bicep, certain)'],
    ["toLower(uniqueString('a'))", 'not checked: function uniqueString'],
    ["p == 'x' ? 'a' : 'b'", 'not checked: form'],
    ["p == 'x'\n    ? 'a'\n    : 'b'", 'not checked: form'],
    ["p ?? 'a'", 'not checked: form'],
    ['!empty(p)', 'not checked: form'],
    ["json(loadTextContent('a.json')).name", 'not checked: function json'],
  ];
  for (const [expression, result] of names) {
    it(`has the name ${expression.replaceAll('\n', ' ')}: ${result}`, () => {
      assert.equal(said(only({ 'main.bicep': declarations + service(expression) }).name), result);
    });
  }

  it('has the vault of a resource with a symbolic name', () => {
    const existing = `
param vaultName string = 'contoso'
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
  scope: resourceGroup('shop')
}
`;
    const text = existing + service(`'Shop'`, group('vault.id', `'\${vault.properties.vaultUri}secrets/web'`));
    const certificate = certificateIn({ 'main.bicep': text });
    assert.equal(certificate.vault, 'contoso (main.bicep, likely)');
    assert.deepEqual(certificate.notChecked, ['not checked: form']);
  });

  it('has certificates that are not checked if a loop creates them', () => {
    const loop = `    osProfile: { secrets: [for one in all: {\n      sourceVault: { id: one }\n    }] }`;
    const { vaultGroups } = only({ 'main.bicep': service(`'Shop'`, loop) });
    assert.deepEqual(vaultGroups?.notChecked.map(said), ['not checked: loop']);
  });

  it('is only likely if it has a condition', () => {
    const text = service(`'Shop'`).replace('= {', '= if (deploys) {');
    assert.equal(said(only({ 'main.bicep': `param deploys bool = true\n${text}` }).name), 'Shop (main.bicep, likely)');
    assert.deepEqual(read({ 'main.bicep': text.replace('deploys', 'false') }), []);
  });

  it('is not deployed by a file that only refers to it', () => {
    assert.deepEqual(read({ 'main.bicep': service(`'Shop'`).replace(' = ', ' existing = ') }), []);
  });

  it('has the values of parameter files that name its file, and of those with its name', () => {
    const template = `param name string\n${service('name')}`;
    const bicepparam = `using '../main.bicep'\n\nvar shop = 'Shop'\nparam name = '\${shop}-prod'\n`;
    assert.equal(
      said(only({ '/w/main.bicep': template, '/w/env/prod.bicepparam': bicepparam }).name),
      'Shop-prod (/w/env/prod.bicepparam, likely)',
    );
    assert.equal(
      said(only({ 'file:///w/main.bicep': template, 'file:///w/env/prod.bicepparam': bicepparam }).name),
      'Shop-prod (file:///w/env/prod.bicepparam, likely)',
    );
    const json = '{ "parameters": { "name": { "value": "FromJson" } } }';
    assert.equal(
      said(only({ 'main.bicep': template, 'main.parameters.json': json }).name),
      'FromJson (main.parameters.json, likely)',
    );
    const environment = `using 'main.bicep'\nparam name = readEnvironmentVariable('NAME')\n`;
    assert.equal(
      said(only({ 'main.bicep': template, 'main.bicepparam': environment }).name),
      'not checked: function readEnvironmentVariable',
    );
  });

  it('is read although other declarations cannot be', () => {
    const text = `var a = {\n  b: ]\n}\nvar unfinished = 'text\n${service(`'Shop'`)}\nvar c = {`;
    assert.equal(said(only({ 'main.bicep': text }).name), 'Shop (main.bicep, certain)');
  });

  it('never makes reading fail or take long', () => {
    const tokens = ['resource a ', "'Microsoft.Compute/cloudServices@1' = ", '{', '}', '[', ']', '(', ')', "'", "'''"];
    const more = ['${', '\\', ':', '=', '\n', 'name', ' ', '/*', '//', 'for', '?', '.', ',', 'param x', 'var y', '!'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens, ...more), { maxLength: 40 }), (parts) =>
        Array.isArray(read({ 'main.bicep': parts.join(''), 'main.bicepparam': parts.join('') })),
      ),
    );
    const start = performance.now();
    for (const part of ['{a:', '[', '(', "'${", 'var a = /*\n', 'a ? ', '!', 'a.', 'param a {\n']) {
      read({ 'main.bicep': `var a = ${part.repeat(200_000)}` });
    }
    assert.ok(performance.now() - start < 4000);
  });
});

describe('A Cloud Service in Terraform', () => {
  const block = (body: string): string => `
variable "name" {
  type = string
}

# The shop
resource "azapi_resource" "shop" {
  type      = "Microsoft.Compute/cloudServices@2022-09-04"
  name      = "Shop"
  location  = "westeurope"
  parent_id = azurerm_resource_group.shop.id

  identity {
    type = "SystemAssigned"
  }

  body = ${body}
}
`;
  const properties = `{
    properties = {
      roleProfile = {
        roles = [
          { name = "Web", sku = { name = "Standard_D2_v3", capacity = 4 } },
          { name = var.worker, sku = { capacity = "\${var.count}" } },
        ]
      }
      "osProfile" : {
        secrets = [{
          sourceVault       = { id = "${vaultId}" }
          vaultCertificates = [{ certificateUrl = "${url}" }]
        }]
      }
    }
  }`;
  for (const [what, body] of [
    ['an object', properties],
    ['JSON', `jsonencode(${properties})`],
  ] as const) {
    it(`has what its body contains as ${what}`, () => {
      const text = block(body);
      const found = only({ 'main.tf': text });
      assert.equal(said(found.name), 'Shop (main.tf, certain)');
      assert.equal(said(found.region), 'westeurope (main.tf, certain)');
      assert.deepEqual(
        found.roles?.items.map(({ name, size, capacity }) => [name, size, capacity].map(said).join(', ')),
        [
          'Web (main.tf, certain), Standard_D2_v3 (main.tf, certain), 4 (main.tf, certain)',
          'not checked: function var, absent, not checked: function var',
        ],
      );
      const certificate = certificateIn({ 'main.tf': text });
      assert.equal(certificate.vault, `${vaultId} (main.tf, certain)`);
      assert.equal(text.slice(certificate.url!.span.start, certificate.url!.span.end), url);
    });
  }

  it('is only likely if a count creates it', () => {
    const text = block('{}').replace('  name ', '  count = var.deploys ? 1 : 0\n  name ');
    assert.equal(said(only({ 'main.tf': text }).name), 'Shop (main.tf, likely)');
  });

  it('is left out if its block cannot be read', () => {
    assert.deepEqual(read({ 'main.tf': block('<<EOT\n{}\nEOT') }), []);
  });
});
