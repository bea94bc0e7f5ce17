import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The documents of the repository by their path. */
const pages = new Map(
  ['', 'docs', '.github'].flatMap(markdownIn).map((path) => [path, readFileSync(path, 'utf8')] as const),
);

function markdownIn(folder: string): readonly string[] {
  const names = existsSync(folder || '.') ? readdirSync(folder || '.') : [];
  return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
}

describe('The links of the documents', () => {
  for (const [path, page] of pages) {
    it(`lead from ${path} to headings and files that exist`, () => {
      assert.deepEqual(
        linksOf(page).filter((link) => !leadsSomewhere(path, link)),
        [],
      );
    });
  }

  it('reach every page of docs from the README', () => {
    const linked = new Set(linksOf(pages.get('README.md') ?? '').map((link) => link.replace(/#.*/, '')));
    assert.deepEqual(
      [...pages.keys()].filter((path) => path.startsWith('docs') && !linked.has(path.replaceAll('\\', '/'))),
      [],
    );
  });
});

/** The targets of a page's links that stay within the repository. */
function linksOf(page: string): readonly string[] {
  const prose = page.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '`code`');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [file = '', fragment] = link.split('#');
  const path = file === '' ? from : normalize(join(dirname(from), file));
  return existsSync(path) && (fragment === undefined || anchorsOf(pages.get(path) ?? '').has(fragment));
}

/** The anchors that Markdown previews give the headings of a page. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}
