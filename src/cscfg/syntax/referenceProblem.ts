import { message } from '../text/message';
import { referenceAt } from './references';
import type { SyntaxProblem } from './wellFormed';

/** What is wrong with the `&` at `at`, if anything; `entities` are the declared ones, undefined when unknown. */
export function referenceProblem(
  text: string,
  at: number,
  entities: ReadonlySet<string> | undefined,
): SyntaxProblem | undefined {
  const reference = referenceAt(text, at);
  const escape = { title: message('Write &amp;'), edits: [{ start: at, end: at + 1, newText: '&amp;' }] };
  switch (reference.kind) {
    case 'character':
      return undefined;
    case 'bare':
      return {
        span: { start: at, end: at + 1 },
        message: message('A bare "&" is not allowed in XML. Write &amp; instead.'),
        edits: [escape],
      };
    case 'forbidden':
      return {
        span: { start: at, end: reference.end },
        message: message(
          '{0} refers to a character that XML does not allow. Remove it.',
          text.slice(at, reference.end),
        ),
        edits: [
          {
            title: message('Remove {0}', text.slice(at, reference.end)),
            edits: [{ start: at, end: reference.end, newText: '' }],
          },
        ],
      };
    case 'entity':
      return entities === undefined || entities.has(reference.name)
        ? undefined
        : {
            span: { start: at, end: reference.end },
            message: message('The entity &{0}; is not declared. A literal "&" is written &amp;.', reference.name),
            edits: [escape],
          };
  }
}
