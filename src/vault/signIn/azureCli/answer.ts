import type { AccessToken } from '../session';
import type { TokenProblem } from '../tokenProblem';
import { NotSignedIn } from '../../client/errors';
import { firstSentence, refusalIn } from '../causes';
import type { AzEnd } from './process';

/** Source: Azure CLI 2.91 and earlier (`azure/cli/core/auth/util.py`, `_profile.py`). */
export function tokenOf(end: AzEnd, tenant: string | undefined): AccessToken | NotSignedIn {
  switch (end.kind) {
    case 'missing':
      return failed({ kind: 'azMissing' }, tenant);
    case 'late':
      return failed({ kind: 'late', source: 'azureCli' }, tenant);
    case 'ended':
      return (end.code === 0 ? tokenIn(end.stdout) : undefined) ?? refused(end.code, end.stderr, tenant);
  }
}

function tokenIn(stdout: string): AccessToken | undefined {
  const answer = parsed(stdout);
  const { accessToken: token, expires_on: seconds, expiresOn: local } = answer;
  if (typeof token !== 'string' || token === '') {
    return undefined;
  }
  // Versions before 2.54 print only the local time.
  const ends = Number(seconds) * 1000 || Date.parse(typeof local === 'string' ? local : '');
  return { token, expiresOnTimestamp: Number.isFinite(ends) ? ends : 0 };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Shells return these for a program that does not exist. */
const notFoundCodes: readonly (number | null)[] = [127, 9009];

function refused(code: number | null, stderr: string, tenant: string | undefined): NotSignedIn {
  const refusal = refusalIn(stderr);
  if (refusal !== undefined) {
    return new NotSignedIn(refusal.words, refusal.kind, tenant, { kind: 'refused', words: refusal.words });
  }
  if (notFoundCodes.includes(code)) {
    return failed({ kind: 'azMissing' }, tenant);
  }
  const host = /HTTPS?ConnectionPool\(host='([\w.-]+)'/.exec(stderr)?.[1];
  if (host !== undefined) {
    return failed(
      { kind: /SSLError|CERTIFICATE_VERIFY_FAILED/.test(stderr) ? 'azUntrusted' : 'azUnreachable', host },
      tenant,
    );
  }
  const words = errorOf(stderr);
  if (/\bexplicitly log in|authenticate interactively|Interactive authentication is needed/i.test(stderr)) {
    return new NotSignedIn(words, 'claims', tenant, { kind: 'azReported', words });
  }
  if (/\baz login\b/.test(stderr)) {
    return new NotSignedIn('The Azure CLI is not signed in.', 'signedOut', tenant);
  }
  return failed(words === '' ? { kind: 'azNoToken' } : { kind: 'azReported', words }, tenant);
}

/** The first line of an unexpected error is generic, so it is skipped. */
function errorOf(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.startsWith('ERROR: '));
  const line = lines.find((one) => !one.includes('The command failed with an unexpected error')) ?? '';
  return firstSentence(line.slice('ERROR: '.length).replace(/^\(pii\)\.\s+/, ''));
}

function failed(problem: TokenProblem, tenant: string | undefined): NotSignedIn {
  const { kind, ...facts } = problem;
  return new NotSignedIn([kind, ...Object.values(facts)].join(' '), 'credential', tenant, problem);
}
