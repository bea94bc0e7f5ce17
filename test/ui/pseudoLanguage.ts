import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nPseudoLocalized } from '@vscode/l10n-dev';

/** The language in which every letter has an accent, so that a text that is not translated is recognized. */
export const pseudoLanguage = 'qps-ploc';

type Translatable = Parameters<typeof getL10nPseudoLocalized>[0];

/** Adds the language to a VS Code, and the translation of every text to the extension that is installed in it. */
export function installPseudoLanguage(data: string): void {
  const extensions = join(data, 'extensions');
  const name = readdirSync(extensions).find((one) => /cscfg|cloud-service/.test(one));
  if (name === undefined) {
    throw new Error(`The extension is not installed in ${extensions}.`);
  }
  const extension = join(extensions, name);
  for (const [from, to] of [
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${pseudoLanguage}.json`],
    ['package.nls.json', `package.nls.${pseudoLanguage}.json`],
  ] as const) {
    const texts = JSON.parse(readFileSync(join(extension, from), 'utf8')) as Translatable;
    writeFileSync(join(extension, to), JSON.stringify(getL10nPseudoLocalized(texts)));
  }
  // What VS Code writes when a language pack is installed: this one leaves its own texts in English.
  const pack = join(data, 'language-pack');
  mkdirSync(pack);
  const translations = join(pack, 'vscode.json');
  writeFileSync(translations, JSON.stringify({ contents: {} }));
  writeFileSync(
    join(data, 'data', 'languagepacks.json'),
    JSON.stringify({
      [pseudoLanguage]: {
        hash: 'pseudo',
        label: 'Pseudo',
        extensions: [{ extensionIdentifier: { id: 'none.pseudo' }, version: '1.0.0' }],
        translations: { vscode: translations },
      },
    }),
  );
}
