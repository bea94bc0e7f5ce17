import type { CscfgDocument } from './document';
import type { XmlText } from '../xml/reader';
import type { CloseTag, Markup, OpenTag } from '../xml/tree';
import type { Span, TextEdit } from '../text/span';

export interface FormatOptions {
  /** A tab, or spaces. */
  readonly unit: string;
}

/**
 * Indents lines that begin with a tag, a comment, or an attribute by their depth; breaks and joins no lines and keeps
 * values, comments and text. Attributes on their own lines are aligned with the first one if that is on the line of the
 * tag's name, otherwise they are one step deeper than the tag. No edit in text that is not well-formed. `range`: only
 * lines that begin in it.
 */
export function formatEdits(
  { text, xml, syntaxProblems }: CscfgDocument,
  { unit }: FormatOptions,
  range: Span = { start: 0, end: text.length },
): readonly TextEdit[] {
  if (syntaxProblems.length > 0) {
    return [];
  }
  const edits: TextEdit[] = [];
  for (const { at, indent } of wantedIndents(xml, unit)) {
    const start = lineStartOf(text, at);
    if (start !== undefined && range.start <= start && start <= range.end && text.slice(start, at) !== indent) {
      edits.push({ start, end: at, newText: indent });
    }
  }
  return edits;
}

/** Undefined if anything except white space comes before `at` on its line. */
function lineStartOf(text: string, at: number): number | undefined {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) {
    start--;
  }
  return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r' ? start : undefined;
}

interface WantedIndent {
  /** Indented if it is the first on its line. */
  readonly at: number;
  readonly indent: string;
}

function* wantedIndents({ text, tokens, markup }: XmlText, unit: string): Generator<WantedIndent> {
  const preserved: boolean[] = [];
  let depth = 0;
  for (const tag of partsOf(tokens, markup)) {
    // The white space before a close tag is still inside.
    const isKept = preserved.at(-1) === true;
    if (tag.kind === 'close') {
      depth--;
      preserved.pop();
    }
    const indent = unit.repeat(Math.max(depth, 0));
    if (!isKept) {
      yield { at: tag.start, indent };
      if (tag.kind === 'open' || tag.kind === 'empty') {
        yield* attributeIndents(text, tag, indent, unit);
      } else if (tag.kind === 'close') {
        yield { at: tag.end - 1, indent };
      }
    }
    if (tag.kind === 'open') {
      depth++;
      preserved.push(isKept || keepsSpace(tag));
    }
  }
}

/** Everything that can begin a line, in document order. */
function* partsOf(tokens: XmlText['tokens'], markup: readonly Markup[]): Generator<OpenTag | CloseTag | Markup> {
  let next = 0;
  for (const token of tokens) {
    for (let one = markup[next]; one !== undefined && one.start <= token.start; one = markup[++next]) {
      yield one;
    }
    if (token.kind === 'open' || token.kind === 'empty' || token.kind === 'close') {
      yield token;
    }
  }
  yield* markup.slice(next);
}

function* attributeIndents(
  text: string,
  { attributes, nameEnd, start, end: tagEnd }: OpenTag,
  indent: string,
  unit: string,
): Generator<WantedIndent> {
  const [first, ...others] = attributes;
  if (first !== undefined) {
    const isBeside = !/[\r\n]/.test(text.slice(nameEnd, first.start));
    const own = isBeside ? indent + ' '.repeat(first.start - start) : indent + unit;
    // If the tag does not begin its line, its first attribute is not a place to align with.
    const placed = isBeside ? (lineStartOf(text, start) === undefined ? [] : others) : attributes;
    for (const attribute of placed) {
      yield { at: attribute.start, indent: own };
    }
  }
  const end = text.startsWith('/>', tagEnd - 2) ? tagEnd - 2 : tagEnd - 1;
  yield { at: end, indent };
}

function keepsSpace({ attributes }: OpenTag): boolean {
  return attributes.some(({ name, value }) => name === 'xml:space' && value === 'preserve');
}
