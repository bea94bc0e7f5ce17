import * as vscode from 'vscode';
import { occurrencesIn, type Occurrence } from '../../cscfg/service/symbols';
import { outlineOf, type OutlineItem, type OutlineKind } from '../../cscfg/service/outline';
import type { ServiceFile } from '../../cscfg/service/service';
import { LineIndex } from '../../text/lines';
import { serviceFiles, type CscfgDocuments } from '../workspace/documents';
import type { Services } from '../workspace/services';
import { rangeOf } from '../convert';

const kinds: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  service: vscode.SymbolKind.Module,
  role: vscode.SymbolKind.Class,
  certificate: vscode.SymbolKind.Key,
  setting: vscode.SymbolKind.Property,
  endpoint: vscode.SymbolKind.Interface,
  network: vscode.SymbolKind.Namespace,
  group: vscode.SymbolKind.Struct,
  other: vscode.SymbolKind.Field,
};

/** The outline of a service file, and the roles and certificates of every service in the workspace. */
export class ServiceSymbols implements vscode.DocumentSymbolProvider, vscode.WorkspaceSymbolProvider {
  constructor(
    private readonly documents: CscfgDocuments,
    private readonly services: Services,
  ) {}

  register(): vscode.Disposable {
    const label = vscode.l10n.t('Cloud Service');
    return vscode.Disposable.from(
      vscode.languages.registerDocumentSymbolProvider(serviceFiles, this, { label }),
      vscode.languages.registerWorkspaceSymbolProvider(this),
    );
  }

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    return outlineOf(this.documents.of(document)).map((item) => symbolOf(document, item));
  }

  async provideWorkspaceSymbols(query: string): Promise<vscode.SymbolInformation[]> {
    const files = await this.services.all();
    return files.flatMap((file) => symbolsIn(file, query));
  }
}

function symbolOf(document: vscode.TextDocument, item: OutlineItem): vscode.DocumentSymbol {
  const [range, selection] = [rangeOf(document, item.span), rangeOf(document, item.selection)];
  const symbol = new vscode.DocumentSymbol(item.label, item.detail, kinds[item.kind], range, selection);
  symbol.children = item.children.map((child) => symbolOf(document, child));
  return symbol;
}

function symbolsIn({ file, document }: ServiceFile, query: string): readonly vscode.SymbolInformation[] {
  const found = occurrencesIn(document).filter((one) => isListed(one) && hasInOrder(one.symbol.name, query));
  if (found.length === 0) {
    return [];
  }
  const [uri, lines] = [vscode.Uri.parse(file, true), new LineIndex(document.text)];
  return found.map(({ symbol: { kind, name, role }, span }) => {
    const [start, end] = [lines.positionAt(span.start), lines.positionAt(span.end)];
    return new vscode.SymbolInformation(
      name,
      kind === 'role' ? kinds.role : kinds.certificate,
      role ?? '',
      new vscode.Location(uri, new vscode.Range(start.line, start.character, end.line, end.character)),
    );
  });
}

function isListed({ part, symbol: { kind } }: Occurrence): boolean {
  return part !== 'reference' && (kind === 'role' || kind === 'certificate');
}

/** VS Code ranks the matches. */
function hasInOrder(name: string, query: string): boolean {
  let from = 0;
  const lower = name.toLowerCase();
  return Array.from(query.toLowerCase()).every((character) => {
    const at = lower.indexOf(character, from);
    from = at + character.length;
    return at >= 0;
  });
}
