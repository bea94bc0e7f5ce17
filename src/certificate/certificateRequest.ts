import * as l10n from '@vscode/l10n';

/** Source: the REST specification of Key Vault certificates. */
const namePattern = /^[0-9A-Za-z-]{1,127}$/;

/** Why the text is not the name of a certificate in a vault; undefined if it is one. */
export function certificateNameProblem(name: string): string | undefined {
  return namePattern.test(name) ? undefined : l10n.t('A name consists of 1 to 127 letters, digits, and hyphens.');
}

/** A name for a certificate with this subject, such as `wildcard-contoso-com`; empty if the subject has no letters. */
export function proposedCertificateName(subject: string): string {
  return commonName(subject)
    .replace(/\*/g, 'wildcard')
    .replace(/[^0-9A-Za-z]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 127);
}

/** The common name of `O=Contoso, CN=www.contoso.com`, or the whole text without one. */
export function commonName(subject: string): string {
  return /(?:^|,\s*)CN=("(?:[^"\\]|\\.)*"|[^,]*)/i.exec(subject)?.[1]?.replace(/^"|"$/g, '') ?? subject;
}

/** One or more parts such as `CN=www.contoso.com`, `O="Contoso, Ltd."`, or `OU=Web`. */
const subjectPattern =
  /^\s*[A-Za-z][A-Za-z0-9.]*\s*=\s*(?:"[^"]*"|[^",=]+)(?:,\s*[A-Za-z][A-Za-z0-9.]*\s*=\s*(?:"[^"]*"|[^",=]+))*\s*$/;

/** The distinguished name that the text means: a host name alone is a common name. */
export function subjectOf(text: string): string {
  return text.includes('=') ? text.trim() : `CN=${text.trim()}`;
}

/** Why the text is not the subject of a certificate; undefined if it is one. */
export function subjectProblem(text: string): string | undefined {
  const subject = subjectOf(text);
  return subjectPattern.test(subject) && /(?:^|,)\s*CN\s*=\s*[^\s,]/i.test(subject)
    ? undefined
    : l10n.t(
        'Enter a host name, or a distinguished name with a common name, such as {0}.',
        'CN=www.contoso.com, O=Contoso',
      );
}

/** The DNS names in a text that separates them by commas, semicolons, or spaces; each once. */
export function dnsNamesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ''))];
}

const label = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?';
const dnsPattern = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*$`);

/** Why one of the names is not a DNS name that a certificate can have; undefined if all are. */
export function dnsNamesProblem(text: string): string | undefined {
  const wrong = dnsNamesIn(text).find((name) => !dnsPattern.test(name) || name.length > 253 || /^[\d.]+$/.test(name));
  return wrong === undefined
    ? undefined
    : l10n.t(
        '"{0}" is not a DNS name. Key Vault accepts names such as {1} and {2}.',
        wrong,
        'www.contoso.com',
        '*.contoso.com',
      );
}

/** Why the text is not a validity in months; undefined if it is one. */
export function validityProblem(text: string): string | undefined {
  const months = Number(text);
  return /^\d+$/.test(text.trim()) && months >= 1 && months <= 120
    ? undefined
    : l10n.t('Enter a number of months from 1 to 120.');
}
