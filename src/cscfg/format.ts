import type { CscfgDocument } from './document';
import type { XmlText } from '../xml/reader';
import type { CloseTag, Markup, OpenTag } from '../xml/tree';
import type { Span, TextEdit } from '../text/span';

export interface FormatOptions {
  /** One step of indentation: a tab, or spaces. */
  readonly unit: string;
}

/**
 * Indents the lines that begin with a tag, a comment, or an attribute, by how deep they stand; nothing else is touched:
 * no line is broken or joined, and values, comments and text stay as they are. Attributes on lines of their own stand
 * below the first one where that is on the line of the tag's name, else one step deeper than the tag. No edit in text
 * that is not well-formed, for how deep its lines stand nobody knows. `range`: only lines that begin in it.
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

/** Where the line of `at` begins; undefined where something else than white space comes before it on the line. */
function lineStartOf(text: string, at: number): number | undefined {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) {
    start--;
  }
  return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r' ? start : undefined;
}

interface WantedIndent {
  /** What is to be indented, if it is the first on its line. */
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

/** Tags and what else can begin a line, in document order. */
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
    // Below the first attribute of a tag that does not begin its line is nowhere in particular.
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
