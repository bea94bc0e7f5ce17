import type { Message } from '../text/message';
import { message } from '../text/message';
import type { ProposedEdit } from '../text/proposedEdit';
import { wholeLines } from '../text/lines';
import type { Span, TextEdit } from '../text/span';

/** A violation of XML 1.0's well-formedness, at the place of the mistake. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: Message;
  /** Ways to put it right, the likeliest first. */
  readonly edits: readonly ProposedEdit[];
  /** Something was begun and not ended, which at the end of the text can be one mistake with others of the kind. */
  readonly unfinished?: true;
}

/** More than this many mistakes are not a document with mistakes: no more are looked for. */
export const mostProblems = 100;

export function proposal(title: Message, ...edits: readonly TextEdit[]): ProposedEdit {
  return { title, edits };
}

export function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

export function removal({ start, end }: Span): ProposedEdit {
  return proposal(message('Remove it'), { start, end, newText: '' });
}

/** With its line, where it has one to itself. */
export function lineRemoval(text: string, span: Span): ProposedEdit {
  return removal(wholeLines(text, span));
}
