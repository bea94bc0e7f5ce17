export interface VaultRequest {
  readonly method: string;
  readonly path: string;
  /** Keys and values decoded: the SDK's first requests say `api%2Dversion`. */
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly body: string;
}
