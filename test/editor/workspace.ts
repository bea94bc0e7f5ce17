import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortTemporaryFolder } from '../host/server';
import { throwAwaySettings } from '../host/settings';

export interface ThrowAwayWorkspace {
  /** A `.code-workspace` of two folders with settings of their own. */
  readonly file: string;
  readonly remove: () => void;
}

/** `shop` is judged by the vault contoso, its staging files by fabrikam; `other` by what each test says, and has the files it adds. */
const files: Readonly<Record<string, unknown>> = {
  'shop/.vscode/settings.json': {
    'cscfg.keyVaults': ['contoso'],
    'cscfg.keyVaultsByFile': { '*.Staging.cscfg': ['fabrikam'] },
    // Nearly every file of a test lacks the issuer of its certificates.
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
