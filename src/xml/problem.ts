import * as l10n from '@vscode/l10n';
import type { ProposedEdit, Span, TextEdit } from '../text/span';

/** A violation of XML 1.0's well-formedness, at the place of the mistake. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
  /** The most likely first. */
  readonly edits: readonly ProposedEdit[];
  /** At the end of the text, a missing end can be one mistake together with others. */
  readonly unfinished?: true;
}

/** A text with more problems is not a document with mistakes. */
export const mostProblems = 100;

export class ProblemList {
  readonly problems: SyntaxProblem[] = [];

  /** Then a problem whose fix is costly need not be made. */
  get isFull(): boolean {
    return this.problems.length >= mostProblems;
  }

  report({ start, end }: Span, text: string, edits: readonly ProposedEdit[], unfinished?: 'unfinished'): void {
    if (!this.isFull) {
      const problem = { span: { start, end }, message: text, edits };
      this.problems.push(unfinished === undefined ? problem : { ...problem, unfinished: true });
    }
  }
}

export function fix(title: string, ...edits: readonly TextEdit[]): ProposedEdit {
  return { title, edits };
}

export function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

export function insert(at: number, newText: string, shown = newText.trim()): ProposedEdit {
  return fix(l10n.t('Insert {0}', shown), insertion(at, newText));
}

export function write({ start, end }: Span, newText: string, shown = newText): ProposedEdit {
  return fix(l10n.t('Write {0}', shown), { start, end, newText });
}

export function remove({ start, end }: Span, shown?: string): ProposedEdit {
  const title = shown === undefined ? l10n.t('Remove it') : l10n.t('Remove {0}', shown);
  return fix(title, { start, end, newText: '' });
}
