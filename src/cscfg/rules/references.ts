/** The public pages that state the rules. */
export const references = {
  xml: 'https://www.w3.org/TR/xml/#sec-well-formed',
  schema: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-role',
  configuration: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-file',
  network: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-networkconfiguration',
  osFamily:
    'https://learn.microsoft.com/azure/cloud-services-extended-support/cloud-services-guestos-family-2-3-4-retirement',
  serviceName: 'https://github.com/MicrosoftDocs/azure-docs/issues/75495',
  webRole: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-csdef-webrole',
  agreement: 'https://aka.ms/cses-cscfg-csdef',
  prerequisites: 'https://learn.microsoft.com/azure/cloud-services-extended-support/deploy-prerequisite',
  storage: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
  reservedIp: 'https://github.com/MicrosoftDocs/azure-docs/issues/29118',
  xpathCertificate: 'https://github.com/MicrosoftDocs/azure-docs/issues/65136',
  keyVault: 'https://aka.ms/cses-kv',
  chain: 'https://learn.microsoft.com/azure/cloud-services/cloud-services-configure-ssl-certificate-portal',
  trust: 'https://learn.microsoft.com/security/trusted-root/program-requirements',
} as const;
