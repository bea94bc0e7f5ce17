import { NotSignedIn } from '../client/errors';
import { redact } from '../client/sdkLog';
import type { NoSession } from './session';

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

export function sessionTimeout(tenant: string | undefined): NotSignedIn {
  return new NotSignedIn('', 'credential', tenant, { kind: 'late', source: 'account' });
}

/** The failure that is easiest to fix, with what the other one adds; `after` if both rank equally. */
export function nearestCause(before: NotSignedIn, after: NotSignedIn): NotSignedIn {
  const [near, far] = rank(before) < rank(after) ? [before, after] : [after, before];
  const problem = near.problem ?? (far.problem?.kind === 'noIdentity' ? undefined : far.problem);
  const words = [before.message, after.message].filter((one) => one !== '').join(' ');
  return new NotSignedIn(words, near.kind, near.tenant ?? far.tenant, problem);
}

const ranks: readonly NotSignedIn['kind'][] = ['claims', 'sessionExpired', 'otherTenant', 'wrongTenant', 'credential'];

/** Credentials that are not set up; they rank after signing in. */
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

export interface Refusal {
  readonly kind: NotSignedIn['kind'];
  /** The error code and the first sentence, without secrets. */
  readonly words: string;
}

/** Source: learn.microsoft.com, "Microsoft Entra authentication and authorization error codes". */
const kinds: readonly (readonly [RegExp, Refusal['kind']])[] = [
  // Requirements of conditional access, such as multifactor authentication or a managed device.
  [/^AADSTS(?:5007[24689]|50097|50158|5300[0-4]|53000\d)$/, 'claims'],
  [/^AADSTS(?:50089|70008|70043|700081|700082|700084|50132|50133|50173)$/, 'sessionExpired'],
  // The account or the application is unknown in the tenant.
  [/^AADSTS(?:50020|50034|51004|90072)$/, 'wrongTenant'],
];

const maxSearched = 20_000;

export function refusalIn(text: string): Refusal | undefined {
  const [, code, rest = ''] = /\b(AADSTS\d{4,8})\b:?\s*([^\r\n]*)/.exec(text.slice(0, maxSearched)) ?? [];
  if (code === undefined) {
    return undefined;
  }
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'credential';
  const sentence = firstSentence(rest.replace(/\s*(?:-\s*)?(?:Trace|Correlation) ID:.*$/, ''));
  return { kind, words: sentence === '' ? code : `${code}: ${sentence}` };
}

const maxShown = 300;

export function firstSentence(text: string): string {
  const line = redact(text.slice(0, maxSearched)).replace(/\s+/g, ' ').trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > maxShown ? `${sentence.slice(0, maxShown - 1)}…` : sentence;
}
