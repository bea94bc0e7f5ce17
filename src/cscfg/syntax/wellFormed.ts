import type { ProposedEdit } from '../rules/rule';
import type { Message } from '../text/message';
import { message } from '../text/message';
import type { Span } from '../text/span';
import { forbiddenCharacters } from './characters';
import { Scanner } from './scanner';
import { structureProblems } from './structure';

/** A violation of XML 1.0's well-formedness, at the place of the mistake. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: Message;
  readonly edits: readonly ProposedEdit[];
}

/** More than this many mistakes are not a document with mistakes. */
const most = 100;

/**
 * What makes `text` not well-formed by XML 1.0 (a document without validation), in document order: one problem a
 * mistake, as far as that can be told. The tolerant tree does not say: it reads past most of these without a mark.
 */
export function findSyntaxProblems(text: string): readonly SyntaxProblem[] {
  const scanner = new Scanner(text);
  const { tokens, problems, cut } = scanner.scan();
  const structural = structureProblems(text, tokens, { cut });
  return [...problems, ...structural, ...characterProblems(text)]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, most);
}

function* characterProblems(text: string): Generator<SyntaxProblem> {
  let count = 0;
  for (const start of forbiddenCharacters(text)) {
    if (count++ === most) {
      return;
    }
    const span = { start, end: start + 1 };
    const code = text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
    yield {
      span,
      message: message('The character U+{0} is not allowed in XML. Remove it.', code),
      edits: [{ title: message('Remove the character U+{0}', code), edits: [{ ...span, newText: '' }] }],
    };
  }
}
