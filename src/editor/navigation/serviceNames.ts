import * as vscode from 'vscode';
import { nameOf } from '../../text/paths';
import {
  occurrencesInService,
  occurrencesOf,
  symbolAt,
  type FileOccurrences,
  type Occurrence,
} from '../../cscfg/service/symbols';
import { serviceOfOne, type Service } from '../../cscfg/service/service';
import { serviceFiles, type CscfgDocuments } from '../workspace/documents';
import { Ranges } from '../workspace/ranges';
import type { Services } from '../workspace/services';
import { rangeOf } from '../convert';

export interface NameInService {
  readonly name: Occurrence;
  readonly service: Service;
  readonly ranges: Ranges;
}

export class ServiceNames
  implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.DocumentHighlightProvider
{
  constructor(
    private readonly documents: CscfgDocuments,
    private readonly services: Services,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.languages.registerDefinitionProvider(serviceFiles, this),
      vscode.languages.registerReferenceProvider(serviceFiles, this),
      vscode.languages.registerDocumentHighlightProvider(serviceFiles, this),
    );
  }

  async at(document: vscode.TextDocument, position: vscode.Position): Promise<NameInService | undefined> {
    const here = this.occurrenceAt(document, position);
    if (here === undefined) {
      return undefined;
    }
    const known = await this.services.whenRead(document);
    // The text may have changed while the files were read.
    const name = this.occurrenceAt(document, position);
    const { uri } = document;
    const service =
      known ?? serviceOfOne({ file: uri.toString(), name: nameOf(uri.path), document: this.documents.of(document) });
    return name === undefined ? undefined : { name, service, ranges: new Ranges(document, service) };
  }

  /** The declaration in the .csdef file, otherwise the entry in this configuration, otherwise in others. */
  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DefinitionLink[] | undefined> {
    const found = await this.at(document, position);
    if (found === undefined) {
      return undefined;
    }
    const { name, service, ranges } = found;
    const places = locationsOf(found, occurrencesInService(service, name.symbol));
    const declared = places.filter(({ part }) => part === 'definition');
    const entries = places.filter(({ part }) => part === 'entry');
    const own = entries.filter(({ location }) => location.uri.toString() === document.uri.toString());
    const [best = []] = [declared, own, entries].filter((list) => list.length > 0);
    return best.map(({ location }) => ({
      originSelectionRange: ranges.of(name.span),
      targetUri: location.uri,
      targetRange: location.range,
    }));
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[] | undefined> {
    const found = await this.at(document, position);
    return (
      found &&
      locationsOf(found, occurrencesInService(found.service, found.name.symbol))
        .filter(({ part }) => includeDeclaration || part !== 'definition')
        .map(({ location }) => location)
    );
  }

  provideDocumentHighlights(document: vscode.TextDocument, position: vscode.Position): vscode.DocumentHighlight[] {
    const name = this.occurrenceAt(document, position);
    const occurrences = name === undefined ? [] : occurrencesOf(this.documents.of(document), name.symbol);
    return occurrences.map(
      ({ span, part }) =>
        new vscode.DocumentHighlight(
          rangeOf(document, span),
          part === 'reference' ? vscode.DocumentHighlightKind.Read : vscode.DocumentHighlightKind.Write,
        ),
    );
  }

  private occurrenceAt(document: vscode.TextDocument, position: vscode.Position): Occurrence | undefined {
    return symbolAt(this.documents.of(document), document.offsetAt(position));
  }
}

interface Place {
  readonly part: Occurrence['part'];
  readonly location: vscode.Location;
}

function locationsOf({ ranges }: NameInService, files: readonly FileOccurrences[]): readonly Place[] {
  return files.flatMap(({ file: { file }, occurrences }) =>
    occurrences.map(({ span, part }) => ({ part, location: ranges.locationOf(span, file) })),
  );
}
