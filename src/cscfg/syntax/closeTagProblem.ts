import { message } from '../text/message';
import { skipSpace } from './characters';
import { resembles } from './closedBy';
import { insertion, proposal, removal, type SyntaxProblem } from './syntaxProblem';
import type { CloseToken, OpenToken } from './tokens';

/** What is wrong with a close tag that closes `meant`, if anything is: the name, what follows it, or its end. */
export function closeTagProblem(text: string, tag: CloseToken, meant: OpenToken): SyntaxProblem | undefined {
  const { name, nameSpan, rest, span, finished } = tag;
  if (name !== meant.name) {
    return mismatch(tag, meant);
  }
  if (!finished) {
    return {
      span,
      message: message('The close tag </{0} is not finished: ">" is missing.', name),
      edits: [proposal(message('Insert "{0}"', '>'), insertion(span.end, '>'))],
      unfinished: true,
    };
  }
  return rest === undefined
    ? undefined
    : {
        span: { start: skipSpace(text, nameSpan.end), end: rest.end },
        message: message('Nothing may follow the name in the close tag </{0}>. Remove it.', name),
        edits: [removal(rest)],
      };
}

function mismatch({ name, nameSpan, rest, span, finished }: CloseToken, meant: OpenToken): SyntaxProblem {
  const written = { start: nameSpan.start, end: rest?.end ?? nameSpan.end };
  const closer = { ...written, newText: `${meant.name}${finished ? '' : '>'}` };
  const opener = proposal(message('Write {0}', `<${name}>`), { ...meant.nameSpan, newText: name });
  return {
    span: name === '' ? span : written,
    message: message('</{0}> does not match <{1}>. Write </{1}>.', name, meant.name),
    edits: [
      proposal(message('Write {0}', `</${meant.name}>`), closer),
      ...(finished && rest === undefined && resembles(name, meant.name) ? [opener] : []),
    ],
    ...(finished ? {} : { unfinished: true }),
  };
}
