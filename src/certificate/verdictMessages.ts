import * as l10n from '@vscode/l10n';
import type {
  CertificateVersion,
  DeletedCertificate,
  MatchedVerdict,
  ThumbprintSecret,
  UnusableReason,
  Unseen,
  UnverifiedReason,
  Verdict,
} from './verdict';

const day = 86_400_000;

export type VersionState = 'current' | 'expiring' | 'expired' | 'notYetValid' | 'unusable' | 'disabled';

/** Ignores newer versions. `now`: milliseconds since 1970; expiring: the version ends within `expiryWarningDays`. */
export function stateOf(version: CertificateVersion, now: number, expiryWarningDays: number): VersionState {
  const { enabled, notBefore = -Infinity, expires = Infinity, traits } = version;
  if (!enabled) {
    return 'disabled';
  }
  if (expires <= now) {
    return 'expired';
  }
  if (notBefore > now) {
    return 'notYetValid';
  }
  if (traits?.unusable !== undefined) {
    return 'unusable';
  }
  return expires - now <= expiryWarningDays * day ? 'expiring' : 'current';
}

/** Enabled, valid at `now`, and not known to be unusable. */
export function isUsable(version: CertificateVersion, now: number): boolean {
  return stateOf(version, now, 0) === 'current';
}

/** "expires in 12 days", "expires today", "expired 3 days ago". Milliseconds since 1970. */
export function expiryPhrase(expires: number, now: number): string {
  const days = Math.floor(Math.abs(expires - now) / day);
  if (expires > now) {
    return days === 0
      ? l10n.t('expires today')
      : days === 1
        ? l10n.t('expires in 1 day')
        : l10n.t('expires in {0} days', days);
  }
  return days === 0
    ? l10n.t('expired today')
    : days === 1
      ? l10n.t('expired 1 day ago')
      : l10n.t('expired {0} days ago', days);
}

/** For narrow places: "12 d", "ends today", "expired 3 d ago". */
export function expiryAbbreviated(expires: number, now: number): string {
  const days = Math.floor(Math.abs(expires - now) / day);
  if (expires > now) {
    return days === 0 ? l10n.t('ends today') : l10n.t('{0} d', days);
  }
  return days === 0 ? l10n.t('expired today') : l10n.t('expired {0} d ago', days);
}

/** The verdict in one line without a full stop. `now`: milliseconds since 1970. */
export function verdictLine(verdict: Verdict, now: number): string {
  switch (verdict.kind) {
    case 'secretOnly':
      return secretLine(verdict.secret);
    case 'notFound':
      return l10n.t('Not found: no certificate in {0} has this thumbprint', verdict.vaults.map(vaultName).join(', '));
    case 'unverified':
      return unverifiedLine(verdict.reason, verdict.since);
    case 'malformed':
      return l10n.t('Invalid: not a thumbprint of 40 hexadecimal digits');
    case 'placeholder':
      return l10n.t('Placeholder: not checked against Key Vault until it is replaced with a thumbprint');
    default:
      return matchedLine(verdict, now);
  }
}

function matchedLine(verdict: MatchedVerdict, now: number): string {
  const { kind, match, latest } = verdict;
  const [name, vault] = [match.certificate, vaultName(match.vault)];
  const expiry = datedExpiry(match, now);
  switch (kind) {
    case 'current':
      return l10n.t('Current: {0} in {1}, {2}', name, vault, expiry);
    case 'expiring':
      return l10n.t('Expiring: {0} in {1}, {2}', name, vault, expiry);
    case 'outdated':
      return withNewest(l10n.t('Outdated: an older version of {0} in {1}', name, vault), verdict.latest, now);
    case 'expired':
      return withNewest(l10n.t('Expired: {0} in {1}, {2}', name, vault, expiry), latest, now);
    case 'notYetValid':
      return withNewest(notYetValidLine(match, now), latest, now);
    case 'unusable':
      return withNewest(unusableLine(verdict.why, name, vault), latest, now);
    case 'disabled':
      return withNewest(l10n.t('Disabled: {0} in {1}, {2}', name, vault, expiry), latest, now);
    case 'deleted':
      return deletedLine(verdict.match);
  }
}

function notYetValidLine({ certificate, vault, notBefore }: CertificateVersion, now: number): string {
  if (notBefore === undefined) {
    return l10n.t('Not yet valid: {0} in {1}', certificate, vaultName(vault));
  }
  const days = Math.ceil((notBefore - now) / day);
  return days === 1
    ? l10n.t('Not yet valid: {0} in {1}, valid in 1 day ({2})', certificate, vaultName(vault), isoDate(notBefore))
    : l10n.t(
        'Not yet valid: {0} in {1}, valid in {2} days ({3})',
        certificate,
        vaultName(vault),
        days,
        isoDate(notBefore),
      );
}

function unusableLine(why: UnusableReason, name: string, vault: string): string {
  switch (why) {
    case 'pem':
      return l10n.t('Unusable: {0} in {1} is stored as PEM, but roles support only PFX', name, vault);
    case 'notExportable':
      return l10n.t('Unusable: the private key of {0} in {1} is not exportable', name, vault);
    case 'hsm':
      return l10n.t('Unusable: the private key of {0} is in an HSM of {1} and cannot be exported', name, vault);
  }
}

export function unusablePhrase(why: UnusableReason): string {
  switch (why) {
    case 'pem':
      return l10n.t('it is stored as PEM, but roles support only PFX');
    case 'notExportable':
      return l10n.t('its private key is not exportable');
    case 'hsm':
      return l10n.t('its private key is in an HSM and cannot be exported');
  }
}

function secretLine({ vault, enabled }: ThumbprintSecret): string {
  return enabled
    ? l10n.t('Secret only: {0} contains it as a secret, not as a certificate', vaultName(vault))
    : l10n.t('Secret only: {0} contains it as a disabled secret, not as a certificate', vaultName(vault));
}

export function unseenLine({ vault, what }: Unseen): string {
  return what === 'deleted'
    ? l10n.t('Your account does not have permission to list the deleted certificates of {0}.', vaultName(vault))
    : l10n.t('Your account does not have permission to list the secrets of {0}.', vaultName(vault));
}

function deletedLine({ certificate, vault, scheduledPurge }: DeletedCertificate): string {
  return scheduledPurge === undefined
    ? l10n.t('Deleted: {0} in {1}, recoverable until it is purged', certificate, vaultName(vault))
    : l10n.t('Deleted: {0} in {1}, recoverable until {2}', certificate, vaultName(vault), isoDate(scheduledPurge));
}

function withNewest(line: string, latest: CertificateVersion | undefined, now: number): string {
  return latest === undefined ? line : l10n.t('{0}; {1}', line, newestPhrase(latest, now));
}

function newestPhrase(latest: CertificateVersion, now: number): string {
  const { expires } = latest;
  switch (stateOf(latest, now, 0)) {
    case 'disabled':
      return l10n.t('the newest version is disabled');
    case 'notYetValid':
      return l10n.t('the newest version is valid from {0}', isoDate(latest.notBefore ?? now));
    case 'unusable':
      return l10n.t('the newest version cannot be used either');
    case 'expired':
      return l10n.t('the newest version expired on {0}', isoDate(expires ?? now));
    default:
      return expires === undefined
        ? l10n.t('the newest version has no expiry date')
        : l10n.t('the newest version expires on {0}', isoDate(expires));
  }
}

/** "expires in 12 days (2026-12-05)". */
export function datedExpiry({ expires }: CertificateVersion, now: number): string {
  if (expires === undefined) {
    return l10n.t('no expiry date');
  }
  const days = Math.floor(Math.abs(expires - now) / day);
  const date = isoDate(expires);
  if (expires > now) {
    return days === 0
      ? l10n.t('expires today ({0})', date)
      : days === 1
        ? l10n.t('expires in 1 day ({0})', date)
        : l10n.t('expires in {0} days ({1})', days, date);
  }
  return days === 0
    ? l10n.t('expired today ({0})', date)
    : days === 1
      ? l10n.t('expired 1 day ago ({0})', date)
      : l10n.t('expired {0} days ago ({1})', days, date);
}

function unverifiedLine(reason: UnverifiedReason, since: number | undefined): string {
  switch (reason.kind) {
    case 'noVault':
      return l10n.t('Not verified: no key vault is configured for this file');
    case 'notAsked':
      return l10n.t('Not verified: Key Vault has not been checked');
    case 'untrusted':
      return l10n.t(
        'Not verified: the key vaults that this workspace names are not checked until you trust the workspace',
      );
    case 'checking':
      return l10n.t('Not verified yet: checking Key Vault');
    case 'failed':
      return since === undefined
        ? l10n.t('Not verified: {0}', reason.message)
        : l10n.t('Not verified: {0} Last read on {1}.', reason.message, isoDate(since));
  }
}

/** The first label of its host. */
export function vaultName(url: string): string {
  return /^https:\/\/([^./:]+)/i.exec(url)?.[1] ?? url;
}

/** The UTC date of a moment (milliseconds since 1970): `2026-12-05`. */
export function isoDate(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '?' : date.toISOString().slice(0, 10);
}
