import assert from 'node:assert/strict';
import { ask, devToken } from './ask';
import { startEmulator, type Emulator } from './emulator';
import type { PagingMode } from './paging';

interface Page {
  readonly value: readonly { readonly id: string }[];
  readonly nextLink: string | null;
}

const first = 'https://many.vault.azure.net/certificates?api-version=2025-07-01';

describe('The emulated vault’s lists', () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ empty: true });
    emulator.seedMany('many', 60);
  });
  beforeEach(() => {
    emulator.behave();
    emulator.vault('many').paging = 'exact';
  });
  after(() => emulator.close());

  const get = async (url: string): Promise<Page> => (await ask(emulator, url, { token: devToken() })).body as Page;
  const nameOf = ({ id }: { readonly id: string }): string => id.slice(id.lastIndexOf('/') + 1);

  /** The names on each page, at most so many pages. */
  async function walk(url = first, most = 70): Promise<readonly (readonly string[])[]> {
    const pages: (readonly string[])[] = [];
    for (let next: string | null = url; next !== null && pages.length < most;) {
      const page: Page = await get(next);
      pages.push(page.value.map(nameOf));
      next = page.nextLink;
    }
    return pages;
  }

  const sizes: readonly (readonly [PagingMode, readonly number[]])[] = [
    ['exact', [25, 25, 10]],
    ['short', [14, 25, 1, 9, 11]],
    ['empty', [0, 25, 0, 25, 0, 10]],
  ];
  for (const [mode, expected] of sizes) {
    it(`are complete and in order with pages that are ${mode}`, async () => {
      emulator.vault('many').paging = mode;
      const pages = await walk();
      assert.deepEqual(
        pages.map(({ length }) => length),
        expected,
      );
      const names = pages.flat();
      assert.equal(new Set(names).size, 60);
      assert.deepEqual(names, [...names].sort());
    });
  }

  it('link to the next page as the service does: absolute, with the port, an opaque token and a bare $', async () => {
    const { nextLink } = await get(`${first}&maxresults=7`);
    assert.match(
      nextLink ?? '',
      /^https:\/\/many\.vault\.azure\.net:443\/certificates\?api-version=2025-07-01&\$skiptoken=[\w-]+&maxresults=7$/,
    );
    assert.deepEqual(
      (await walk(`${first}&maxresults=7`)).map(({ length }) => length),
      [7, 7, 7, 7, 7, 7, 7, 7, 4],
    );
  });

  it('lose and gain certificates between pages without repeating one', async () => {
    const vault = emulator.vault('many');
    vault.beforePage = (page) => {
      if (page === 1) {
        vault.remove('bulk-0003');
        vault.remove('bulk-0030');
        vault.add({ name: 'bulk-0031-added', versions: [{ from: -1, to: 1 }] });
      }
    };
    const names = (await walk()).flat();
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.includes('bulk-0003') && !names.includes('bulk-0030') && names.includes('bulk-0031-added'));
    vault.remove('bulk-0031-added');
    emulator.seedMany('many', 60);
  });

  it('can link to an earlier page', async () => {
    emulator.vault('many').paging = 'loop';
    assert.equal((await walk(first, 9)).length, 9);
  });

  it('can have empty pages without end', async () => {
    emulator.vault('many').paging = 'endless';
    const sizes = (await walk(first, 9)).map(({ length }) => length);
    assert.deepEqual(sizes, [25, 25, 10, 0, 0, 0, 0, 0, 0]);
  });

  it('can link to another host, which records tokens', async () => {
    emulator.vault('many').paging = 'foreign';
    const { nextLink } = await get(first);
    assert.equal(new URL(nextLink ?? '').hostname, 'hostile.example');
    emulator.log.clear();
    await ask(emulator, nextLink ?? '', { token: devToken() });
    assert.deepEqual([...emulator.log.tokenHosts], ['hostile.example']);
  });

  it('reject pages of more than 25 and invalid tokens', async () => {
    for (const query of ['maxresults=26', 'maxresults=0', '$skiptoken=x']) {
      const { status } = await ask(emulator, `${first}&${query}`, { token: devToken() });
      assert.equal(status, 400, query);
    }
  });

  it('can contain 1,000 certificates', async () => {
    emulator.seedMany('thousand', 1000);
    assert.equal((await walk(first.replace('many', 'thousand'))).length, 40);
  });
});
