import type { CheckContext } from '../../../src/cscfg/rules/rule';
import type { CertificateVersion, Verdict, VerdictKind } from '../../../src/certificate/verdict';
import { now, knownThumbprint, otherThumbprint, plainContext } from './texts';

const day = 86_400_000;
const checked = now;

/** The certificate `contoso-web`, whose thumbprint is T. */
export const web: CertificateVersion = {
  vault: 'https://contoso.vault.azure.net',
  certificate: 'contoso-web',
  thumbprint: knownThumbprint,
  enabled: true,
  expires: now + 12 * day,
};

/** Its newest version, whose thumbprint is U. */
export const newest: CertificateVersion = { ...web, thumbprint: otherThumbprint, expires: now + 365 * day };

/** A certificate of another name, with this thumbprint. */
export function other(certificate: string, thumbprint: string): CertificateVersion {
  return { ...web, certificate, thumbprint };
}

/** One verdict of each kind on the thumbprint T, which has a newer version where `latest` is one. */
export function verdict(kind: VerdictKind, latest?: CertificateVersion): Verdict {
  const match = { match: web, checked, ...(latest === undefined ? {} : { latest }) };
  switch (kind) {
    case 'current':
      return { kind, ...match };
    case 'expiring':
      return { kind, days: 12, ...match };
    case 'outdated':
      return { kind, ...match, latest: latest ?? newest };
    case 'notYetValid':
      return { kind, ...match, match: { ...web, notBefore: now + 2 * day } };
    case 'expired':
      return { kind, ...match, match: { ...web, expires: now - 3 * day } };
    case 'disabled':
      return { kind, ...match, match: { ...web, enabled: false } };
    case 'deleted':
      return { kind, ...match, match: { ...web, scheduledPurge: now + 30 * day } };
    case 'unusable':
      return { kind, why: 'pem', ...match };
    case 'secretOnly':
      return {
        kind,
        secret: { vault: web.vault, name: web.thumbprint, thumbprint: web.thumbprint, enabled: true },
        checked,
      };
    case 'notFound':
      return { kind, vaults: [web.vault], checked };
    case 'unverified':
      return { kind, reason: { kind: 'notAsked' } };
    default:
      return { kind };
  }
}

/** A context in which every thumbprint gets this verdict. */
export function says(given: Verdict, inventory: readonly CertificateVersion[] = []): CheckContext {
  return { ...plainContext, verdictOf: () => given, inventory };
}
