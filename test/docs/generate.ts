import { writeFileSync } from 'node:fs';
import { generatedFiles } from './generated';

/** `npm run docs`: writes what is generated into package.json, package.nls.json and README.md. */
async function main(): Promise<void> {
  for (const { path, text } of await generatedFiles()) {
    writeFileSync(path, text);
  }
}

void main();
