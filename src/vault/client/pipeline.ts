import { createPipelineRequest, type HttpClient, type Pipeline, RestError } from '@azure/core-rest-pipeline';
import type { CertificateClient } from '@azure/keyvault-certificates';
import { createHttpClient } from './httpClient';

/** The API version that the certificate client uses too. */
export const apiVersion = '2025-07-01';

let httpClient: HttpClient | undefined;

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  /** JSON in UTF-8. Bytes instead of a string, so that the caller can clear them. */
  readonly body?: Uint8Array;
}

/**
 * Sends a request through the pipeline of the client, but not by its serializer, which drops the policy of an import
 * and a list with one invalid entry. Throws an error without the request, whose body can contain a private key, if the
 * status is not 2xx.
 */
export async function sendJson(client: CertificateClient, { method, url, body }: JsonRequest): Promise<unknown> {
  httpClient ??= createHttpClient();
  const request = createPipelineRequest({ url, method, ...(body === undefined ? {} : { body }) });
  request.headers.set('accept', 'application/json');
  if (body !== undefined) {
    request.headers.set('content-type', 'application/json');
  }
  const { status, bodyAsText } = await pipelineOf(client).sendRequest(httpClient, request);
  if (status < 200 || status > 299) {
    throw new RestError('The request was refused.', { statusCode: status });
  }
  return JSON.parse(bodyAsText ?? '');
}

/** The SDK does not export the pipeline of the client. */
function pipelineOf(client: CertificateClient): Pipeline {
  const { client: inner } = client as unknown as { readonly client: { readonly pipeline: Pipeline } };
  return inner.pipeline;
}
