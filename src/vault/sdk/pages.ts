import type { CertificateClient } from '@azure/keyvault-certificates';
import { createPipelineRequest, RestError, type HttpClient, type Pipeline } from '@azure/core-rest-pipeline';
import { NotAVault } from './errors';
import { createHttpClient } from './httpClient';
import { ListBounds } from './listBounds';
import { currentQuestion } from './question';

/** The service's version that the certificate client speaks too. */
const apiVersion = '2025-07-01';

let httpClient: HttpClient | undefined;

export interface Page {
  /** As they came over the wire, whatever they are. */
  readonly entries: readonly unknown[];
  readonly isLast: boolean;
}

/**
 * The pages of a list of the vault as they come; short and empty ones are normal. `path`: `/certificates`, or
 * `/certificates/NAME/versions`. The list is read through the client's own pipeline, with its token, log and time-outs,
 * but without its deserializer: that throws the whole list away for one odd entry, and follows links out of the list.
 * Throws where the list has no end.
 */
export async function* pagesOf(client: CertificateClient, vault: string, path: string): AsyncGenerator<Page> {
  const pipeline = pipelineOf(client);
  const first = new URL(`${vault}${path}?api-version=${apiVersion}`);
  const bounds = new ListBounds(currentQuestion().timeoutMs);
  const seen = new Set<unknown>();
  for (let next: URL | undefined = first; next !== undefined;) {
    const { value, nextLink } = listIn(await get(pipeline, next.href, path));
    const before = seen.size;
    value.forEach((entry) => seen.add(idOf(entry)));
    next = linkIn(nextLink, first);
    const problem = next === undefined ? undefined : bounds.problemAfter(seen.size - before);
    if (problem !== undefined) {
      throw problem;
    }
    yield { entries: value, isLast: next === undefined };
  }
}

/** The client does not offer its pipeline. */
function pipelineOf(client: CertificateClient): Pipeline {
  const { client: inner } = client as unknown as { readonly client: { readonly pipeline: Pipeline } };
  return inner.pipeline;
}

async function get(pipeline: Pipeline, url: string, path: string): Promise<unknown> {
  httpClient ??= createHttpClient();
  const request = createPipelineRequest({ url, method: 'GET' });
  request.headers.set('accept', 'application/json');
  const response = await pipeline.sendRequest(httpClient, request);
  if (response.status === 404 && !path.endsWith('/versions')) {
    throw new NotAVault(`There is no list at ${path} (404).`);
  }
  if (response.status !== 200) {
    throw new RestError('The list was refused.', { statusCode: response.status, request, response });
  }
  return JSON.parse(response.bodyAsText ?? '');
}

function listIn(body: unknown): { readonly value: readonly unknown[]; readonly nextLink: unknown } {
  const { value, nextLink } = isObject(body) ? body : {};
  if (!Array.isArray(value)) {
    throw new NotAVault('The answer holds no list.');
  }
  return { value, nextLink };
}

/** The next page of the same list: another path on the vault's host, such as that of its secrets, is not asked for. */
function linkIn(nextLink: unknown, first: URL): URL | undefined {
  if (nextLink === undefined || nextLink === null || nextLink === '') {
    return undefined;
  }
  const next =
    typeof nextLink === 'string' && URL.canParse(nextLink, first.href) ? new URL(nextLink, first) : undefined;
  if (next === undefined) {
    throw new NotAVault('The link to the next page of the list is not a URL.');
  }
  if (next.host === first.host && pathKey(next) !== pathKey(first)) {
    throw new NotAVault('A page of the list leads out of the list.');
  }
  return next;
}

/** Names are the same in either case. */
function pathKey({ pathname }: URL): string {
  return pathname.replace(/\/$/, '').toLowerCase();
}

function idOf(entry: unknown): unknown {
  return isObject(entry) ? entry['id'] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
