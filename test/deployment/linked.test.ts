import assert from 'node:assert/strict';
import { mayDescribeDeployment } from '../../src/deployment/deployments';
import { notCheckedIn, reasonsLine } from '../../src/deployment/notChecked';
import { type Files, only, read, said } from './support/read';

const inner = JSON.stringify({
  parameters: { service: {}, place: { defaultValue: 'westeurope' } },
  resources: [
    {
      type: 'Microsoft.Compute/cloudServices',
      name: "[parameters('service')]",
      location: "[parameters('place')]",
      properties: {},
    },
  ],
});

const cloudService = (name: string) => ({ type: 'Microsoft.Compute/cloudServices', name, location: 'northeurope' });

function linking(templateLink: unknown, more: object = {}, others: readonly object[] = []): string {
  const parameters = { service: { value: "[concat('Shop', variables('end'))]" } };
  const link = {
    type: 'Microsoft.Resources/deployments',
    name: 'linked',
    properties: { templateLink, parameters },
    ...more,
  };
  return JSON.stringify({ variables: { end: 'Prod' }, resources: [link, ...others] });
}

const reasons = (files: Files): string =>
  reasonsLine(notCheckedIn(read(files).flatMap(({ services }) => services)).map(({ notChecked }) => notChecked));

const module = (path: string, more = ''): string => `
param end string = 'Prod'
module shop '${path}' = ${more}{
  name: 'linked'
  params: {
    service: 'Shop\${end}'
    place: 'northeurope'
  }
}
`;
const bicepService = `
param service string
param place string = 'westeurope'
resource shop 'Microsoft.Compute/cloudServices@2022-09-04' = {
  name: service
  location: place
}
`;

describe('A Cloud Service in a linked template', () => {
  it('has the values that the other template passes, and is deployed only by that one', () => {
    const files = { '/w/main.json': linking({ relativePath: 'parts/service.json' }), '/w/parts/service.json': inner };
    const { name, region } = only(files);
    assert.equal(said(name), 'ShopProd (/w/main.json, certain)');
    assert.equal(said(region), 'westeurope (/w/parts/service.json, certain)');
    assert.deepEqual(
      read(files).map(({ template }) => template),
      ['/w/main.json'],
    );
  });

  it('is deployed alone as well if it has its own parameter file', () => {
    const values = JSON.stringify({ parameters: { service: { value: 'Other' } } });
    const found = read({
      '/w/main.json': linking({ relativePath: 'service.json' }),
      '/w/service.json': inner,
      '/w/service.parameters.json': values,
    });
    assert.deepEqual(
      found.flatMap(({ services }) => services.map(({ name }) => said(name))),
      ['ShopProd (/w/main.json, certain)', 'Other (/w/service.parameters.json, likely)'],
    );
  });

  it('is found in a folder whose name a URI encodes', () => {
    const { name } = only({
      'file:///w/a%20b/main.json': linking({ relativePath: '../c d/service.json' }),
      'file:///w/c%20d/service.json': inner,
    });
    assert.equal(said(name), 'ShopProd (file:///w/a%20b/main.json, certain)');
  });

  it('is only likely if a condition decides about the link', () => {
    const files = {
      '/w/main.json': linking({ relativePath: 'service.json' }, { condition: "[equals(parameters('x'), 1)]" }),
      '/w/service.json': inner,
    };
    assert.equal(only(files).certain, false);
  });

  for (const [link, reason] of [
    [{ relativePath: 'missing.json' }, 'linked template "missing.json" that is not in the workspace'],
    [
      { uri: 'https://example.com/service.json' },
      'linked template "https://example.com/service.json" that is not in the workspace',
    ],
    [{ relativePath: '/w/service.json' }, 'linked template "/w/service.json" that is not in the workspace'],
    [{ uri: "[uri(deployment().properties.templateLink.uri, 'service.json')]" }, 'function uri()'],
  ] as const) {
    it(`is not checked behind ${JSON.stringify(link)}`, () => {
      const files = { '/w/main.json': linking(link, {}, [cloudService('Shop')]), '/w/service.json': inner };
      assert.equal(said(only({ '/w/main.json': files['/w/main.json'] }).name), 'Shop (/w/main.json, certain)');
      assert.equal(reasons({ '/w/main.json': files['/w/main.json'] }), reason);
    });
  }

  it('is not looked for without end in templates that link each other', () => {
    const other = linking({ relativePath: 'main.json' }, {}, [cloudService('Shop')]);
    const found = read({ '/w/main.json': linking({ relativePath: 'other.json' }), '/w/other.json': other });
    assert.ok(found.length <= 2);
    const many = Array.from(
      { length: 5 },
      () => JSON.parse(linking({ relativePath: 'main.json' })) as { resources: object[] },
    );
    const self = JSON.stringify({ resources: [...many.flatMap(({ resources }) => resources), cloudService('Shop')] });
    const start = performance.now();
    read({ '/w/main.json': self });
    assert.ok(performance.now() - start < 2000);
  });
});

describe('A Cloud Service in a Bicep module', () => {
  it('has the values that the other file passes', () => {
    const files = { '/w/main.bicep': module('./modules/shop.bicep'), '/w/modules/shop.bicep': bicepService };
    const { name, region, certain } = only(files);
    assert.equal(said(name), 'ShopProd (/w/main.bicep, likely)');
    assert.equal(said(region), 'northeurope (/w/main.bicep, certain)');
    assert.equal(certain, true);
  });

  it('is only likely if a condition or a loop creates it', () => {
    for (const more of ["if (end == 'Prod') ", '[for one in range(0, 2): ']) {
      const main = module('./shop.bicep', more).replace(/\n\}\n$/, more.startsWith('[') ? '\n}]\n' : '\n}\n');
      assert.equal(only({ '/w/main.bicep': main, '/w/shop.bicep': bicepService }).certain, false);
    }
  });

  it('is not checked in a registry', () => {
    const main = `${module('br:example.azurecr.io/shop:v1')}resource shop 'Microsoft.Compute/cloudServices@2022-09-04' = {\n  name: 'Shop'\n}\n`;
    assert.equal(
      reasons({ '/w/main.bicep': main }),
      'linked template "br:example.azurecr.io/shop:v1" that is not in the workspace',
    );
  });

  it('is worth reading although only the module names the type', () => {
    assert.ok(mayDescribeDeployment({ file: '/w/main.bicep', text: module('./shop.bicep') }));
    assert.ok(mayDescribeDeployment({ file: '/w/main.json', text: linking({ relativePath: 'a.json' }) }));
  });
});
