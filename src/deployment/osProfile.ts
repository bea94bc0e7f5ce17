import * as l10n from '@vscode/l10n';

/** An entry of `osProfile.secrets`. */
export interface SecretGroup {
  readonly vault: string;
  /** Absent if unknown. */
  readonly vaultId?: string;
  readonly certificates: readonly GroupCertificate[];
}

export interface GroupCertificate {
  /** The versioned secret identifier. */
  readonly url: string;
  /** Of the computer, such as `My`. */
  readonly store: string;
}

export interface LeftOut {
  readonly role: string;
  readonly name: string;
  readonly thumbprint: string;
  readonly reason: string;
}

export interface OsProfile {
  readonly groups: readonly SecretGroup[];
  readonly leftOut: readonly LeftOut[];
}

export const osProfileFormats = ['json', 'bicep', 'powershell', 'rest'] as const;
export type OsProfileFormat = (typeof osProfileFormats)[number];

export const deploymentTargets = ['cloudService', 'vmss'] as const;
/** `vmss`: a virtual machine scale set, whose certificates name their store. */
export type DeploymentTarget = (typeof deploymentTargets)[number];

/** `WebRole "SSL" 94D3…: Not in Key Vault.` on one line. */
export function leftOutLine({ role, name, thumbprint, reason }: LeftOut): string {
  return `${role} "${name}" ${thumbprint}: ${reason}`.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

/**
 * For a JSON or Bicep template the value of `osProfile.secrets`, for a REST request the part of its body that contains
 * it, for PowerShell the commands that create it. Ends with a line break. Bicep and PowerShell list what is left out in
 * comments.
 */
export function writeOsProfile(profile: OsProfile, format: OsProfileFormat, target: DeploymentTarget): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(secretsOf(profile, target, expressionOfId), undefined, 2)}\n`;
    case 'rest':
      return `${JSON.stringify(restBody(profile, target), undefined, 2)}\n`;
    case 'bicep':
      return `${[...comments('//', profile), ...bicepList(profile, target)].join('\n')}\n`;
    case 'powershell':
      return `${[...comments('#', profile), ...powerShell(profile, target)].join('\n')}\n`;
  }
}

function comments(sign: string, { leftOut }: OsProfile): readonly string[] {
  return leftOut.length === 0
    ? []
    : [`${sign} ${l10n.t('Not included:')}`, ...leftOut.map((one) => `${sign}   ${leftOutLine(one)}`)];
}

interface Secrets {
  readonly sourceVault: { readonly id: string };
  readonly vaultCertificates: readonly { readonly certificateUrl: string; readonly certificateStore?: string }[];
}

function secretsOf(
  { groups }: OsProfile,
  target: DeploymentTarget,
  idOf: (group: SecretGroup) => string,
): readonly Secrets[] {
  return groups.map((group) => ({
    sourceVault: { id: idOf(group) },
    vaultCertificates: group.certificates.map(({ url, store }) => ({
      certificateUrl: url,
      ...(target === 'vmss' ? { certificateStore: store } : {}),
    })),
  }));
}

/** A vault with an unknown ID is expected in the resource group of the deployment. */
function expressionOfId({ vault, vaultId }: SecretGroup): string {
  return vaultId ?? `[resourceId('Microsoft.KeyVault/vaults', '${vault}')]`;
}

/** A request contains no expressions, so unknown parts are in braces. */
function placeholderOfId({ vault, vaultId }: SecretGroup): string {
  const group = '/subscriptions/{subscription}/resourceGroups/{resource-group}';
  return vaultId ?? `${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
}

function restBody(profile: OsProfile, target: DeploymentTarget): object {
  const osProfile = { secrets: secretsOf(profile, target, placeholderOfId) };
  return { properties: target === 'vmss' ? { virtualMachineProfile: { osProfile } } : { osProfile } };
}

function bicepList({ groups }: OsProfile, target: DeploymentTarget): readonly string[] {
  const certificate = ({ url, store }: GroupCertificate): readonly string[] => [
    '      {',
    `        certificateUrl: ${bicepText(url)}`,
    ...(target === 'vmss' ? [`        certificateStore: ${bicepText(store)}`] : []),
    '      }',
  ];
  const lines = groups.flatMap(({ vault, vaultId, certificates }) => [
    '  {',
    '    sourceVault: {',
    `      id: ${vaultId === undefined ? `resourceId('Microsoft.KeyVault/vaults', ${bicepText(vault)})` : bicepText(vaultId)}`,
    '    }',
    '    vaultCertificates: [',
    ...certificates.flatMap(certificate),
    '    ]',
    '  }',
  ]);
  return lines.length === 0 ? ['[]'] : ['[', ...lines, ']'];
}

export function bicepText(text: string): string {
  return `'${text.replace(/\\|'|\$(?=\{)/g, '\\$&')}'`;
}

/**
 * Source: learn.microsoft.com, "Deploy a Cloud Service (extended support) using Azure PowerShell", "Add-AzVmssSecret".
 */
function powerShell({ groups }: OsProfile, target: DeploymentTarget): readonly string[] {
  return target === 'cloudService'
    ? ['$osProfile = @{', '  secret = @(', ...groups.flatMap(groupObject), '  )', '}']
    : groups.flatMap(scaleSetSecret);
}

function groupObject(group: SecretGroup): readonly string[] {
  const urls = group.certificates.map(({ url }) => `      ${powerShellText(url)}`);
  return [
    `    New-AzCloudServiceVaultSecretGroupObject -Id ${powerShellId(group)} -CertificateUrl @(`,
    urls.join(',\n'),
    '    )',
  ];
}

function scaleSetSecret(group: SecretGroup): readonly string[] {
  const certificates = group.certificates.map(
    ({ url, store }) =>
      `  (New-AzVmssVaultCertificateConfig -CertificateUrl ${powerShellText(url)} -CertificateStore ${powerShellText(store)})`,
  );
  return [
    `$vmss = Add-AzVmssSecret -VirtualMachineScaleSet $vmss -SourceVaultId ${powerShellId(group)} -VaultCertificate @(`,
    certificates.join(',\n'),
    ')',
  ];
}

function powerShellId({ vault, vaultId }: SecretGroup): string {
  return vaultId === undefined
    ? `(Get-AzKeyVault -VaultName ${powerShellText(vault)}).ResourceId`
    : powerShellText(vaultId);
}

/** PowerShell accepts typographic quotation marks for the plain one. */
function powerShellText(text: string): string {
  return `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}
