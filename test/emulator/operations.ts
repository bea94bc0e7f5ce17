/** How the vault makes certificates. Change it at will. */
export interface Issuing {
  /** How many times `GET …/pending` says that it is still going on. */
  polls: number;
  /** What the authority answers in the end, instead of a certificate. */
  refusal: { readonly code: string; readonly message: string } | undefined;
  /** It finishes although somebody wants it cancelled; the service says that a cancellation is an attempt. */
  deaf: boolean;
  /** The authorities that the vault knows by name, and their providers. */
  issuers: readonly { readonly name: string; readonly provider: string }[];
}

export const usualIssuing = (): Issuing => ({ polls: 1, refusal: undefined, deaf: false, issuers: [] });

export type OperationStatus = 'inProgress' | 'completed' | 'cancelled' | 'failed';

/** The making of one version, from `POST …/create` on. */
export interface Operation {
  readonly issuer: string;
  readonly requestId: string;
  readonly asked: number;
  readonly status: OperationStatus;
  readonly cancelling: boolean;
}

/** One look at an operation: the next state, once the polls are over or somebody wants it cancelled. */
export function lookedAt(operation: Operation, { polls, refusal, deaf }: Issuing): Operation {
  const asked = operation.asked + 1;
  if (operation.status !== 'inProgress' || asked <= polls) {
    return { ...operation, asked };
  }
  const isCancelled = operation.cancelling && !deaf;
  return { ...operation, asked, status: isCancelled ? 'cancelled' : refusal === undefined ? 'completed' : 'failed' };
}

const waiting =
  'Pending certificate created. Certificate request is in progress. This may take some time based on the issuer ' +
  'provider. Please check again later.';

/** The JSON of an operation, key by key as the recordings have it. */
export function operationBody(
  vault: { readonly url: string; readonly issuing: Issuing },
  name: string,
  operation: Operation,
): object {
  const { issuer, requestId, status, cancelling } = operation;
  const { refusal } = vault.issuing;
  return {
    id: `${vault.url}/certificates/${name}/pending`,
    issuer: { name: issuer },
    csr: 'MIIC4zCCAcsCAQAwGjEYMBYGA1UEAwwPKi5taWNyb3NvZnQuY29t',
    cancellation_requested: cancelling,
    status,
    ...(status === 'inProgress' ? { status_details: waiting } : {}),
    ...(status === 'completed' ? { target: `${vault.url}/certificates/${name}` } : {}),
    ...(status === 'failed' ? { error: refusal } : {}),
    request_id: requestId,
  };
}
