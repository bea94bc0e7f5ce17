/** What keeps a credential from giving an access token, where more is known than the kind of the failure. */
export type TokenProblem =
  /** There is no `az` on the PATH. */
  | { readonly kind: 'azMissing' }
  /** `az` ended without an access token and without an error message. */
  | { readonly kind: 'azNoToken' }
  /** `az` has no connection to the host that signs in. */
  | { readonly kind: 'azUnreachable'; readonly host: string }
  /** `az` does not trust the certificate of the host that signs in. */
  | { readonly kind: 'azUntrusted'; readonly host: string }
  /** The first sentence of an error message of `az`. */
  | { readonly kind: 'azReported'; readonly words: string }
  /** The error code of Microsoft Entra ID and its first sentence. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'late'; readonly source: 'azureCli' | 'account' | 'default' }
  /** The editor's sign-in failed; its own words are in the log. */
  | { readonly kind: 'accountFailed' }
  /** The value that the setting `microsoft-sovereign-cloud.environment` must have for this cloud. */
  | { readonly kind: 'otherEnvironment'; readonly environment: string }
  /** `DefaultAzureCredential` found no identity; `name`: the value of AZURE_TOKEN_CREDENTIALS where it is set. */
  | { readonly kind: 'noIdentity'; readonly name?: string }
  /** An identity of `DefaultAzureCredential` is set up and failed; the SDK's words are in the log. */
  | { readonly kind: 'identityFailed' }
  /** AZURE_TOKEN_CREDENTIALS has a value that is not allowed. */
  | { readonly kind: 'unknownCredential'; readonly name: string };
