import assert from 'node:assert/strict';
import { notCheckedIn, reasonsLine } from '../../src/deployment/notChecked';
import { read, type Files } from './support/read';

function reasonsIn(files: Files): string {
  const services = read(files).flatMap((deployment) => deployment.services);
  return reasonsLine(notCheckedIn(services).map(({ notChecked }) => notChecked));
}

function template(properties: object, parameters: object = {}): string {
  const resource = { type: 'Microsoft.Compute/cloudServices', name: 'Shop', properties };
  return JSON.stringify({ parameters, resources: [resource] });
}

const role = (name: unknown, sku: object): object => ({ roleProfile: { roles: [{ name, sku }] } });

describe('The values of a deployment that are not checked', () => {
  it('are those of roles and secrets that no file gives, with the reasons', () => {
    const secrets = [{ sourceVault: { id: "[parameters('vault')]" }, vaultCertificates: 'none' }];
    const properties = {
      allowModelOverride: "[equals('a', 'b')]",
      ...role("[parameters('web')]", { name: 'Standard_D2_v3', capacity: 'many' }),
      osProfile: { secrets },
    };
    const text = template(properties, { web: { type: 'string' }, vault: { type: 'string' } });
    assert.equal(
      reasonsIn({ 'a.json': text }),
      'function equals(), parameter "web" without a value, unsupported form, parameter "vault" without a value',
    );
  });

  it('are none if the files give all of them', () => {
    const properties = role("[parameters('web')]", { name: 'Standard_D2_v3', capacity: 2 });
    const text = template(properties, { web: { type: 'string', defaultValue: 'Web' } });
    assert.equal(reasonsIn({ 'a.json': text }), '');
  });

  it('count once if several parameter files leave them open', () => {
    const text = template(role("[parameters('web')]", { capacity: 1 }), { web: { type: 'string' } });
    const given = '{"parameters": {}}';
    const services = read({ 'a.json': text, 'a.parameters.json': given, 'a.parameters.prod.json': given }).flatMap(
      (deployment) => deployment.services,
    );
    assert.equal(services.length, 2);
    assert.equal(notCheckedIn(services).length, 1);
  });

  it('have at most 5 reasons', () => {
    const reasons = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ kind: 'function' as const, name }));
    assert.equal(reasonsLine(reasons), 'function a(), function b(), function c(), function d(), function e(), …');
  });
});
