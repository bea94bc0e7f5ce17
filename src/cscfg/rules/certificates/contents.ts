import * as l10n from '@vscode/l10n';
import { type CertificateTraits, isMatched, type Verdict } from '../../../certificate/verdict';
import type { CscfgDocument } from '../../document';
import { verdictFor } from '../../entries';
import type { CertificateEntry, Role } from '../../model/configuration';
import { attributeSpan, typedEntries } from '../entries';
import { chooseFix } from '../fixes';
import { type CheckContext, type Problem, references, type Rule } from '../rule';
import { entriesWith, roleVerdicts } from './judgedEntries';

/** For certificate authorities. Source: learn.microsoft.com, "Trusted Root Program requirements". */
const leastBits = 2048;

/** Reports nothing while the contents are unknown. */
function ofTraits(problemOf: (name: string, traits: CertificateTraits) => string | undefined) {
  const wordsOf = (verdict: Verdict): string | undefined =>
    isMatched(verdict) && verdict.match.traits !== undefined
      ? problemOf(verdict.match.certificate, verdict.match.traits)
      : undefined;
  return function* (document: CscfgDocument, context: CheckContext): Generator<Problem> {
    for (const { role, entry, verdict } of entriesWith(document, context, (one) => wordsOf(one) !== undefined)) {
      const words = wordsOf(verdict);
      if (words !== undefined) {
        yield { span: attributeSpan(entry, entry.thumbprint), message: words, entry, role };
      }
    }
  };
}

const choose: NonNullable<Rule['fixes']> = function* ({ entry }) {
  if (entry !== undefined) {
    yield chooseFix(entry.element);
  }
};

export const certificateWeakKey: Rule = {
  code: 'certificate-weak-key',
  severity: 'information',
  summary: 'The certificate’s RSA key is shorter than 2048 bits',
  remedy: 'Choose another certificate',
  reference: references.trust,
  appliesToTransforms: true,
  check: ofTraits((name, { rsaBits = leastBits }) =>
    rsaBits >= leastBits
      ? undefined
      : l10n.t(
          'The RSA key of {0} has only {1} bits, so clients may reject the certificate. Renew it with a key of at least {2} bits.',
          name,
          rsaBits,
          leastBits,
        ),
  ),
  fixes: choose,
};

/** Skips authorities: their trust does not depend on their signature. */
export const certificateWeakSignature: Rule = {
  code: 'certificate-weak-signature',
  severity: 'information',
  summary: 'The certificate is signed with SHA-1 or MD5',
  remedy: 'Choose another certificate',
  reference: references.trust,
  appliesToTransforms: true,
  check: ofTraits((name, { authority, weakSignature }) =>
    authority || weakSignature === undefined
      ? undefined
      : l10n.t('{0} is signed with {1}, so clients may reject it. Renew it with SHA-256.', name, weakSignature),
  ),
  fixes: choose,
};

/**
 * The platform installs only the certificates that a role names, not their chains. Reports nothing while a certificate
 * of the role is unknown, because it could be the issuer. Source: learn.microsoft.com, "Configure TLS for an
 * application in Azure Cloud Services": every intermediate certificate needs an entry.
 */
export const certificateChainIncomplete: Rule = {
  code: 'certificate-chain-incomplete',
  severity: 'hint',
  summary: 'A role has a certificate but not the certificate of its issuer',
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
          message: l10n.t(
            'The role does not have the certificate of the issuer, {0}. If it is an intermediate certificate, add it with storeName="CA".',
            commonName(traits.issuer),
          ),
          entry,
          role,
        };
      }
    }
  },
};

function lacksIssuer(all: readonly (CertificateTraits | undefined)[]): boolean {
  const known = all.filter((traits) => traits !== undefined);
  const subjects = new Set(known.map(({ subject }) => subject));
  return known.length === all.length && known.some((traits) => !isComplete(traits, subjects));
}

function traitsOf(verdict: Verdict | undefined): CertificateTraits | undefined {
  return verdict !== undefined && isMatched(verdict) ? verdict.match.traits : undefined;
}

/** Undefined if the contents of a certificate of the role are unknown. */
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
