/** The public pages that state the rules. */
export const references = {
  xml: 'https://www.w3.org/TR/xml/#sec-well-formed',
  schema: 'https://learn.microsoft.com/azure/cloud-services-extended-support/schema-cscfg-role',
  keyVault: 'https://aka.ms/cses-kv',
  chain: 'https://learn.microsoft.com/azure/cloud-services/cloud-services-configure-ssl-certificate-portal',
  trust: 'https://learn.microsoft.com/security/trusted-root/program-requirements',
} as const;
