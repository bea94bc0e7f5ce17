import * as l10n from '@vscode/l10n';
import type { CscfgDocument } from '../../document';
import { verdictFor } from '../../entries';
import type { CertificateEntry } from '../../model/configuration';
import { type CertificateVersion, isMatched, type Verdict, type VerdictKind } from '../../../certificate/verdict';
import { isoDate, isUsable, verdictLine } from '../../../certificate/verdictMessages';
import { candidateFixes, chooseFix, useVersion, vaultFix } from '../fixes';
import { judgedEntries } from './judgedEntries';
import { attributeSpan } from '../entries';
import { references, type CheckContext, type Fix, type Rule, type Severity } from '../rule';

interface VerdictRow {
  readonly code: string;
  readonly kind: VerdictKind;
  readonly severity: Severity;
  readonly summary: string;
  readonly remedy: string;
  readonly update: string;
  readonly otherwise: string;
}

const rows: readonly VerdictRow[] = [
  {
    code: 'thumbprint-not-in-vault',
    kind: 'notFound',
    severity: 'error',
    summary: 'No configured key vault has the certificate',
    remedy: 'Replace it with a similar certificate, or choose one',
    update: l10n.t('Replace it, or add the key vault that contains it.'),
    otherwise: l10n.t('Replace it, or add the key vault that contains it.'),
  },
  {
    code: 'certificate-outdated',
    kind: 'outdated',
    severity: 'warning',
    summary: 'Key Vault has a newer version of the certificate',
    remedy: 'Update to the newest version',
    update: l10n.t('Update to the newest version.'),
    otherwise: l10n.t('Fix the newest version in Key Vault, or choose another certificate.'),
  },
  {
    code: 'certificate-expired',
    kind: 'expired',
    severity: 'error',
    summary: 'The certificate has expired',
    remedy: 'Update to the newest version, or choose another certificate',
    update: l10n.t('Update to the newest version.'),
    otherwise: l10n.t('Renew it in Key Vault, or choose another certificate.'),
  },
  {
    code: 'certificate-not-yet-valid',
    kind: 'notYetValid',
    severity: 'warning',
    summary: 'The certificate is not valid yet',
    remedy: 'Choose another certificate',
    update: l10n.t('Update to the newest version.'),
    otherwise: l10n.t('Deploy after that date, or choose another certificate.'),
  },
  {
    code: 'certificate-disabled',
    kind: 'disabled',
    severity: 'error',
    summary: 'The certificate is disabled in Key Vault',
    remedy: 'Update to the newest version, enable it, or choose another certificate',
    update: l10n.t('Update to the newest version.'),
    otherwise: l10n.t('Enable it in Key Vault, or choose another certificate.'),
  },
  {
    code: 'certificate-deleted',
    kind: 'deleted',
    severity: 'error',
    summary: 'The certificate was deleted from Key Vault',
    remedy: 'Recover it, or choose another certificate',
    update: l10n.t('Recover it in Key Vault, or choose another certificate.'),
    otherwise: l10n.t('Recover it in Key Vault, or choose another certificate.'),
  },
  {
    code: 'certificate-unusable',
    kind: 'unusable',
    severity: 'error',
    summary: 'A role cannot use the certificate: it is stored as PEM, or its private key is not exportable',
    remedy: 'Update to the newest version, or choose another certificate',
    update: l10n.t('Update to the newest version.'),
    otherwise: l10n.t('Add it to Key Vault as a PFX with an exportable key, or choose another certificate.'),
  },
  {
    code: 'certificate-secret-only',
    kind: 'secretOnly',
    severity: 'warning',
    summary: 'Key Vault has the certificate only as a secret, as in services migrated from Cloud Services (classic)',
    remedy: 'Choose another certificate',
    update: l10n.t('Import it into Key Vault as a certificate.'),
    otherwise: l10n.t('Import it into Key Vault as a certificate.'),
  },
  {
    code: 'certificate-expiring',
    kind: 'expiring',
    severity: 'information',
    summary: 'The certificate expires within `cscfg.expiryWarningDays` days',
    remedy: 'Update to the newest version, if there is one',
    update: l10n.t('Update to the newest version.'),
    otherwise: l10n.t('Renew it in Key Vault before it expires.'),
  },
];

export const verdictRules: readonly Rule[] = rows.map((row) => ({
  code: row.code,
  severity: row.severity,
  summary: row.summary,
  remedy: row.remedy,
  reference: references.keyVault,
  appliesToTransforms: true,
  *check(document, context) {
    for (const { role, entry, verdict } of judgedEntries(document, context)) {
      if (verdict.kind === row.kind) {
        const remedy = usableUpdate(verdict, context) === undefined ? row.otherwise : row.update;
        const words = l10n.t('{0}. {1}', verdictLine(verdict, context.now), remedy);
        yield { span: attributeSpan(entry, entry.thumbprint), message: words, entry, role };
      }
    }
  },
  *fixes({ entry }, document, context) {
    if (entry !== undefined) {
      yield* fixesOf(entry, document, context);
    }
  },
}));

function* fixesOf(entry: CertificateEntry, document: CscfgDocument, context: CheckContext): Generator<Fix> {
  const verdict = verdictFor(entry, context);
  const latest = usableUpdate(verdict, context);
  if (latest !== undefined) {
    yield useVersion(updateTitle(latest), document, entry, latest, true);
  }
  if (verdict.kind === 'notFound') {
    yield* candidateFixes(document, entry, context);
  }
  if (verdict.kind === 'disabled' || verdict.kind === 'deleted') {
    yield vaultFix(verdict.kind === 'disabled' ? 'enable' : 'recover', verdict.match);
  }
  yield chooseFix(entry.element);
}

export function updateTitle({ certificate, expires }: CertificateVersion): string {
  return expires === undefined
    ? l10n.t('Update to the newest version of {0} (no expiry date)', certificate)
    : l10n.t('Update to the newest version of {0} (expires {1})', certificate, isoDate(expires));
}

/** The newest version, if it is usable and not the one in the file. */
export function usableUpdate(verdict: Verdict, { now }: Pick<CheckContext, 'now'>): CertificateVersion | undefined {
  const latest = isMatched(verdict) ? verdict.latest : undefined;
  return latest !== undefined && isUsable(latest, now) ? latest : undefined;
}
