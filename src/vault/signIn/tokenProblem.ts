export type TokenProblem =
  | { readonly kind: 'azMissing' }
  /** `az` ended without an access token and without an error message. */
  | { readonly kind: 'azNoToken' }
  | { readonly kind: 'azUnreachable'; readonly host: string }
  | { readonly kind: 'azUntrusted'; readonly host: string }
  | { readonly kind: 'azReported'; readonly words: string }
  /** From Microsoft Entra ID: the code and first sentence. */
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'late'; readonly source: 'azureCli' | 'account' | 'default' }
  /** The error message is in the log. */
  | { readonly kind: 'accountFailed' }
  /** The required value of the setting `microsoft-sovereign-cloud.environment`. */
  | { readonly kind: 'otherEnvironment'; readonly environment: string }
  /** `DefaultAzureCredential` found no identity; `name` is the value of AZURE_TOKEN_CREDENTIALS. */
  | { readonly kind: 'noIdentity'; readonly name?: string }
  /** The error message of an identity of `DefaultAzureCredential` is in the log. */
  | { readonly kind: 'identityFailed' }
  | { readonly kind: 'unknownCredential'; readonly name: string }
  /** The environment variable names a pipe or a device instead of a file. */
  | { readonly kind: 'notAFile'; readonly variable: string };
