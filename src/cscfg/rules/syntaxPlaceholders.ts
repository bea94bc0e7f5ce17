import type { CscfgDocument } from '../document';
import { message } from '../text/message';
import type { Span } from '../text/span';
import { chooseFix, textFix } from './fixes';
import type { Finding, Fix, Problem } from './rule';

/**
 * The problems of the syntax, where a `<` that begins a placeholder of a value (`<your_connection_string>`) is a
 * placeholder that nobody has filled in: to escape it keeps it as text.
 */
export function* withPlaceholders(document: CscfgDocument, problems: Iterable<Problem>): Generator<Problem> {
  for (const problem of problems) {
    const span = placeholderAt(document.text, problem);
    yield span === undefined ? problem : placeholderProblem(document, problem, span);
  }
}

/** The ways to deal with such a placeholder, none of them preferred; undefined where the finding is none. */
export function placeholderFixes(finding: Finding, { text }: CscfgDocument): readonly Fix[] | undefined {
  const { edits = [], entry } = finding;
  if (placeholderAt(text, finding) === undefined) {
    return undefined;
  }
  return [
    ...(entry === undefined ? [] : [chooseFix(entry)]),
    ...edits.map((proposed) => textFix(proposed.title, proposed.edits)),
  ];
}

function placeholderProblem({ text, model }: CscfgDocument, problem: Problem, span: Span): Problem {
  const entry = model.roles
    .flatMap(({ certificates }) => certificates)
    .find(({ thumbprint }) => thumbprint?.valueSpan?.start === span.start);
  return {
    ...problem,
    span,
    message: message('Placeholder "{0}" must be filled in.', text.slice(span.start, span.end)),
    ...(entry === undefined ? {} : { entry }),
  };
}

const placeholder = /<[\p{L}_][^<>="'&/\r\n]{0,199}>/uy;

/** The placeholder whose `<` the problem escapes. A tag of HTML has an end tag, and is none. */
function placeholderAt(text: string, { span, edits = [] }: Pick<Problem, 'span' | 'edits'>): Span | undefined {
  if (edits[0]?.edits[0]?.newText !== '&lt;') {
    return undefined;
  }
  placeholder.lastIndex = span.start;
  const [found = ''] = placeholder.exec(text) ?? [];
  const end = span.start + found.length;
  const isTag = text.startsWith(`</${found.slice(1)}`, text.indexOf('<', end));
  return found === '' || isTag ? undefined : { start: span.start, end };
}
