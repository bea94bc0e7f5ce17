import { verdictFor } from '../../entries';
import type { CertificateEntry, Role } from '../../model/serviceConfiguration';
import { message } from '../../text/message';
import { isMatched, type CertificateTraits, type Verdict } from '../../verdict';
import { attributeSpan, typedEntries } from '../entryProblems';
import { references } from '../references';
import type { CheckContext, Rule } from '../rule';
import { roleVerdicts } from './judgedEntries';

/**
 * The platform installs the certificates that a role names and nothing else of their chains. Says nothing while any of
 * the role's certificates is not known: it might be the issuer. Source: learn.microsoft.com, "Configure TLS for an
 * application in Azure Cloud Services": every intermediate needs an entry of its own.
 */
export const certificateChainIncomplete: Rule = {
  code: 'certificate-chain-incomplete',
  severity: 'hint',
  summary: 'A role has a certificate, but not that of its issuer',
  remedy: '',
  reference: references.chain,
  *check(document, context) {
    for (const { role, verdicts } of roleVerdicts(document, context)) {
      if (!lacksIssuer(verdicts.map(traitsOf))) {
        continue;
      }
      const known = allTraits(role, context);
      const subjects = new Set([...(known?.values() ?? [])].map(({ subject }) => subject));
      for (const entry of typedEntries(document, role)) {
        const traits = known?.get(entry);
        if (known === undefined || traits === undefined || isComplete(traits, subjects)) {
          continue;
        }
        yield {
          span: attributeSpan(entry, entry.thumbprint),
          message: message(
            'The role lacks the issuer, {0}. If it is an intermediate, give it an entry with storeName="CA".',
            commonName(traits.issuer),
          ),
          entry,
          role,
        };
      }
    }
  },
};

/** Whether each certificate is known, and the issuer of one is missing. */
function lacksIssuer(all: readonly (CertificateTraits | undefined)[]): boolean {
  const known = all.filter((traits) => traits !== undefined);
  const subjects = new Set(known.map(({ subject }) => subject));
  return known.length === all.length && known.some((traits) => !isComplete(traits, subjects));
}

function traitsOf(verdict: Verdict | undefined): CertificateTraits | undefined {
  return verdict !== undefined && isMatched(verdict) ? verdict.match.traits : undefined;
}

/** What each of the role's certificates tells; undefined where one of them does not. */
function allTraits(role: Role, context: CheckContext): ReadonlyMap<CertificateEntry, CertificateTraits> | undefined {
  const found = new Map<CertificateEntry, CertificateTraits>();
  for (const entry of role.certificates) {
    const traits = traitsOf(verdictFor(entry, context));
    if (traits === undefined) {
      return undefined;
    }
    found.set(entry, traits);
  }
  return found;
}

function isComplete({ authority, selfSigned, issuedByRoot, issuer }: CertificateTraits, subjects: ReadonlySet<string>) {
  return authority || selfSigned || issuedByRoot || subjects.has(issuer);
}

function commonName(distinguishedName: string): string {
  return /(?:^|, )CN=(.+?)(?=, [A-Za-z.]+=|$)/.exec(distinguishedName)?.[1] ?? distinguishedName;
}
