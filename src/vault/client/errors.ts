import type { TokenProblem } from '../signIn/tokenProblem';

export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** The message is for the log only. */
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

/** The body is incomplete or cannot be decompressed. The name and the code make the SDK retry. */
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

/** The server does not behave like a key vault, so no more requests are sent to it. */
export class NotAVault extends Error {
  override readonly name = 'NotAVault';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
