/** Why a credential returned no access token. */
export type TokenProblem =
  /** There is no `az` on the PATH. */
  | { readonly kind: 'azMissing' }
  /** `az` ended without an access token and without an error message. */
  | { readonly kind: 'azNoToken' }
  /** `az` cannot reach the sign-in host. */
  | { readonly kind: 'azUnreachable'; readonly host: string }
  /** `az` does not trust the TLS certificate of the sign-in host. */
  | { readonly kind: 'azUntrusted'; readonly host: string }
  | { readonly kind: 'azReported'; readonly words: string }
  /** An error of Microsoft Entra ID: its code and first sentence. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'late'; readonly source: 'azureCli' | 'account' | 'default' }
  /** The sign-in of the editor failed; the error message is in the log. */
  | { readonly kind: 'accountFailed' }
  /** The value that the setting `microsoft-sovereign-cloud.environment` must have for this cloud. */
  | { readonly kind: 'otherEnvironment'; readonly environment: string }
  /** `DefaultAzureCredential` found no identity; `name` is the value of AZURE_TOKEN_CREDENTIALS. */
  | { readonly kind: 'noIdentity'; readonly name?: string }
  /** An identity of `DefaultAzureCredential` failed; the error message is in the log. */
  | { readonly kind: 'identityFailed' }
  | { readonly kind: 'unknownCredential'; readonly name: string }
  /** The environment variable `variable` names a pipe or a device instead of a file. */
  | { readonly kind: 'notAFile'; readonly variable: string };
