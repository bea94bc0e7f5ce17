import { NotSignedIn } from '../client/errors';
import { redact } from '../client/sdkLog';
import type { NoSession } from './session';

/** Why the editor's account gave no token. */
export function sessionCause({ none, detail, environment }: NoSession, tenant: string | undefined): NotSignedIn {
  const words = redact(detail ?? '');
  switch (none) {
    case 'nobody':
      return new NotSignedIn(words, 'signedOut', tenant);
    case 'unavailable':
      return environment === undefined
        ? new NotSignedIn(words, 'credential', tenant, { kind: 'accountFailed' })
        : new NotSignedIn(words, 'credential', tenant, { kind: 'otherEnvironment', environment });
    case 'otherTenant':
    case 'claims':
      return new NotSignedIn(words, none, tenant);
  }
}

/** The editor did not say within the time-out who is signed in. */
export function sessionTimeout(tenant: string | undefined): NotSignedIn {
  return new NotSignedIn('', 'credential', tenant, { kind: 'late', source: 'account' });
}

/**
 * The one of several failures that is nearest to a token, and so the one to fix. `before` was tried first; where both
 * are as near, the later one counts. What only one of them knows of the problem is kept.
 */
export function nearestCause(before: NotSignedIn, after: NotSignedIn): NotSignedIn {
  const [near, far] = rank(before) < rank(after) ? [before, after] : [after, before];
  const problem = near.problem ?? (far.problem?.kind === 'noIdentity' ? undefined : far.problem);
  const words = [before.message, after.message].filter((one) => one !== '').join(' ');
  return new NotSignedIn(words, near.kind, near.tenant ?? far.tenant, problem);
}

const ranks: readonly NotSignedIn['kind'][] = ['claims', 'sessionExpired', 'otherTenant', 'wrongTenant', 'credential'];

/** Problems of credentials that are not set up here at all: signing in is nearer than those. */
const absent: ReadonlySet<string | undefined> = new Set([
  'azMissing',
  'noIdentity',
  'otherEnvironment',
  'accountFailed',
]);

function rank({ kind, problem }: NotSignedIn): number {
  if (kind === 'signedOut') {
    return ranks.length;
  }
  const isAbsent = absent.has(problem?.kind) || (problem?.kind === 'late' && problem.source === 'account');
  return isAbsent ? ranks.length + 1 : ranks.indexOf(kind);
}

/** What Microsoft Entra ID answered instead of a token. */
export interface Refusal {
  readonly kind: NotSignedIn['kind'];
  /** Its error code and first sentence, without secrets. */
  readonly words: string;
}

/**
 * Codes of Microsoft Entra ID that tell what to do. Source: learn.microsoft.com, "Microsoft Entra authentication and
 * authorization error codes".
 */
const kinds: readonly (readonly [RegExp, Refusal['kind']])[] = [
  // Several factors, a fresh sign-in, a managed device: what conditional access asks for.
  [/^AADSTS(?:5007[24689]|50097|50158|5300[0-4]|53000\d)$/, 'claims'],
  [/^AADSTS(?:50089|70008|70043|700081|700082|700084|50132|50133|50173)$/, 'sessionExpired'],
  // The account, or the application that asks for it, is not known in the tenant.
  [/^AADSTS(?:50020|50034|51004|90072)$/, 'wrongTenant'],
];

/** How far a text is read, in characters: an error message is at its beginning. */
const farthest = 20_000;

/** The first error of Microsoft Entra ID in a text that a program printed or a library threw. */
export function refusalIn(text: string): Refusal | undefined {
  const [, code, rest = ''] = /\b(AADSTS\d{4,8})\b:?\s*([^\r\n]*)/.exec(text.slice(0, farthest)) ?? [];
  if (code === undefined) {
    return undefined;
  }
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'credential';
  const sentence = firstSentence(rest.replace(/\s*(?:-\s*)?(?:Trace|Correlation) ID:.*$/, ''));
  return { kind, words: sentence === '' ? code : `${code}: ${sentence}` };
}

/** The most that is shown of what another program wrote, in characters. */
const longest = 300;

/** The first sentence of a text, on one line, without secrets. */
export function firstSentence(text: string): string {
  const line = redact(text.slice(0, farthest)).replace(/\s+/g, ' ').trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > longest ? `${sentence.slice(0, longest - 1)}…` : sentence;
}
