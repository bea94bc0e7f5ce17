import * as l10n from '@vscode/l10n';
import { codePointName } from '../text/codePointName';
import type { Span } from '../text/span';
import { beforeSpace, forbiddenCharacters, skipSpace, withoutForbidden } from './characters';
import { scanMarkup } from './markup';
import { namespaceProblems } from './namespaces';
import { isDeclarationAt, scanDeclaration } from './prolog';
import { mostProblems, proposal, removal, type SyntaxProblem } from './problem';
import { referenceProblem } from './references';
import { Scanner } from './scanner';
import { buildTree } from './structure';
import { isTagAt, scanTag } from './tags';
import type { Doctype, Markup, OpenTag, Token } from './tree';

/** Everything that is read from a text, whatever state it is in. */
export interface XmlText {
  readonly text: string;
  /** The top-level elements: one in well-formed text. */
  readonly roots: readonly OpenTag[];
  readonly tokens: readonly Token[];
  /** Comments and whatever else is neither tag nor character data. */
  readonly markup: readonly Markup[];
  /**
   * What makes the text not well-formed by XML 1.0 and its namespaces (a document without validation), in document
   * order: one problem a mistake, as far as that can be told, and a hundred at most.
   */
  readonly problems: readonly SyntaxProblem[];
}

/** Reads a text as XML: its elements and what is wrong with it, in one pass. Never throws, whatever the text is. */
export function readXml(text: string): XmlText {
  const characters = characterProblems(text);
  const scanner = new Scanner(text, characters.length === 0 ? text : withoutForbidden(text));
  scan(scanner);
  const { tokens, markup } = scanner;
  const { roots, problems: structural, outside } = buildTree(text, tokens);
  const found = [...scanner.problems, ...characters];
  // What is wrong inside text that must go anyway is not worth a word.
  const inPlace = outside.length === 0 ? found : found.filter(({ span }) => !isInside(span, outside));
  const problems =
    inPlace.length + structural.length === 0 ? namespaceProblems(text, tokens) : [...inPlace, ...structural];
  return { text, roots, tokens, markup, problems: problems.length === 0 ? problems : endedOnce(text, problems) };
}

function isInside(span: Span, outside: readonly Span[]): boolean {
  return outside.some(({ start, end }) => start <= span.start && span.end <= end);
}

/** Reads a text from its start to its end by the productions of XML 1.0, going on after each mistake. */
function scan(scanner: Scanner): void {
  const { text } = scanner;
  // A byte order mark is no part of the text, and not every reader takes it away.
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    at = text.charCodeAt(at) === 60 ? (scanAt(scanner, at) ?? scanText(scanner, at)) : scanText(scanner, at);
  }
}

/** Reads what begins with the `<` at `start`; undefined where that begins nothing. */
function scanAt(scanner: Scanner, start: number): number | undefined {
  const { text } = scanner;
  const next = text.charCodeAt(start + 1);
  if (next === 33 || next === 63) {
    const markup = scanMarkup(scanner, start);
    scanner.markup.push(markup);
    if (markup.kind === 'doctype') {
      scanner.tokens.push(markup as Doctype);
    } else if (markup.kind === 'cdata') {
      addText(scanner, { start, end: markup.end });
    }
    return markup.end;
  }
  if (isDeclarationAt(text, start)) {
    const end = scanDeclaration(scanner, start);
    scanner.markup.push({ kind: 'instruction', start, end, finished: true });
    return end;
  }
  if (!isTagAt(scanner, start)) {
    return undefined;
  }
  const tag = scanTag(scanner, start);
  scanner.tokens.push(tag);
  return tag.end;
}

/** Reads character data. */
function scanText(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const first = skipSpace(text, start);
  if (first === text.length || (first > start && text[first] === '<' && isMarkupAt(scanner, first))) {
    return first;
  }
  const notable = /[<&]|\]\]>/g;
  notable.lastIndex = start;
  let end = text.length;
  for (let match = notable.exec(text); match !== null; match = notable.exec(text)) {
    if (match[0] === '<' && match.index > start && isMarkupAt(scanner, match.index)) {
      end = match.index;
      break;
    }
    if (!scanner.isFull) {
      scanner.report(textProblem(scanner, match[0], match.index));
    }
  }
  addText(scanner, { start: first, end: beforeSpace(text, end, first) });
  return end;
}

function textProblem(scanner: Scanner, found: string, at: number): SyntaxProblem | undefined {
  return found === '&'
    ? referenceProblem(scanner.text, at, scanner.entities)
    : found === '<'
      ? loneLessThan(scanner.text, at)
      : closedCdata(at);
}

/** Text that only a CDATA section's edge divides is one. */
function addText({ text, tokens }: Scanner, { start, end }: Span): void {
  const last = tokens.at(-1);
  if (last?.kind === 'text' && skipSpace(text, last.end) === start) {
    tokens[tokens.length - 1] = { kind: 'text', start: last.start, end };
  } else {
    tokens.push({ kind: 'text', start, end });
  }
}

/** Whether the `<` at `at` begins a tag, a comment or the like: otherwise it is text that lacks its escape. */
function isMarkupAt(scanner: Scanner, at: number): boolean {
  const next = scanner.text.charCodeAt(at + 1);
  return next === 33 || next === 63 || isTagAt(scanner, at);
}

function loneLessThan(text: string, at: number): SyntaxProblem {
  const span = { start: at, end: at + 1 };
  const escape = proposal(l10n.t('Write &lt;'), { ...span, newText: '&lt;' });
  const before = beforeSpace(text, at);
  const after = skipSpace(text, at + 1);
  // With nothing but tags around it, it is the start of one that was never typed.
  const isAlone = [undefined, '>'].includes(text[before - 1]) && ['<', undefined].includes(text[after]);
  return {
    span,
    message: l10n.t('A lone "<" is not allowed in text. Write &lt; or finish the tag.'),
    edits: isAlone ? [removal(span), escape] : [escape, removal(span)],
    ...(after === text.length ? { unfinished: true } : {}),
  };
}

function closedCdata(at: number): SyntaxProblem {
  return {
    span: { start: at, end: at + 3 },
    message: l10n.t('"]]>" is not allowed in text. Write ]]&gt; instead.'),
    edits: [proposal(l10n.t('Write ]]&gt;'), { start: at + 2, end: at + 3, newText: '&gt;' })],
  };
}

function characterProblems(text: string): readonly SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const start of forbiddenCharacters(text)) {
    const span = { start, end: start + 1 };
    const code = codePointName(text.charAt(start));
    problems.push({
      span,
      message: l10n.t('The character {0} is not allowed in XML. Remove it.', code),
      edits: [proposal(l10n.t('Remove the character {0}', code), { ...span, newText: '' })],
    });
    if (problems.length === mostProblems) {
      break;
    }
  }
  return problems;
}

/**
 * The problems in document order. What is not ended at one and the same place is one mistake: a text that ends too
 * early leaves a value, its tag and every element around it open.
 */
function endedOnce(text: string, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
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
  return [...others, ...joined.values()]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, mostProblems);
}

/** The first of two problems, with an edit that fixes both. */
function together(first: SyntaxProblem, second: SyntaxProblem): SyntaxProblem {
  const edits = [first, second].flatMap((problem) => problem.edits[0]?.edits ?? []);
  const missing = edits
    .map(({ newText }) => newText.replace(/\s*[\r\n]\s*/g, ''))
    .join('')
    .trim();
  return {
    ...first,
    edits: [proposal(l10n.t('Insert {0}', missing.length > 40 ? `${missing.slice(0, 40)}…` : missing), ...edits)],
  };
}
