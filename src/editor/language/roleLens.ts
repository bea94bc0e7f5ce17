import * as vscode from 'vscode';
import { roleLenses } from '../../cscfg/features/roleLenses';
import { language } from '../cscfgDocuments';
import type { Diagnostics } from '../diagnostics';
import type { Judge } from '../judgement';
import { isOn } from '../settings';
import { rangeOf, say } from '../text';

/** Above each role, how many certificates and problems it has; a click shows the problems. */
export class RoleLens implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly judge: Judge,
    private readonly diagnostics: Diagnostics,
  ) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed,
      this.diagnostics.onDidPublish(() => {
        this.changed.fire();
      }),
      vscode.languages.registerCodeLensProvider({ language }, this),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!isOn('codeLens', document)) {
      return [];
    }
    const { cscfg, findings } = this.judge.of(document);
    return roleLenses(cscfg, findings).map(
      ({ span, title }) =>
        new vscode.CodeLens(rangeOf(document, span), {
          title: say(title),
          command: 'workbench.actions.view.problems',
        }),
    );
  }
}
