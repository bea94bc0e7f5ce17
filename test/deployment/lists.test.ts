import assert from 'node:assert/strict';
import { isKnown } from '../../src/deployment/deployedService';
import { type Files, only, said } from './support/read';

const vaultId = (name: string): string =>
  `/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/${name}`;
const group = (vault: string): object => ({ sourceVault: { id: vaultId(vault) }, vaultCertificates: [] });
const [first, second, third] = ['contoso', 'fabrikam', 'partner'].map(group);

function template(secrets: unknown, more: object): string {
  const properties = { osProfile: { secrets } };
  const resources = [{ type: 'Microsoft.Compute/cloudServices', name: 'Shop', location: 'westeurope', properties }];
  return JSON.stringify({ ...more, resources }, undefined, 2);
}

/** The names of the vaults, `likely` where a pipeline can override one, and why others are not checked. */
function vaultsIn(files: Files): readonly string[] {
  const { items, notChecked } = only(files).vaultGroups!;
  return [
    ...items.map(({ vault }) =>
      isKnown(vault) ? vault.value.replace(/.*\//, '') + (vault.certain ? '' : ' likely') : '?',
    ),
    ...notChecked.map((one) => said(one)),
  ];
}

describe('A list of secrets', () => {
  const variables = { one: [first], two: [second, first], object: third };
  const parameters = { given: { defaultValue: [third] }, nothing: {} };

  for (const [expression, expected] of [
    ["concat(variables('one'), variables('two'))", ['contoso', 'fabrikam', 'contoso']],
    ["union(variables('one'), variables('two'))", ['contoso', 'fabrikam']],
    ["createArray(variables('object'), variables('two')[1])", ['partner', 'contoso']],
    ["concat(union(variables('one'), variables('one')), variables('two'))", ['contoso', 'fabrikam', 'contoso']],
    ["concat(variables('one'), parameters('given'))", ['contoso', 'partner likely']],
    ["concat(variables('one'), createArray(variables('object')))", ['contoso', 'partner']],
    ["createArray(concat(variables('two'), variables('one'))[0])", ['fabrikam']],
    ["concat(variables('one'), parameters('nothing'))", ['contoso', 'not checked: parameter nothing']],
    ["union(parameters('nothing'), variables('one'))", ['contoso', 'not checked: parameter nothing']],
    ["concat(parameters('nothing'))", ['not checked: parameter nothing']],
    ["createArray('text')", ['not checked: form']],
    ["concat(variables('one'), map(variables('two'), lambda('x', 1)))", ['contoso', 'not checked: function map']],
  ] as const) {
    it(`is put together by ${expression}`, () => {
      const files = { 'a.json': template(`[${expression}]`, { variables, parameters }) };
      assert.deepEqual(vaultsIn(files), expected);
    });
  }

  it('is given whole by a parameter file', () => {
    const main = template("[parameters('secrets')]", { parameters: { secrets: { type: 'array' } } });
    const values = JSON.stringify({ parameters: { secrets: { value: [first, second] } } });
    assert.deepEqual(vaultsIn({ 'a.json': main, 'a.parameters.json': values }), ['contoso likely', 'fabrikam likely']);
  });

  it('is put together in Bicep by concat, union, or by spreading other lists', () => {
    const written = (vault: string): string => `{ sourceVault: { id: '${vaultId(vault)}' }, vaultCertificates: [] }`;
    const main = (secrets: string): string => `
var one = [ ${written('contoso')} ]
param given array = [ ${written('partner')} ]
resource shop 'Microsoft.Compute/cloudServices@2022-09-04' = {
  name: 'Shop'
  properties: { osProfile: { secrets: ${secrets} } }
}
`;
    for (const [secrets, expected] of [
      [`concat(one, [ ${written('fabrikam')} ])`, ['contoso', 'fabrikam']],
      [`union(one, one, given)`, ['contoso', 'partner likely']],
      [`[ ${written('fabrikam')}, ...one, ...given ]`, ['fabrikam', 'contoso', 'partner likely']],
      [`[ ...one, ...unknown() ]`, ['contoso', 'not checked: function unknown']],
    ] as const) {
      assert.deepEqual(vaultsIn({ 'main.bicep': main(secrets) }), expected);
    }
  });

  it('that contains itself does not make reading fail or take long', () => {
    const own = {
      list: ["[variables('list')[0]]", "[concat(variables('list'), variables('list'))]"],
      object: { own: "[variables('object').own]" },
    };
    const doubled = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => {
        const next = `variables('v${String(index + 1)}')`;
        return [`v${String(index)}`, `[concat(${next}, ${next})]`];
      }),
    );
    const start = performance.now();
    const long = Array.from(
      { length: 30 },
      (_, index) => `[concat(variables('long')[${String(index + 1)}], variables('long')[${String(index + 1)}])]`,
    );
    for (const secrets of [
      "[variables('list')]",
      "[variables('object').own]",
      "[variables('v0')]",
      "[variables('long')]",
    ]) {
      const found = vaultsIn({
        'a.json': template(secrets, { variables: { ...own, ...doubled, v40: [first], long } }),
      });
      assert.ok(found.length > 0 && found.length <= 2000);
    }
    assert.ok(performance.now() - start < 2000);
  });
});
