import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortTemporaryFolder } from '../host/server';
import { throwAwaySettings } from '../host/settings';

export interface ThrowAwayWorkspace {
  /** A `.code-workspace` with two folders and their settings. */
  readonly file: string;
  readonly remove: () => void;
}

/** The vault of `shop` is contoso, and fabrikam for its staging files; tests configure `other` and add its files. */
const files: Readonly<Record<string, unknown>> = {
  'shop/.vscode/settings.json': {
    'cscfg.keyVaults': ['contoso'],
    'cscfg.keyVaultsByFile': { '*.Staging.cscfg': ['fabrikam'] },
    // Almost every test file lacks the issuers of its certificates.
    'cscfg.rules.certificate-chain-incomplete': 'off',
  },
  'other/.vscode/settings.json': {},
  'tests.code-workspace': {
    folders: [{ path: 'shop' }, { path: 'other' }],
    settings: throwAwaySettings,
  },
};

export function throwAwayWorkspace(): ThrowAwayWorkspace {
  const root = shortTemporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content, undefined, 2));
  }
  return {
    file: join(root, 'tests.code-workspace'),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
