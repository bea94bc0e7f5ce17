/** The service never gives more; asking for more is refused. */
export const largestPage = 25;

/**
 * How a vault divides its lists. Source for the odd ones: recordings and issues of the Azure SDKs.
 * `exact`: pages of 25; `short`: fewer, though more follow; `empty`: every other page holds nothing, though more follow;
 * `loop`: the second page's link leads to itself; `endless`: after the first page there is always another, with nothing
 * in it; `foreign`: the link leads to another host; `repeat`: every page is the first with a new link; `sparse`, `dense`:
 * pages without end, each with one new entry or twenty-five; `secrets`: the link leads to the vault's secrets.
 */
export type PagingMode =
  'exact' | 'short' | 'empty' | 'loop' | 'endless' | 'foreign' | 'repeat' | 'sparse' | 'dense' | 'secrets';

/** Where a page starts: after which key, and how many pages came before. */
export interface PageStart {
  readonly after: string;
  readonly page: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: PageStart;
}

const withoutEnd: readonly PagingMode[] = ['endless', 'repeat', 'sparse', 'dense'];

const firstPage: PageStart = { after: '', page: 0 };
const shortSizes = [14, 25, 1, 9] as const;

/** The items of one page. Items must be sorted by key; a page starts after a key, so items may come and go between pages. */
export function pageOf<T>(
  items: readonly { readonly key: string; readonly item: T }[],
  start: PageStart = firstPage,
  mode: PagingMode = 'exact',
  largest = largestPage,
): Page<T> {
  const rest = mode === 'repeat' ? items : items.filter(({ key }) => key > start.after);
  const taken = rest.slice(0, Math.min(largest, sizeOf(mode, start.page)));
  const last = taken.at(-1)?.key ?? start.after;
  const more = taken.length < rest.length;
  const next = mode === 'loop' && start.page > 0 ? start : { after: last, page: start.page + 1 };
  const page = { items: taken.map(({ item }) => item) };
  const isStuck = (mode === 'loop' && start.page > 0) || withoutEnd.includes(mode);
  return more || isStuck ? { ...page, next } : page;
}

function sizeOf(mode: PagingMode, page: number): number {
  switch (mode) {
    case 'short':
      return shortSizes[page % shortSizes.length] ?? largestPage;
    case 'empty':
      return page % 2 === 0 ? 0 : largestPage;
    case 'exact':
    case 'loop':
    case 'endless':
    case 'foreign':
    case 'repeat':
    case 'sparse':
    case 'dense':
    case 'secrets':
      return largestPage;
  }
}

/** The service's own shape: base64 of a JSON whose marker is opaque. */
export function writeSkipToken(start: PageStart): string {
  const marker = Buffer.from(`2!${String(start.page)}!${start.after}`).toString('base64url');
  return Buffer.from(JSON.stringify({ NextMarker: marker, TargetLocation: 0 })).toString('base64url');
}

/** Undefined where the token is none of ours. */
export function readSkipToken(token: string): PageStart | undefined {
  try {
    const { NextMarker } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { NextMarker?: string };
    const match = /^2!(\d+)!(.*)$/s.exec(Buffer.from(NextMarker ?? '', 'base64url').toString('utf8'));
    return match === null ? undefined : { page: Number(match[1]), after: match[2] ?? '' };
  } catch {
    return undefined;
  }
}
