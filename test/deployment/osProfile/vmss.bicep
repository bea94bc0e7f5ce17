// Not included:
//   WebRole "Token" 94D3A2B5C1F00E7D8899AABBCCDDEEFF00112233: No key vault has it.
[
  {
    sourceVault: {
      id: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/contoso'
    }
    vaultCertificates: [
      {
        certificateUrl: 'https://contoso.vault.azure.net/secrets/web/0123456789abcdef0123456789abcdef'
        certificateStore: 'My'
      }
      {
        certificateUrl: 'https://contoso.vault.azure.net/secrets/issuing-ca/89abcdef0123456789abcdef01234567'
        certificateStore: 'CA'
      }
    ]
  }
  {
    sourceVault: {
      id: resourceId('Microsoft.KeyVault/vaults', 'fabrikam')
    }
    vaultCertificates: [
      {
        certificateUrl: 'https://fabrikam.vault.azure.net/secrets/partner/fedcba9876543210fedcba9876543210'
        certificateStore: 'My'
      }
    ]
  }
]
