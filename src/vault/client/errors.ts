import type { TokenProblem } from '../signIn/tokenProblem';

/** What our own code on the way to the wire throws; failures.ts turns it into a value. */

/** A request took longer than the user is willing to wait. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** No credential gave a token. The message is for the log; users read words of ours. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';

  constructor(
    message: string,
    readonly kind: 'signedOut' | 'otherTenant' | 'sessionExpired' | 'claims' | 'credential' | 'wrongTenant',
    readonly tenant: string | undefined,
    readonly problem?: TokenProblem,
  ) {
    super(message);
  }
}

/**
 * The connection closed within the body of a response, or the body cannot be decompressed. By its name and code the
 * SDK knows that it may send the request again.
 */
export class ResponseEndedEarly extends Error {
  override readonly name = 'RestError';
  readonly code = 'ECONNRESET';

  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** What answers does not behave as a key vault would, and is told nothing more. */
export class NotAVault extends Error {
  override readonly name = 'NotAVault';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
