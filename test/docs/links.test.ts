import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { packagedReadme } from '../../scripts/readme';

/** The documents of the repository by their path. */
const pages = new Map(
  ['', 'docs', '.github'].flatMap(markdownIn).map((path) => [path, readFileSync(path, 'utf8')] as const),
);

/** What .vscodeignore lets into the .vsix. */
const packaged = readFileSync('.vscodeignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => new RegExp(`^${line.slice(1).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`));

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

  for (const [path, page] of [...pages].filter(([path]) => isPackaged(path))) {
    it(`lead from ${path}, which is in the .vsix, to files in the .vsix`, () => {
      const files = linksOf(asPackaged(path, page)).map((link) => fileOf(path, link));
      assert.deepEqual(
        files.filter((file) => !isPackaged(file)),
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

function asPackaged(path: string, page: string): string {
  const tour = pages.get(join('docs', 'tour.md')) ?? '';
  return path === 'README.md' ? packagedReadme(page, { hasRepository: false, tour }) : page;
}

/** The targets of a page's links that stay within the repository. */
function linksOf(page: string): readonly string[] {
  const prose = page.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '`code`');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The path of the file that a link on the page `from` leads to. */
function fileOf(from: string, link: string): string {
  const [file = ''] = link.split('#');
  return file === '' ? from : normalize(join(dirname(from), file));
}

function isPackaged(path: string): boolean {
  return packaged.some((pattern) => pattern.test(path.replaceAll('\\', '/')));
}

function leadsSomewhere(from: string, link: string): boolean {
  const fragment = link.split('#')[1];
  const path = fileOf(from, link);
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
