import { parseCscfg } from '../../../src/cscfg/document';
import { check, fixesFor } from '../../../src/cscfg/rules/check';
import type { CheckContext, Fix } from '../../../src/cscfg/rules/rule';
import { applyEdits } from '../../../src/text/span';
import type { CertificateTraits, CertificateVersion, Thumbprint, Verdict } from '../../../src/certificate/verdict';
import { ownLevels } from '../support/texts';

/** Roles whose thumbprints a table of verdicts answers for. Days count from `now`. */
export const now = Date.UTC(2026, 5, 1);
export const day = 86_400_000;
export const vault = 'https://contoso.vault.azure.net';

/** Forty of one digit. */
export const print = (digit: string): Thumbprint => digit.repeat(40);

export function version(digit: string, change: Partial<CertificateVersion> = {}): CertificateVersion {
  return {
    vault,
    certificate: 'web',
    thumbprint: print(digit),
    enabled: true,
    notBefore: now - 100 * day,
    expires: now + 265 * day,
    ...change,
  };
}

/** A sound certificate of a company's own intermediate. */
export function traits(change: Partial<CertificateTraits> = {}): CertificateTraits {
  return {
    subject: 'CN=www.contoso.com, O=Contoso',
    issuer: 'CN=Contoso Issuing CA 01, O=Contoso',
    selfSigned: false,
    authority: false,
    issuedByRoot: false,
    key: 'RSA 2048',
    rsaBits: 2048,
    ...change,
  };
}

export function current(digit: string, own: CertificateTraits | undefined): Verdict {
  return { kind: 'current', match: { ...version(digit), ...(own === undefined ? {} : { traits: own }) }, checked: now };
}

/** A service of one role a list of thumbprints; entries are named `c0`, `c1`… */
export function service(...roles: readonly (readonly string[])[]): string {
  const entry = (thumbprint: string, index: number): string =>
    `<Certificate name="c${String(index)}" thumbprint="${thumbprint}" thumbprintAlgorithm="sha1" />`;
  const role = (thumbprints: readonly string[], index: number): string =>
    `<Role name="r${String(index)}"><Certificates>${thumbprints.map(entry).join('')}</Certificates></Role>`;
  return `<ServiceConfiguration>${roles.map(role).join('')}</ServiceConfiguration>`;
}

export function contextOf(
  verdicts: Readonly<Record<Thumbprint, Verdict>>,
  levels: CheckContext['levels'] = {},
): CheckContext {
  const unknown: Verdict = { kind: 'unverified', reason: { kind: 'checking' } };
  return {
    verdictOf: (thumbprint) => verdicts[thumbprint] ?? unknown,
    inventory: [],
    now,
    levels: { ...ownLevels, ...levels },
  };
}

/** `severity code thumbprint: message` of every finding; a thumbprint of one digit is written as that. */
export function found(text: string, context: CheckContext): readonly string[] {
  const document = parseCscfg(text);
  return check(document, context).map(({ code, severity, span, message }) => {
    const value = text.slice(span.start, span.end);
    return `${severity} ${code} ${/^(.)\1{39}$/.test(value) ? value.charAt(0) : value}: ${message}`;
  });
}

/** The fixes of the only finding of that code: their titles, with the whole text after those that edit. */
export function fixesOf(
  text: string,
  context: CheckContext,
  code: string,
): readonly (readonly [string, string | Fix])[] {
  const document = parseCscfg(text);
  const [finding, ...others] = check(document, context).filter((one) => one.code === code);
  if (finding === undefined || others.length > 0) {
    throw new Error(`There is not one finding of ${code}.`);
  }
  return fixesFor(finding, document, context).map((fix) => [
    fix.title,
    fix.kind === 'edit' ? applyEdits(text, fix.edits) : fix,
  ]);
}
