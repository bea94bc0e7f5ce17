export interface ReadOptions {
  /** Aborting rejects with an AbortError; a request that other callers share continues. */
  readonly signal?: AbortSignal;
  /** Ignore fresh results and read every list to its end. */
  readonly refresh?: boolean;
  /** Read the list to its end even if fewer pages are enough. */
  readonly whole?: boolean;
  /** Signing in may show a dialog. */
  readonly interactive?: boolean;
}
