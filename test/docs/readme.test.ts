import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { rules } from '../../src/cscfg/rules/table';
import { generatedFiles } from './generated';
import { readManifest } from './manifest';
import { ruleSections } from './sections';

const readme = readFileSync('README.md', 'utf8');
const sections = ruleSections(readme);

describe('The documents', () => {
  it('are as `npm run docs` writes them', async () => {
    for (const { path, text } of await generatedFiles()) {
      assert.equal(firstDifference(readFileSync(path, 'utf8'), text), undefined, `${path} is stale: npm run docs`);
    }
  });

  it('explain every rule in a section of its own, in the order of the table, and no other', () => {
    assert.deepEqual(
      [...sections.keys()],
      rules.map(({ code }) => code),
    );
  });

  it('say of every rule how to mend it, and link the page that states it', () => {
    for (const { code, reference } of rules) {
      const section = sections.get(code) ?? '';
      assert.match(section, /\*\*To mend it\*\*/, code);
      assert.ok(section.includes(`<${reference}>`), `the section of ${code} does not link ${reference}`);
    }
  });

  it('link only to headings and files that are there', () => {
    const headings = new Set([...readme.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchor(heading)));
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const local = targets.filter((target) => !target.startsWith('https://'));
    const missing = local.filter((target) =>
      target.startsWith('#') ? !headings.has(target.slice(1)) : !existsSync(target) && target !== pendingPicture,
    );
    assert.deepEqual(missing, []);
  });

  it('say in CONTRIBUTING.md of every dependency why it is there', () => {
    const { dependencies, devDependencies } = readManifest();
    const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
    const names = Object.keys({ ...dependencies, ...devDependencies });
    assert.deepEqual(
      names.filter((name) => !contributing.includes(`| \`${name}\``)),
      [],
    );
  });

  it('have an entry in CHANGELOG.md for the version of package.json', () => {
    const { version } = readManifest();
    assert.match(readFileSync('CHANGELOG.md', 'utf8'), new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\]`, 'm'));
  });
});

/** Taken from the running extension. */
const pendingPicture = 'media/screenshot.png';

/** The first line that is not as it should be. */
function firstDifference(actual: string, expected: string): string | undefined {
  const wanted = expected.split('\n');
  return actual === expected ? undefined : (actual.split('\n').find((line, index) => line !== wanted[index]) ?? '');
}

/** The anchor that Markdown previews give a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replace(/\s/g, '-');
}
