const vaultId = (name: string): string =>
  `/subscriptions/0000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/${name}`;

/** A template with a Cloud Service that has the role `Web`, and these secrets of one vault. */
export function template(service: string, vault: string, urls: readonly string[], capacity = 1): string {
  const vaultCertificates = urls.map((certificateUrl) => ({ certificateUrl }));
  const properties = {
    roleProfile: { roles: [{ name: 'Web', sku: { name: 'Standard_D2_v3', capacity } }] },
    osProfile: { secrets: [{ sourceVault: { id: vaultId(vault) }, vaultCertificates }] },
  };
  const resource = { type: 'Microsoft.Compute/cloudServices', name: service, location: 'westeurope', properties };
  return JSON.stringify({ resources: [resource] }, undefined, 2);
}
