import * as l10n from '@vscode/l10n';
import { wholeLines } from '../text/lines';
import type { Span, TextEdit } from '../text/span';

/** A violation of XML 1.0's well-formedness, at the place of the mistake. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
  /** Ways to fix it, the likeliest first. */
  readonly edits: readonly ProposedEdit[];
  /** Something was begun and not ended, which at the end of the text can be one mistake with others of the kind. */
  readonly unfinished?: true;
}

export interface ProposedEdit {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** No more problems of one kind are reported: what has more is not a document with mistakes. */
export const mostProblems = 100;

export function proposal(title: string, ...edits: readonly TextEdit[]): ProposedEdit {
  return { title, edits };
}

export function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

export function removal({ start, end }: Span): ProposedEdit {
  return proposal(l10n.t('Remove it'), { start, end, newText: '' });
}

/** With its line, where it has one to itself. */
export function lineRemoval(text: string, span: Span): ProposedEdit {
  return removal(wholeLines(text, span));
}
