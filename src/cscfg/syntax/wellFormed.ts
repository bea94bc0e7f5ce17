import type { Message } from '../text/message';
import type { ProposedEdit } from '../rules/rule';
import type { Span } from '../text/span';

/** A violation of XML 1.0's well-formedness, at the place of the mistake. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: Message;
  readonly edits: readonly ProposedEdit[];
}
