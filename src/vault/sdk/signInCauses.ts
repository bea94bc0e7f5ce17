import type { NoSession } from '../session';
import { NotSignedIn } from './errors';
import { redact } from './redact';

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
export function lateSession(tenant: string | undefined): NotSignedIn {
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
