import type { CscfgDocument } from '../../document';
import { message, type Message } from '../../text/message';
import { isMatched, type CertificateTraits, type Verdict } from '../../verdict';
import { attributeSpan } from '../entryProblems';
import { chooseFix } from '../fixes';
import { references } from '../references';
import type { CheckContext, Problem, Rule } from '../rule';
import { entriesWith } from './judgedEntries';

/** The least that authorities may sign. Source: learn.microsoft.com, "Trusted Root Program requirements". */
const leastBits = 2048;

/** A rule on what the certificate itself tells: silent where it was not read. */
function ofTraits(problemOf: (name: string, traits: CertificateTraits) => Message | undefined) {
  const wordsOf = (verdict: Verdict): Message | undefined =>
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
    yield chooseFix(entry);
  }
};

export const certificateWeakKey: Rule = {
  code: 'certificate-weak-key',
  severity: 'information',
  summary: 'The certificate’s RSA key is shorter than 2048 bits',
  remedy: 'Choose another',
  reference: references.trust,
  appliesToTransforms: true,
  check: ofTraits((name, { rsaBits = leastBits }) =>
    rsaBits >= leastBits
      ? undefined
      : message(
          'The key of {0} has only {1} bits: clients may refuse it. Renew it with an RSA key of {2} bits or more.',
          name,
          rsaBits,
          leastBits,
        ),
  ),
  fixes: choose,
};

/** Of leaves only: an authority is trusted because it is known, not because of the signature on it. */
export const certificateWeakSignature: Rule = {
  code: 'certificate-weak-signature',
  severity: 'information',
  summary: 'The certificate is signed with SHA-1 or MD5',
  remedy: 'Choose another',
  reference: references.trust,
  appliesToTransforms: true,
  check: ofTraits((name, { authority, weakSignature }) =>
    authority || weakSignature === undefined
      ? undefined
      : message('{0} is signed with {1}: clients may refuse it. Renew it with SHA-256.', name, weakSignature),
  ),
  fixes: choose,
};
