import * as vscode from 'vscode';
import type { CscfgDocuments } from '../cscfgDocuments';
import type { Diagnostics } from '../diagnostics';
import type { Judge } from '../judgement';
import type { KeyVaults } from '../keyVaults';
import { closeTagsAsTyped } from './closeTags';
import { ServiceCompletion } from './completion';
import { IdentifierLinks } from './identifierLinks';
import { RoleLens } from './roleLens';
import { SchemaHover } from './schemaHover';
import { Structure } from './structure';
import { ThumbprintHints } from './thumbprintHints';

/** What makes the files a language: completion, documentation, structure, and what is shown beside the text. */
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
    new ThumbprintHints(judge, diagnostics).register(),
    new RoleLens(judge, diagnostics).register(),
    new IdentifierLinks(documents).register(),
    closeTagsAsTyped(),
  );
}
