import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../src/cscfg/rules/rules';
import { generatedFiles } from './generated';
import { readManifest } from './manifest';
import { ruleSections, rulesPage } from './sections';

const sections = ruleSections(readFileSync(rulesPage, 'utf8'));

describe('The documents', () => {
  it('are as `npm run docs` writes them', async function () {
    // The texts of all source files are extracted.
    this.timeout(120_000);
    for (const { path, text } of await generatedFiles()) {
      assert.equal(firstDifference(readFileSync(path, 'utf8'), text), undefined, `${path} is stale: npm run docs`);
    }
  });

  it('explain every rule in one section, in the order of the table, and nothing else', () => {
    assert.deepEqual(
      [...sections.keys()],
      rules.map(({ code }) => code),
    );
  });

  it('say for every rule how to fix it, and link the page that states it', () => {
    for (const { code, reference } of rules) {
      const section = sections.get(code) ?? '';
      assert.match(section, /\*\*To fix it\*\*/, code);
      assert.doesNotMatch(section, /TODO/, `the section of ${code} is still the generated skeleton`);
      assert.ok(section.includes(`<${reference}>`), `the section of ${code} does not link ${reference}`);
    }
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

  it('keep the README to one page of at most 200 lines', () => {
    const lines = readFileSync('README.md', 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= 200, `README.md has ${String(lines)} lines`);
  });

  it('have an entry in CHANGELOG.md for the version of package.json', () => {
    const { version } = readManifest();
    assert.match(readFileSync('CHANGELOG.md', 'utf8'), new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\]`, 'm'));
  });
});

/** The first line that is not as it should be. */
function firstDifference(actual: string, expected: string): string | undefined {
  const wanted = expected.split('\n');
  return actual === expected ? undefined : (actual.split('\n').find((line, index) => line !== wanted[index]) ?? '');
}
