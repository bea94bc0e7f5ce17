import assert from 'node:assert/strict';
import { planRollOver } from '../../../src/check/rollOver/plan';
import { summarize } from '../../../src/check/rollOver/summary';
import { certificates, configuration, requestFor, thumbprint, vaultOf, versionNumber } from './support';

const vault = vaultOf('contoso', {
  web: [{ number: 2 }, { number: 1 }],
  api: [{ number: 4 }, { number: 3 }],
});

describe('summarize', () => {
  const secrets = (...urls: readonly string[]): string =>
    JSON.stringify({
      $schema: 'deploymentTemplate.json#',
      resources: [
        {
          type: 'Microsoft.Compute/cloudServices',
          properties: {
            osProfile: {
              secrets: [{ vaultCertificates: urls.map((certificateUrl) => ({ certificateUrl })) }],
            },
          },
        },
      ],
    });
  const request = requestFor(
    {
      'a.cscfg': `<!-- ${thumbprint(1)} -->\n${configuration(certificates(['Tls', thumbprint(1)], ['Api', thumbprint(3)]))}`,
      'b.cscfg': configuration(certificates(['Tls', thumbprint(2)])),
      'shop.json': secrets(`https://contoso.vault.azure.net/secrets/web/${versionNumber(2)}`),
    },
    [vault],
  );
  const { files, left } = planRollOver(request);
  const summary = summarize(request, files, left);

  it('lists the changes and what is left, with their lines', () => {
    assert.deepEqual(summary.changed, [
      {
        path: 'a.cscfg',
        line: 2,
        label: 'Certificate "Tls" of role "Web"',
        detail: 'web in contoso, expires 2027-08-28',
      },
      {
        path: 'a.cscfg',
        line: 2,
        label: 'Certificate "Api" of role "Web"',
        detail: 'api in contoso, expires 2027-08-28',
      },
    ]);
    assert.deepEqual(summary.left, [{ path: 'a.cscfg', line: 1, label: 'Thumbprint', detail: 'In a comment' }]);
  });

  it('states what must be deployed: the changed configurations, and the secrets that templates lack', () => {
    const { configurations, certificates: deployed } = summary.deployment;
    assert.deepEqual(configurations, [{ path: 'a.cscfg', service: 'Shop' }]);
    assert.deepEqual(
      deployed.map(({ url, templates }) => [url, templates]),
      [
        [`https://contoso.vault.azure.net/secrets/web/${versionNumber(2)}`, ['shop.json']],
        [`https://contoso.vault.azure.net/secrets/api/${versionNumber(4)}`, []],
      ],
    );
  });
});
