import * as vscode from 'vscode';
import { isMatched, type Thumbprint } from '../../certificate/verdict';
import { entryAt } from '../../cscfg/model/at';
import { symbolAt } from '../../cscfg/service/symbols';
import { useAt } from '../../cscfg/uses';
import { language } from '../workspace/documents';
import type { Judge, Judgement } from '../workspace/judgement';
import type { WorkspaceUses } from '../workspace/workspaceUses';

/**
 * Uses of a thumbprint in all text files; on the rest of a `<Certificate>`, of every version of the certificate. Names
 * are found by `ServiceNames`.
 */
export class ThumbprintReferences implements vscode.ReferenceProvider {
  constructor(
    private readonly judge: Judge,
    private readonly uses: WorkspaceUses,
  ) {}

  register(): vscode.Disposable {
    return vscode.languages.registerReferenceProvider({ language }, this);
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[] | undefined> {
    const wanted = thumbprintsAt(this.judge.of(document), document.offsetAt(position));
    if (wanted.length === 0) {
      return undefined;
    }
    await this.uses.read({ refresh: true });
    return wanted.flatMap((one) => this.uses.of(one)).map(({ uri, range }) => new vscode.Location(uri, range));
  }
}

function thumbprintsAt({ cscfg, context }: Judgement, offset: number): readonly Thumbprint[] {
  const use = useAt(cscfg, offset);
  if (use !== undefined) {
    return [use.thumbprint];
  }
  const text = symbolAt(cscfg, offset) === undefined ? entryAt(cscfg, offset)?.entry.thumbprintText : undefined;
  if (text === undefined || !('thumbprint' in text)) {
    return [];
  }
  const verdict = context.verdictOf(text.thumbprint);
  const versions = isMatched(verdict)
    ? (context.known?.() ?? []).filter(
        ({ vault, certificate }) => vault === verdict.match.vault && certificate === verdict.match.certificate,
      )
    : [];
  return [...new Set([text.thumbprint, ...versions.map(({ thumbprint }) => thumbprint)])];
}
