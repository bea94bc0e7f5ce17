import type { CertificateClient } from '@azure/keyvault-certificates';
import {
  createDefaultHttpClient,
  createPipelineRequest,
  RestError,
  type HttpClient,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import type { ThumbprintSecret } from '../../cscfg/verdict';
import { NotAVault } from './errors';
import { pagesOf } from './pages';

/** The service's version that the certificate client speaks too. */
const apiVersion = '2025-07-01';

let httpClient: HttpClient | undefined;

/**
 * The secrets whose names are thumbprints. Names and attributes are all that a list tells: no secret's value is asked
 * for, here or anywhere. Needs the right to list secrets. The certificate client knows no secrets; the list is asked for
 * through its own pipeline, so that the token, the only host it may go to, patience and log are the same.
 */
export async function listThumbprintSecrets(
  client: CertificateClient,
  vault: string,
): Promise<readonly ThumbprintSecret[]> {
  const found: ThumbprintSecret[] = [];
  for await (const items of pagesOf(secretsOf(pipelineOf(client), vault))) {
    found.push(...items.flatMap((item) => secretOf(vault, item) ?? []));
  }
  return found;
}

/** Page by page, whatever their names. */
async function* secretsOf(pipeline: Pipeline, vault: string): AsyncGenerator<readonly unknown[]> {
  let next: string | undefined = `${vault}/secrets?api-version=${apiVersion}`;
  while (next !== undefined) {
    const page: Page = readPage(await get(pipeline, next));
    yield page.items;
    next = page.next;
  }
}

function pipelineOf(client: CertificateClient): Pipeline {
  const { client: inner } = client as unknown as { readonly client: { readonly pipeline: Pipeline } };
  return inner.pipeline;
}

async function get(pipeline: Pipeline, url: string): Promise<unknown> {
  httpClient ??= createDefaultHttpClient();
  const request = createPipelineRequest({ url, method: 'GET' });
  request.headers.set('accept', 'application/json');
  const response = await pipeline.sendRequest(httpClient, request);
  if (response.status !== 200) {
    throw new RestError(`The list of secrets was refused.`, { statusCode: response.status, request, response });
  }
  return JSON.parse(response.bodyAsText ?? '');
}

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | undefined;
}

function readPage(body: unknown): Page {
  const { value, nextLink } = isObject(body) ? body : {};
  if (!Array.isArray(value)) {
    throw new NotAVault('The list of secrets came without a list.');
  }
  return { items: value, next: typeof nextLink === 'string' && nextLink !== '' ? nextLink : undefined };
}

/** Undefined for a secret of another name, and for one that belongs to a certificate of that name. */
function secretOf(vault: string, item: unknown): ThumbprintSecret | undefined {
  const { id, managed, attributes } = isObject(item) ? item : {};
  const name = typeof id === 'string' ? /\/secrets\/([0-9a-f]{40})(?:\/|$)/i.exec(id)?.[1] : undefined;
  return name === undefined || managed === true
    ? undefined
    : {
        vault,
        name,
        thumbprint: name.toUpperCase(),
        enabled: !isObject(attributes) || attributes['enabled'] !== false,
      };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
