import * as vscode from 'vscode';
import type { DeploymentKnowledge } from '../../cscfg/rules/rule';
import type { FileEdits } from '../../cscfg/service/edits';
import { fileOf, type Service } from '../../cscfg/service/service';
import { LineIndex } from '../../text/lines';
import type { Span, TextEdit } from '../../text/span';
import { once } from '../../text/objects';
import { type Positions, rangeIn, rangeOf } from '../convert';

type RangeSource = Positions & Pick<vscode.TextDocument, 'uri'>;

export function closedFile(uri: vscode.Uri, text: string): RangeSource {
  const lines = once(() => new LineIndex(text));
  return {
    uri,
    positionAt: (offset) => {
      const { line, character } = lines().positionAt(offset);
      return new vscode.Position(line, character);
    },
  };
}

/** In a document, in the other files of its service, and in those that deploy it. */
export class Ranges {
  private readonly lines = new Map<string, LineIndex>();

  constructor(
    private readonly document: RangeSource,
    private readonly service: Service | undefined,
    private readonly deployment?: DeploymentKnowledge,
  ) {}

  of(span: Span): vscode.Range {
    return rangeOf(this.document, span);
  }

  /** `file`: its address; the document itself without one. */
  locationOf(span: Span, file?: string): vscode.Location {
    return file === undefined
      ? new vscode.Location(this.document.uri, this.of(span))
      : new vscode.Location(vscode.Uri.parse(file, true), this.rangeIn(file, span));
  }

  /** One workspace edit for all files, so that one undo reverts it. */
  workspaceEdit(edits: readonly TextEdit[], elsewhere: readonly FileEdits[] = []): vscode.WorkspaceEdit {
    const result = new vscode.WorkspaceEdit();
    if (edits.length > 0) {
      result.set(
        this.document.uri,
        edits.map((edit) => new vscode.TextEdit(this.of(edit), edit.newText)),
      );
    }
    for (const { file, edits: others } of elsewhere) {
      result.set(
        vscode.Uri.parse(file, true),
        others.map((edit) => new vscode.TextEdit(this.rangeIn(file, edit), edit.newText)),
      );
    }
    return result;
  }

  private rangeIn(file: string, span: Span): vscode.Range {
    const lines = this.lines.get(file) ?? new LineIndex(this.textOf(file));
    this.lines.set(file, lines);
    return rangeIn(lines, span);
  }

  private textOf(file: string): string {
    return (this.service && fileOf(this.service, file)?.document.text) ?? this.deployment?.textOf(file) ?? '';
  }
}
