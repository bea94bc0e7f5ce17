import { message } from '../text/message';
import { referenceAt } from './references';
import { insertion, proposal, type SyntaxProblem } from './syntaxProblem';

/** What is wrong with the `&` at `at`, if anything; `entities` are the declared ones, undefined when unknown. */
export function referenceProblem(
  text: string,
  at: number,
  entities: ReadonlySet<string> | undefined,
): SyntaxProblem | undefined {
  const reference = referenceAt(text, at);
  const escape = proposal(message('Write &amp;'), insertion(at + 1, 'amp;'));
  switch (reference.kind) {
    case 'character':
      return undefined;
    case 'bare':
      return bareProblem(text, at);
    case 'forbidden': {
      const span = { start: at, end: reference.end };
      const written = text.slice(at, reference.end);
      return {
        span,
        message: message('{0} refers to a character that XML does not allow. Remove it.', written),
        edits: [proposal(message('Remove {0}', written), { ...span, newText: '' })],
      };
    }
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

function bareProblem(text: string, at: number): SyntaxProblem {
  const escape = proposal(message('Write &amp;'), insertion(at + 1, 'amp;'));
  const unfinished = /&(?:lt|gt|amp|apos|quot|#[0-9]+|#x[0-9A-Fa-f]+)(?![\w.:-])/y;
  unfinished.lastIndex = at;
  const reference = unfinished.exec(text)?.[0];
  if (reference === undefined || referenceAt(`${reference};`, 0).kind !== 'character') {
    return {
      span: { start: at, end: at + 1 },
      message: message('A bare "&" is not allowed in XML. Write &amp; instead.'),
      edits: [escape],
    };
  }
  const end = at + reference.length;
  return {
    span: { start: at, end },
    message: message('{0} is not finished: ";" is missing. A literal "&" is written &amp;.', reference),
    edits: [proposal(message('Write {0};', reference), insertion(end, ';')), escape],
  };
}
