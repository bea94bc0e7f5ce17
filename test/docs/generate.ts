import { writeFileSync } from 'node:fs';
import { generatedFiles } from './generated';

/** `npm run docs`: writes the generated parts of package.json, package.nls.json, README.md, docs/rules.md, and the texts for translators. */
async function main(): Promise<void> {
  for (const { path, text } of await generatedFiles()) {
    writeFileSync(path, text);
  }
}

void main();
