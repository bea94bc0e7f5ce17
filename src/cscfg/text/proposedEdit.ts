import type { Message } from './message';
import type { TextEdit } from './span';

/** One way to fix a problem, under the title that the user chooses. */
export interface ProposedEdit {
  readonly title: Message;
  readonly edits: readonly TextEdit[];
}
