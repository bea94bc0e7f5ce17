import { NotAVault } from './errors';
import { currentQuestion } from './question';

/** How many pages may bring nothing before the list is taken for one that has no end. Real ones have been seen empty. */
const patience = 100;

/**
 * The pages of a list as they come; short and empty ones are normal. Throws where page after page brings nothing and
 * names another one.
 */
export async function* pagesOf<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
  let idle = 0;
  for await (const page of pages) {
    idle = page.length === 0 ? idle + 1 : 0;
    if (idle > patience) {
      throw new NotAVault('The list goes on and on without anything in it.');
    }
    yield page;
  }
}

/** Whether the page that came last names a next one: the SDK keeps that to itself. */
export function hasNextPage(): boolean {
  const body: unknown = JSON.parse(currentQuestion().last?.body ?? '{}');
  const link = typeof body === 'object' && body !== null && 'nextLink' in body ? body.nextLink : undefined;
  return typeof link === 'string' && link !== '';
}
