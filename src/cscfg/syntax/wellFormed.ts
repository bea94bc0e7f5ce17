import { codePointName } from '../text/codePointName';
import { message } from '../text/message';
import { beforeSpace, forbiddenCharacters, withoutForbidden } from './characters';
import { Scanner } from './scanner';
import { structureProblems } from './structure';
import { mostProblems, proposal, type SyntaxProblem } from './syntaxProblem';

export type { SyntaxProblem } from './syntaxProblem';

/**
 * What makes `text` not well-formed by XML 1.0 (a document without validation), in document order: one problem a
 * mistake, as far as that can be told, and a hundred at most. The tolerant tree does not say: it reads past most of
 * these without a mark.
 */
export function findSyntaxProblems(text: string): readonly SyntaxProblem[] {
  const characters = characterProblems(text);
  const scan = new Scanner(characters.length === 0 ? text : withoutForbidden(text)).scan();
  const { problems, outside } = structureProblems(text, scan);
  // What is wrong inside text that must go anyway is not worth a word.
  const inPlace = [...scan.problems, ...characters].filter(
    ({ span }) => !outside.some(({ start, end }) => start <= span.start && span.end <= end),
  );
  return endedOnce(text, [...inPlace, ...problems])
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, mostProblems);
}

function characterProblems(text: string): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const start of forbiddenCharacters(text)) {
    const span = { start, end: start + 1 };
    const code = codePointName(text.charAt(start));
    problems.push({
      span,
      message: message('The character {0} is not allowed in XML. Remove it.', code),
      edits: [proposal(message('Remove the character {0}', code), { ...span, newText: '' })],
    });
    if (problems.length === mostProblems) {
      break;
    }
  }
  return problems;
}

/**
 * What is not ended at one and the same place is one mistake: a text that ends too early leaves a value, its tag and
 * every element around it open.
 */
function endedOnce(text: string, problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const last = beforeSpace(text);
  const joined = new Map<number, SyntaxProblem>();
  const others: SyntaxProblem[] = [];
  for (const problem of problems) {
    const end = Math.min(problem.edits[0]?.edits.at(-1)?.end ?? last, last);
    const first = joined.get(end);
    if (problem.unfinished === undefined) {
      others.push(problem);
    } else {
      joined.set(end, first === undefined ? problem : together(first, problem));
    }
  }
  return [...others, ...joined.values()];
}

/** The first of two problems, with an edit that mends both. */
function together(first: SyntaxProblem, second: SyntaxProblem): SyntaxProblem {
  const edits = [first, second].flatMap((problem) => problem.edits[0]?.edits ?? []);
  const missing = edits
    .map(({ newText }) => newText.replace(/\s*[\r\n]\s*/g, ''))
    .join('')
    .trim();
  return {
    ...first,
    edits: [proposal(message('Insert {0}', missing.length > 40 ? `${missing.slice(0, 40)}…` : missing), ...edits)],
  };
}
