import * as l10n from '@vscode/l10n';
import { codePointName } from '../text/codePointName';
import type { Span } from '../text/span';
import { beforeSpace, forbiddenCharacters, skipSpace, withoutForbidden } from './characters';
import { reportContent } from './content';
import { isMarkupAt, scanMarkup } from './markup';
import { namespaceProblems } from './namespaces';
import { fix, mostProblems, ProblemList, type SyntaxProblem } from './problem';
import { isDeclarationAt } from './prolog';
import { Scanner } from './scanner';
import { buildTree } from './structure';
import { isTagAt, scanTag } from './tags';
import type { Markup, OpenTag, Token } from './tree';

export interface XmlText {
  readonly text: string;
  /** One in well-formed text. */
  readonly roots: readonly OpenTag[];
  readonly tokens: readonly Token[];
  /** Everything that is neither a tag nor character data, such as comments. */
  readonly markup: readonly Markup[];
  /** By XML 1.0 and its namespaces, in document order, at most a hundred. */
  readonly problems: readonly SyntaxProblem[];
}

/** Elements and mistakes in one pass. Never throws. */
export function readXml(text: string): XmlText {
  const characters = characterProblems(text);
  const scanner = new Scanner(text, characters.length === 0 ? text : withoutForbidden(text));
  scan(scanner);
  const { tokens, markup } = scanner;
  const { roots, problems: structural, outside } = buildTree(text, tokens);
  // Problems inside text that must be removed are not reported.
  const isOutside = ({ span }: SyntaxProblem): boolean =>
    outside.some(({ start, end }) => start <= span.start && span.end <= end);
  const found = [...scanner.problems, ...characters].filter((problem) => !isOutside(problem));
  const problems = found.length + structural.length === 0 ? namespaceProblems(text, tokens) : [...found, ...structural];
  return { text, roots, tokens, markup, problems: problems.length === 0 ? problems : mergeUnfinished(text, problems) };
}

/** Reads by the productions of XML 1.0 and continues after each mistake. */
function scan(scanner: Scanner): void {
  const { text, tokens, markup } = scanner;
  // Not every caller removes the byte order mark.
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length;) {
    if (text.charCodeAt(at) !== 60) {
      at = scanText(scanner, at);
    } else if (isMarkupAt(text, at) || isDeclarationAt(text, at)) {
      const part = scanMarkup(scanner, at);
      markup.push(part);
      if (part.kind === 'doctype') {
        tokens.push({ ...part, kind: 'doctype' });
      } else if (part.kind === 'cdata') {
        addText(scanner, part);
      }
      at = part.end;
    } else if (isTagAt(scanner, at)) {
      const tag = scanTag(scanner, at);
      tokens.push(tag);
      at = tag.end;
    } else {
      at = scanText(scanner, at);
    }
  }
}

function scanText(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const first = skipSpace(text, start);
  if (first === text.length || (first > start && text[first] === '<' && isNotText(scanner, first))) {
    return first;
  }
  let end = text.indexOf('<', start + 1);
  while (end !== -1 && !isNotText(scanner, end)) {
    end = text.indexOf('<', end + 1);
  }
  end = end === -1 ? text.length : end;
  reportContent(scanner, { start, end }, 'text');
  addText(scanner, { start: first, end: beforeSpace(text, end, first) });
  return end;
}

/** Text on both sides of a CDATA section's edge is one text. */
function addText({ text, tokens }: Scanner, { start, end }: Span): void {
  const last = tokens.at(-1);
  if (last?.kind === 'text' && skipSpace(text, last.end) === start) {
    tokens[tokens.length - 1] = { kind: 'text', start: last.start, end };
  } else {
    tokens.push({ kind: 'text', start, end });
  }
}

/** Otherwise the `<` is text and must be escaped. */
function isNotText(scanner: Scanner, at: number): boolean {
  return isMarkupAt(scanner.text, at) || isTagAt(scanner, at);
}

function characterProblems(text: string): readonly SyntaxProblem[] {
  const list = new ProblemList();
  for (const start of forbiddenCharacters(text)) {
    const code = codePointName(text.charAt(start));
    const remove = fix(l10n.t('Remove the character {0}', code), { start, end: start + 1, newText: '' });
    const what = l10n.t('The character {0} is not allowed in XML. Remove it.', code);
    list.report({ start, end: start + 1 }, what, [remove]);
    if (list.isFull) {
      break;
    }
  }
  return list.problems;
}

/**
 * In document order. What is unfinished at the same place is one mistake: a text that ends too early leaves a value,
 * its tag and every element around it open.
 */
function mergeUnfinished(text: string, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const last = beforeSpace(text);
  const joined = new Map<number, SyntaxProblem>();
  const others: SyntaxProblem[] = [];
  for (const problem of problems) {
    const end = Math.min(problem.edits[0]?.edits.at(-1)?.end ?? last, last);
    const first = joined.get(end);
    if (problem.unfinished === undefined) {
      others.push(problem);
    } else {
      joined.set(end, first === undefined ? problem : merged(first, problem));
    }
  }
  return [...others, ...joined.values()]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, mostProblems);
}

function merged(first: SyntaxProblem, second: SyntaxProblem): SyntaxProblem {
  const edits = [first, second].flatMap((problem) => problem.edits[0]?.edits ?? []);
  const missing = edits
    .map(({ newText }) => newText.replace(/\s*[\r\n]\s*/g, ''))
    .join('')
    .trim();
  return {
    ...first,
    edits: [fix(l10n.t('Insert {0}', missing.length > 40 ? `${missing.slice(0, 40)}…` : missing), ...edits)],
  };
}
