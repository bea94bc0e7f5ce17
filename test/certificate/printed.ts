/** A certificate and that of its issuer, made with OpenSSL 3.0, and what tools print of the first one. */

export const leafPem = `-----BEGIN CERTIFICATE-----
MIIBWjCCAQECFAE2IDENhKhtv1zuAfehF6eGOXhFMAoGCCqGSM49BAMCMDAxFDAS
BgNVBAoMC0NvbnRvc28gTHRkMRgwFgYDVQQDDA9Db250b3NvIFRlc3QgQ0EwHhcN
MjYxMTI4MjI0MjE2WhcNMzYxMTI1MjI0MjE2WjAwMRQwEgYDVQQKDAtDb250b3Nv
IEx0ZDEYMBYGA1UEAwwPd3d3LmNvbnRvc28uY29tMFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEAu/DuCqAfEhuW34itQlmQsZMumRMyNWtpgHmLJIncO+YC0nPV3oG
zLN8h+nBnbuVZdFlPpIcEVyEhM8mCFyoDDAKBggqhkjOPQQDAgNHADBEAiAOBaLp
uMqExBAyX587EVaSVCR0WKmIVGtKWn1ZLRZ/DwIgF2c+5r5Z+y5wYvl4B8ffjIJl
hQhDKyqj1K3geAThOkA=
-----END CERTIFICATE-----`;

export const issuerPem = `-----BEGIN CERTIFICATE-----
MIIBtTCCAVugAwIBAgIUZMAaCf2jlct2T0ZAdanjfy+22o0wCgYIKoZIzj0EAwIw
MDEUMBIGA1UECgwLQ29udG9zbyBMdGQxGDAWBgNVBAMMD0NvbnRvc28gVGVzdCBD
QTAeFw0yNjExMjgyMjQyMTVaFw0zNjExMjUyMjQyMTVaMDAxFDASBgNVBAoMC0Nv
bnRvc28gTHRkMRgwFgYDVQQDDA9Db250b3NvIFRlc3QgQ0EwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAATepq0KFmMfDWTBtYv7qovEgRlgMcQ+Gzmcb6GRrpuVVURf
A3g/d0Ed97D41Yqty+Mnrf8ij5kYSiNnHNftX9+6o1MwUTAdBgNVHQ4EFgQU1v9c
2Xcp3az1t6p7kZTUzoGGQPcwHwYDVR0jBBgwFoAU1v9c2Xcp3az1t6p7kZTUzoGG
QPcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBXm7GiwfZLIOvu
fq+oCQZpHfmh53/GpYBh7MaFQmzy5gIhAMkMGLo4JI6M1kiYny/40LB9P0Fggq5W
qVrOBYj50MLi
-----END CERTIFICATE-----`;

/** `openssl x509 -trustout -addtrust serverAuth`: the certificate with settings behind it. */
export const trustedPem = `-----BEGIN TRUSTED CERTIFICATE-----
MIIBWjCCAQECFAE2IDENhKhtv1zuAfehF6eGOXhFMAoGCCqGSM49BAMCMDAxFDAS
BgNVBAoMC0NvbnRvc28gTHRkMRgwFgYDVQQDDA9Db250b3NvIFRlc3QgQ0EwHhcN
MjYxMTI4MjI0MjE2WhcNMzYxMTI1MjI0MjE2WjAwMRQwEgYDVQQKDAtDb250b3Nv
IEx0ZDEYMBYGA1UEAwwPd3d3LmNvbnRvc28uY29tMFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEAu/DuCqAfEhuW34itQlmQsZMumRMyNWtpgHmLJIncO+YC0nPV3oG
zLN8h+nBnbuVZdFlPpIcEVyEhM8mCFyoDDAKBggqhkjOPQQDAgNHADBEAiAOBaLp
uMqExBAyX587EVaSVCR0WKmIVGtKWn1ZLRZ/DwIgF2c+5r5Z+y5wYvl4B8ffjIJl
hQhDKyqj1K3geAThOkAwDDAKBggrBgEFBQcDAQ==
-----END TRUSTED CERTIFICATE-----`;

export const leafThumbprint = 'A3310A240162A024BDA472783E3A8CE6BDAE2DC4';
export const issuerThumbprint = '575CEC1A1876DD4B071C4F64221629996945EDD8';
const spaced = 'a3 31 0a 24 01 62 a0 24 bd a4 72 78 3e 3a 8c e6 bd ae 2d c4';
const lower = leafThumbprint.toLowerCase();

/** Outputs that state the thumbprint, by the command. */
export const outputs: Readonly<Record<string, string>> = {
  'openssl x509 -noout -fingerprint -sha1 (3.0)':
    'sha1 Fingerprint=A3:31:0A:24:01:62:A0:24:BD:A4:72:78:3E:3A:8C:E6:BD:AE:2D:C4\n',
  'openssl x509 -noout -fingerprint (1.1)':
    'SHA1 Fingerprint=A3:31:0A:24:01:62:A0:24:BD:A4:72:78:3E:3A:8C:E6:BD:AE:2D:C4\n',
  'openssl x509 -noout -subject -issuer -fingerprint': `subject=O = Contoso Ltd, CN = www.contoso.com
issuer=O = Contoso Ltd, CN = Contoso Test CA
SHA1 Fingerprint=A3:31:0A:24:01:62:A0:24:BD:A4:72:78:3E:3A:8C:E6:BD:AE:2D:C4
`,
  'openssl x509 -noout -ext subjectKeyIdentifier -fingerprint': `X509v3 Subject Key Identifier: 
    D6:FF:5C:D9:77:29:DD:AC:F5:B7:AA:7B:91:94:D4:CE:81:86:40:F7
SHA1 Fingerprint=A3:31:0A:24:01:62:A0:24:BD:A4:72:78:3E:3A:8C:E6:BD:AE:2D:C4
`,
  'keytool -printcert': `Owner: CN=www.contoso.com, O=Contoso Ltd
Issuer: CN=Contoso Test CA, O=Contoso Ltd
Serial number: 13620310d84a86dbf5cee01f7a117a786397845
Certificate fingerprints:
	 SHA1: A3:31:0A:24:01:62:A0:24:BD:A4:72:78:3E:3A:8C:E6:BD:AE:2D:C4
	 SHA256: 64:5A:E3:B8:BB:8B:CA:85:BE:CA:0D:E8:66:23:2A:91:E7:73:5A:75:BC:C4:26:63:7D:DE:D7:1E:88:20:96:BB
Signature algorithm name: SHA256withECDSA
`,
  'certutil -store my': `my "Personal"
================ Certificate 0 ================
Serial Number: 013620310d84a86dbf5cee01f7a117a786397845
Issuer: CN=Contoso Test CA, O=Contoso Ltd
 NotBefore: 11/28/2026 10:42 PM
 NotAfter: 11/25/2036 10:42 PM
Subject: CN=www.contoso.com, O=Contoso Ltd
Non-root Certificate
Cert Hash(sha1): ${lower}
  Key Container = {0D3E2B9A-5A0C-4B43-9D0C-6E3B7C2A1F10}
Encryption test passed
CertUtil: -store command completed successfully.
`,
  'certutil -dump': `X509 Certificate:
Version: 3
Serial Number: 013620310d84a86dbf5cee01f7a117a786397845
Signature Algorithm:
    Algorithm ObjectId: 1.2.840.10045.4.3.2 sha256ECDSA
Issuer:
    CN=Contoso Test CA
    O=Contoso Ltd
  Name Hash(sha1): 0b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3
  Name Hash(md5): 0b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f
Subject:
    CN=www.contoso.com
    O=Contoso Ltd
  Name Hash(sha1): 1b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3
  Name Hash(md5): 1b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f
    2.5.29.14: Flags = 0, Length = 16
    Subject Key Identifier
        2b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3
Non-root Certificate
Key Id Hash(rfc-sha1): 3b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3
Key Id Hash(sha1): 4b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3
Key Id Hash(bcrypt-sha1): 5b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3
Key Id Hash(bcrypt-sha256): 645ae3b8bb8bca85beca0de866232a91e7735a75bcc426637dded71e882096bb
Cert Hash(md5): 0b0d7a5f3a4c4d4e0e1f2a3b4c5d6e7f
Cert Hash(sha1): ${lower}
Cert Hash(sha256): 645ae3b8bb8bca85beca0de866232a91e7735a75bcc426637dded71e882096bb
Signature Hash: 9d0a7a5f3a4c4d4e0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f
CertUtil: -dump command completed successfully.
`,
  'certutil -dump (Windows 7)': `Schlüssel-ID-Hash(rfc-sha1): 3b 0d 7a 5f 3a 4c 4d 4e 0e 1f 2a 3b 4c 5d 6e 7f 80 91 a2 b3
Schlüssel-ID-Hash(sha1): 4b 0d 7a 5f 3a 4c 4d 4e 0e 1f 2a 3b 4c 5d 6e 7f 80 91 a2 b3
Zertifikathash(md5): 0b 0d 7a 5f 3a 4c 4d 4e 0e 1f 2a 3b 4c 5d 6e 7f
Zertifikathash(sha1): ${spaced}
CertUtil: -dump-Befehl wurde erfolgreich ausgeführt.
`,
  'certutil -store my (French)': `Numéro de série : 013620310d84a86dbf5cee01f7a117a786397845
Hach. cert. (sha1) : ${spaced}
CertUtil: -store La commande s’est terminée correctement.
`,
  'Get-ChildItem Cert:\\LocalMachine\\My (5.1)': `

   PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My

Thumbprint                                Subject
----------                                -------
${leafThumbprint}  CN=www.contoso.com, O=Contoso Ltd


`,
  'Get-ChildItem Cert:\\LocalMachine\\My (7.4)': `
   PSParentPath: Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My

Thumbprint                                Subject              EnhancedKeyUsageList
----------                                -------              --------------------
${leafThumbprint}  CN=www.contoso.com,… {Server Authentication, Client Authentication}
`.replaceAll('\n', '\r\n'),
  'a row of Get-ChildItem': `${leafThumbprint}  CN=www.contoso.com, O=Contoso Ltd`,
  'Format-List': `
Subject      : CN=www.contoso.com, O=Contoso Ltd
Issuer       : CN=Contoso Test CA, O=Contoso Ltd
Thumbprint   : ${leafThumbprint}
FriendlyName :
NotBefore    : 11/28/2026 10:42:16 PM
Extensions   : {}
`,
  'Select-Object Thumbprint': `
Thumbprint
----------
${leafThumbprint}
`,
  'X509Certificate2.ToString()': `[Subject]
  CN=www.contoso.com, O=Contoso Ltd

[Serial Number]
  013620310D84A86DBF5CEE01F7A117A786397845

[Thumbprint]
  ${leafThumbprint}
`,
  'az keyvault certificate show --query x509ThumbprintHex': `"${leafThumbprint}"\n`,
  'a line of az keyvault certificate show': `  "x509ThumbprintHex": "${leafThumbprint}"`,
  'a line of az webapp config ssl list': `"thumbprint": "${leafThumbprint}",`,
};

/** Outputs with 20 bytes that are not a thumbprint. */
export const otherOutputs: Readonly<Record<string, string>> = {
  'openssl x509 -noout -fingerprint -sha256':
    'sha256 Fingerprint=64:5A:E3:B8:BB:8B:CA:85:BE:CA:0D:E8:66:23:2A:91:E7:73:5A:75:BC:C4:26:63:7D:DE:D7:1E:88:20:96:BB\n',
  'openssl x509 -noout -text': `        Serial Number:
            01:36:20:31:0d:84:a8:6d:bf:5c:ee:01:f7:a1:17:a7:86:39:78:45
        X509v3 extensions:
            X509v3 Subject Key Identifier: 
                D6:FF:5C:D9:77:29:DD:AC:F5:B7:AA:7B:91:94:D4:CE:81:86:40:F7
`,
  'git log': 'commit a3310a240162a024bda472783e3a8ce6bdae2dc4 (HEAD -> main)',
  'an address of a commit': 'https://github.com/contoso/shop/commit/a3310a240162a024bda472783e3a8ce6bdae2dc4',
  'a sentence': 'Renew the certificate of www.contoso.com by Friday.',
};
