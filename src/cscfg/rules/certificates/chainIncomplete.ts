import { verdictFor } from '../../entries';
import type { CertificateEntry, Role } from '../../model/serviceConfiguration';
import { message } from '../../text/message';
import { isMatched, type CertificateTraits } from '../../verdict';
import { attributeSpan, allTypedEntries } from '../entryProblems';
import { references } from '../references';
import type { CheckContext, Rule } from '../rule';

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
    const known = new Map<Role, ReadonlyMap<CertificateEntry, CertificateTraits> | undefined>();
    for (const { role, entry } of allTypedEntries(document)) {
      const certificates = known.has(role) ? known.get(role) : allTraits(role, context);
      known.set(role, certificates);
      const traits = certificates?.get(entry);
      if (certificates === undefined || traits === undefined || isComplete(traits, [...certificates.values()])) {
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
  },
};

/** What each of the role's certificates tells; undefined where one of them does not. */
function allTraits(role: Role, context: CheckContext): ReadonlyMap<CertificateEntry, CertificateTraits> | undefined {
  const found = new Map<CertificateEntry, CertificateTraits>();
  for (const entry of role.certificates) {
    const verdict = verdictFor(entry, context);
    const traits = isMatched(verdict) ? verdict.match.traits : undefined;
    if (traits === undefined) {
      return undefined;
    }
    found.set(entry, traits);
  }
  return found;
}

function isComplete(
  { authority, selfSigned, issuedByRoot, issuer }: CertificateTraits,
  all: readonly CertificateTraits[],
) {
  return authority || selfSigned || issuedByRoot || all.some(({ subject }) => subject === issuer);
}

function commonName(distinguishedName: string): string {
  return /(?:^|, )CN=(.+?)(?=, [A-Za-z.]+=|$)/.exec(distinguishedName)?.[1] ?? distinguishedName;
}
