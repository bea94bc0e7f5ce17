import * as vscode from 'vscode';
import { foldingRanges, type FoldingRange, linkedNames, selectionSpans } from '../../cscfg/ranges';
import { formatEdits } from '../../cscfg/format';
import type { Span } from '../../text/span';
import { serviceFiles, type CscfgDocuments } from '../workspace/documents';
import { rangeOf } from '../convert';

const foldingKinds: Readonly<Record<FoldingRange['kind'], vscode.FoldingRangeKind | undefined>> = {
  element: undefined,
  comment: vscode.FoldingRangeKind.Comment,
  region: vscode.FoldingRangeKind.Region,
};

/** Folding, selection ranges, linked editing and formatting need only tags. */
export class Structure
  implements
    vscode.FoldingRangeProvider,
    vscode.SelectionRangeProvider,
    vscode.LinkedEditingRangeProvider,
    vscode.DocumentFormattingEditProvider,
    vscode.DocumentRangeFormattingEditProvider
{
  constructor(private readonly documents: CscfgDocuments) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.languages.registerFoldingRangeProvider(serviceFiles, this),
      vscode.languages.registerSelectionRangeProvider(serviceFiles, this),
      vscode.languages.registerLinkedEditingRangeProvider(serviceFiles, this),
      vscode.languages.registerDocumentFormattingEditProvider(serviceFiles, this),
      vscode.languages.registerDocumentRangeFormattingEditProvider(serviceFiles, this),
    );
  }

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    return foldingRanges(this.documents.of(document)).map(
      ({ startLine, endLine, kind }) => new vscode.FoldingRange(startLine, endLine, foldingKinds[kind]),
    );
  }

  provideSelectionRanges(
    document: vscode.TextDocument,
    positions: readonly vscode.Position[],
  ): vscode.SelectionRange[] {
    const cscfg = this.documents.of(document);
    return positions.map((position) => {
      const ranges = selectionSpans(cscfg, document.offsetAt(position)).map((span) => rangeOf(document, span));
      const around = ranges.reduceRight<vscode.SelectionRange | undefined>(
        (parent, range) => new vscode.SelectionRange(range, parent),
        undefined,
      );
      return around ?? new vscode.SelectionRange(new vscode.Range(position, position));
    });
  }

  provideLinkedEditingRanges(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.LinkedEditingRanges | undefined {
    const names = linkedNames(this.documents.of(document), document.offsetAt(position));
    return (
      names &&
      new vscode.LinkedEditingRanges(
        names.map((span) => rangeOf(document, span)),
        /[\p{L}_][\p{L}\p{N}_.:-]*/u,
      )
    );
  }

  provideDocumentFormattingEdits(document: vscode.TextDocument, options: vscode.FormattingOptions): vscode.TextEdit[] {
    return this.format(document, options, undefined);
  }

  provideDocumentRangeFormattingEdits(
    document: vscode.TextDocument,
    range: vscode.Range,
    options: vscode.FormattingOptions,
  ): vscode.TextEdit[] {
    const start = document.offsetAt(range.start.with({ character: 0 }));
    return this.format(document, options, { start, end: document.offsetAt(range.end) });
  }

  private format(
    document: vscode.TextDocument,
    { insertSpaces, tabSize }: vscode.FormattingOptions,
    range: Span | undefined,
  ): vscode.TextEdit[] {
    const unit = insertSpaces ? ' '.repeat(tabSize) : '\t';
    return formatEdits(this.documents.of(document), { unit }, range).map(
      (edit) => new vscode.TextEdit(rangeOf(document, edit), edit.newText),
    );
  }
}
