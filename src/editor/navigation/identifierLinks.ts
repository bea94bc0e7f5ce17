import * as vscode from 'vscode';
import { identifierLinks } from '../../cscfg/links';
import { identifierPortalUrl } from '../../vault/identifiers';
import { language, type CscfgDocuments } from '../workspace/documents';
import { rangeOf } from '../convert';

/** Links Key Vault identifiers in settings to the portal, because the vault itself returns only JSON. */
export class IdentifierLinks implements vscode.DocumentLinkProvider {
  constructor(private readonly documents: CscfgDocuments) {}

  register(): vscode.Disposable {
    return vscode.languages.registerDocumentLinkProvider({ language }, this);
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return identifierLinks(this.documents.of(document)).map((found) => {
      const link = new vscode.DocumentLink(
        rangeOf(document, found.span),
        vscode.Uri.parse(identifierPortalUrl(found), true),
      );
      link.tooltip = vscode.l10n.t('Open in the Azure portal');
      return link;
    });
  }
}
