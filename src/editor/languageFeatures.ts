import * as vscode from 'vscode';
import type { CscfgDocuments } from './workspace/documents';
import type { Diagnostics } from './diagnostics/diagnostics';
import type { Judge } from './workspace/judgement';
import type { KeyVaults } from './vaults/keyVaults';
import { closeTagsAsTyped } from './structure/closeTags';
import { ServiceCompletion } from './completion/completion';
import { IdentifierLinks } from './navigation/identifierLinks';
import { registerHints } from './hints/hints';
import { SchemaHover } from './hover/schemaHover';
import { Structure } from './structure/structure';

export function registerLanguageFeatures(
  documents: CscfgDocuments,
  judge: Judge,
  keyVaults: KeyVaults,
  diagnostics: Diagnostics,
): vscode.Disposable {
  return vscode.Disposable.from(
    new ServiceCompletion(judge, keyVaults).register(),
    new SchemaHover(documents).register(),
    new Structure(documents).register(),
    registerHints(judge, diagnostics),
    new IdentifierLinks(documents).register(),
    closeTagsAsTyped(),
  );
}
