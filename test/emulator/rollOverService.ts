/** Who knows the certificates of the service: the emulator. */
export interface VersionSource {
  readonly find: (token: string) => { readonly version: { readonly thumbprint: string; readonly version: string } };
}

/** A file before a roll-over, after its certain changes, and after its likely changes as well. */
export interface RolledFile {
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
  readonly afterLikely: Buffer;
}

/** A thumbprint that no vault has. */
const partner = 'D1A2B3C4E5F60718293A4B5C6D7E8F9001122334';

/** The digits that a state of the service uses for its two certificates. */
interface Digits {
  readonly web: string;
  readonly api: string;
  readonly webUrl: string;
  /** In the parameter file, where a change is only likely. */
  readonly apiUrl: string;
}

/**
 * A service with two roles, three configurations, lists of thumbprints in settings, a template with its parameter file,
 * and a web.config, in several encodings, with both line ends. `contoso-web` and `contoso-api` have newer versions.
 */
export function rollOverService(seeds: VersionSource): readonly RolledFile[] {
  const digits = (web: string, api: string, parameter = api): Digits => ({
    web: seeds.find(web).version.thumbprint,
    api: seeds.find(api).version.thumbprint,
    webUrl: `https://contoso.vault.azure.net:443/secrets/contoso-web/${seeds.find(web).version.version}`,
    apiUrl: `https://contoso.vault.azure.net/secrets/contoso-api/${seeds.find(parameter).version.version}`,
  });
  const [before, after] = [digits('contoso-web/3', 'contoso-api/1'), digits('contoso-web/4', 'contoso-api/2')];
  const afterCertain = digits('contoso-web/4', 'contoso-api/2', 'contoso-api/1');
  const comment = before.web;
  return files.map(({ path, text, encode }) => {
    const bytes = (state: Digits): Buffer => encode(text(state, comment));
    return { path, before: bytes(before), after: bytes(afterCertain), afterLikely: bytes(after) };
  });
}

interface FileOfService {
  readonly path: string;
  readonly text: (digits: Digits, comment: string) => string;
  readonly encode: (text: string) => Buffer;
}

const utf8 = (text: string): Buffer => Buffer.from(text);
const utf8WithMark = (text: string): Buffer => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
const utf16WithMark = (text: string): Buffer => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le');
const windows1252 = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');

const files: readonly FileOfService[] = [
  {
    path: 'ServiceConfiguration.Cloud.cscfg',
    encode: utf8WithMark,
    text: ({ web, api }) =>
      configuration(
        `      <Setting name="TokenSigningThumbprint" value="${web.toLowerCase()}" />
      <Setting name="TrustedClients" value="${api}, ${partner}; ${web}" />`,
        certificates(['Ssl', web], ['Api', api]),
        certificates(['Ssl', web], ['Token', '$(TokenThumbprint)']),
      ),
  },
  {
    path: 'ServiceConfiguration.Local.cscfg',
    encode: utf8,
    text: ({ web, api }, comment) =>
      `${configuration(
        `      <Setting name="TokenSigningThumbprint" value="" />
      <Setting name="TrustedClients" value="${partner};${api}" />`,
        certificates(['Ssl', web], ['Api', api]),
        certificates(['Ssl', web]),
      )}<!-- until 2026: ${comment} -->\n`,
  },
  {
    path: 'ServiceConfiguration.Test.cscfg',
    encode: utf16WithMark,
    text: ({ web, api }) =>
      configuration(
        `      <Setting name="TokenSigningThumbprint" value="${web}" />
      <Setting name="TrustedClients" value="" />`,
        certificates(['Ssl', web], ['Api', api]),
        certificates(['Ssl', web]),
      ),
  },
  {
    path: 'ServiceDefinition.csdef',
    encode: utf8,
    text: () => definition,
  },
  {
    path: 'deploy/shop.json',
    encode: utf8,
    text: ({ webUrl }) => template(webUrl),
  },
  {
    path: 'deploy/shop.parameters.json',
    encode: utf8,
    text: ({ apiUrl }) => `{
\t"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
\t"contentVersion": "1.0.0.0",
\t"parameters": {
\t\t"apiCertificateUrl": { "value": "${apiUrl}" }
\t}
}
`,
  },
  {
    path: 'Web/web.config',
    encode: windows1252,
    text: ({ web }, comment) => `<?xml version="1.0" encoding="windows-1252"?>
<configuration>
  <!-- Entr\u00e9e: ${comment} -->
  <appSettings>
    <add key="Entr\u00e9e" value="${web.toLowerCase()}" />
  </appSettings>
</configuration>
`,
  },
];

function configuration(settings: string, web: string, worker: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<ServiceConfiguration serviceName="Orders" osFamily="7" osVersion="*" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
  <Role name="Web">
    <Instances count="2" />
    <ConfigurationSettings>
${settings}
    </ConfigurationSettings>
    <Certificates>
${web}
    </Certificates>
  </Role>
  <Role name="Worker">
    <Instances count="1" />
    <Certificates>
${worker}
    </Certificates>
  </Role>
</ServiceConfiguration>
`;
}

function certificates(...entries: readonly (readonly [name: string, thumbprint: string])[]): string {
  return entries
    .map(([name, value]) => `      <Certificate name="${name}" thumbprint="${value}" thumbprintAlgorithm="sha1" />`)
    .join('\n');
}

const definition = `<?xml version="1.0" encoding="utf-8"?>
<ServiceDefinition name="Orders" xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
  <WebRole name="Web" vmsize="Standard_D2_v3">
    <ConfigurationSettings>
      <Setting name="TokenSigningThumbprint" />
      <Setting name="TrustedClients" />
    </ConfigurationSettings>
    <Certificates>
      <Certificate name="Ssl" storeLocation="LocalMachine" storeName="My" />
      <Certificate name="Api" storeLocation="LocalMachine" storeName="My" />
    </Certificates>
  </WebRole>
  <WorkerRole name="Worker" vmsize="Standard_D2_v3">
    <Certificates>
      <Certificate name="Ssl" storeLocation="LocalMachine" storeName="My" />
      <Certificate name="Token" storeLocation="LocalMachine" storeName="My" />
    </Certificates>
  </WorkerRole>
</ServiceDefinition>
`;

function template(webUrl: string): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "apiCertificateUrl": { "type": "string" }
  },
  "resources": [
    {
      "type": "Microsoft.Compute/cloudServices",
      "apiVersion": "2022-09-04",
      "name": "orders",
      "location": "westeurope",
      "properties": {
        "osProfile": {
          "secrets": [
            {
              "sourceVault": { "id": "[resourceId('Microsoft.KeyVault/vaults', 'contoso')]" },
              "vaultCertificates": [
                { "certificateUrl": "${webUrl}" },
                { "certificateUrl": "[parameters('apiCertificateUrl')]" }
              ]
            }
          ]
        }
      }
    }
  ]
}
`;
}
