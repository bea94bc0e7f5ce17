import * as l10n from '@vscode/l10n';

export interface OsFamily {
  readonly family: string;
  readonly os: string;
  /** As announced by Microsoft; '' if the date is unknown. Absent while the family is supported. */
  readonly retired?: string;
}

/**
 * The newest first. https://learn.microsoft.com/azure/cloud-services-extended-support/cloud-services-guestos-family-2-3-4-retirement
 */
export const osFamilies: readonly OsFamily[] = [
  { family: '7', os: 'Windows Server 2022' },
  { family: '6', os: 'Windows Server 2019' },
  { family: '5', os: 'Windows Server 2016' },
  { family: '4', os: 'Windows Server 2012 R2', retired: '2025-02' },
  { family: '3', os: 'Windows Server 2012', retired: '2025-02' },
  { family: '2', os: 'Windows Server 2008 R2', retired: '2024-12' },
  { family: '1', os: 'Windows Server 2008', retired: '' },
];

export const recommendedFamily = '7';

/** "Windows Server 2012 R2, retired in 2025-02". */
export function familyWords({ family, os, retired }: OsFamily): string {
  if (retired === undefined) {
    return family === recommendedFamily ? l10n.t('{0} (recommended)', os) : os;
  }
  return retired === '' ? l10n.t('{0}, retired', os) : l10n.t('{0}, retired in {1}', os, retired);
}
