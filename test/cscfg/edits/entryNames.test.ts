import assert from 'node:assert/strict';
import { declarationNames, entryNames, likelyNames } from '../../../src/cscfg/entryNames';
import type { Service } from '../../../src/cscfg/service/service';
import { certificateElement, documentOf, knownThumbprint, webRoleWith } from '../support/texts';

const declared = (...names: readonly string[]): string =>
  `<ServiceDefinition name="Shop"><WebRole name="web"><Certificates>${names
    .map((name) => `<Certificate name="${name}" storeLocation="LocalMachine" storeName="My" />`)
    .join('')}</Certificates></WebRole></ServiceDefinition>`;

const configured = (...names: readonly string[]): string =>
  webRoleWith(names.map((name) => certificateElement(knownThumbprint, name)).join(''));

function serviceOf(definition: string | undefined, configuration: string, self = 'Cloud.cscfg'): Service {
  const file = (name: string, text: string) => ({ file: name, name, document: documentOf(text) });
  return {
    self,
    ...(definition === undefined ? {} : { definition: file('Service.csdef', definition) }),
    configurations: [file('Cloud.cscfg', configuration)],
    projects: [],
  };
}

function names(certificate: string, configuration: string, definition?: string): readonly string[] {
  const document = documentOf(configuration);
  const [role] = document.model.roles;
  assert.ok(role);
  const service = serviceOf(definition, configuration);
  return entryNames(document, role, certificate, { service }).map(({ name, kind }) => `${name} ${kind}`);
}

describe('The names for a certificate in a role', () => {
  it('are first those that are declared and still missing, the most similar one first, then its own', () => {
    assert.deepEqual(names('contoso-api', configured('Web'), declared('Payments', 'Web', 'Api', 'Tls')), [
      'Api expected',
      'Payments expected',
      'Tls expected',
      'contoso-api unexpected',
    ]);
  });

  it('contain the own name once, as it is declared', () => {
    assert.deepEqual(names('contoso-api', configured(), declared('Contoso-API')), ['Contoso-API expected']);
  });

  it('are only its own name where nothing is missing or known', () => {
    assert.deepEqual(names('contoso-api', configured('Web'), declared('WEB')), ['contoso-api unexpected']);
    assert.deepEqual(names('contoso-api', configured('Web')), ['contoso-api free']);
    assert.deepEqual(names('contoso-api', configured('Web'), declared('Api').replace('"web"', '"other"')), [
      'contoso-api free',
    ]);
    assert.deepEqual(names('contoso-api', configured('Web'), `${declared('Api')}<`), ['contoso-api free']);
  });

  it('have the next free number where the role has the name, whatever its case and blanks', () => {
    assert.deepEqual(names('web', configured('Web')), ['web-2 free']);
    assert.deepEqual(names('api', configured('API', ' api-2 ')), ['api-3 free']);
  });
});

describe('The names for a certificate in a service definition', () => {
  it('are first those that its configurations use', () => {
    const definition = documentOf(declared('Web'));
    const [role] = definition.definition.roles;
    assert.ok(role);
    const service = serviceOf(declared('Web'), configured('Web', 'Api', 'Orders'), 'Service.csdef');
    assert.deepEqual(
      declarationNames(role, 'contoso-orders', service).map(({ name, kind }) => `${name} ${kind}`),
      ['Orders expected', 'Api expected', 'contoso-orders free'],
    );
    assert.deepEqual(declarationNames(role, 'contoso-tls', undefined), [{ name: 'contoso-tls', kind: 'free' }]);
  });
});

describe('The names for several certificates', () => {
  it('are the expected similar ones, otherwise their own, and none twice', () => {
    const configuration = configured('orders');
    const document = documentOf(configuration);
    const [role] = document.model.roles;
    assert.ok(role);
    const service = serviceOf(declared('Api', 'Web', 'Orders'), configuration);
    const namesOf = (certificate: string) => entryNames(document, role, certificate, { service });
    assert.deepEqual(likelyNames(['contoso-web', 'contoso-api', 'fabrikam-api', 'orders', 'x', 'x'], role, namesOf), [
      'Web',
      'Api',
      'fabrikam-api',
      'orders-2',
      'x',
      'x-2',
    ]);
  });
});
