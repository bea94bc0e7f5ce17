import type { CscfgDocument } from '../document';
import { readTags, type Tag } from '../completion/readTags';
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
  { text, syntaxProblems }: CscfgDocument,
  { unit }: FormatOptions,
  range: Span = { start: 0, end: text.length },
): readonly TextEdit[] {
  if (syntaxProblems.length > 0) {
    return [];
  }
  const edits: TextEdit[] = [];
  for (const { at, indent } of wantedIndents(text, unit)) {
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

function* wantedIndents(text: string, unit: string): Generator<WantedIndent> {
  const preserved: boolean[] = [];
  let depth = 0;
  for (const tag of readTags(text)) {
    // The white space before a close tag is still inside.
    const isKept = preserved.at(-1) === true;
    if (tag.kind === 'close') {
      depth--;
      preserved.pop();
    }
    const indent = unit.repeat(Math.max(depth, 0));
    if (!isKept) {
      yield { at: tag.span.start, indent };
      if (tag.kind !== 'markup') {
        yield* attributeIndents(text, tag, indent, unit);
      }
    }
    if (tag.kind === 'open') {
      depth++;
      preserved.push(isKept || keepsSpace(text, tag));
    }
  }
}

function* attributeIndents(
  text: string,
  { attributes, nameSpan, span }: Tag,
  indent: string,
  unit: string,
): Generator<WantedIndent> {
  const [first, ...others] = attributes;
  if (first !== undefined) {
    const isBeside = !/[\r\n]/.test(text.slice(nameSpan.end, first.nameSpan.start));
    const own = isBeside ? indent + ' '.repeat(first.nameSpan.start - span.start) : indent + unit;
    // Below the first attribute of a tag that does not begin its line is nowhere in particular.
    const placed = isBeside ? (lineStartOf(text, span.start) === undefined ? [] : others) : attributes;
    for (const attribute of placed) {
      yield { at: attribute.nameSpan.start, indent: own };
    }
  }
  const end = text.startsWith('/>', span.end - 2) ? span.end - 2 : span.end - 1;
  yield { at: end, indent };
}

function keepsSpace(text: string, { attributes }: Tag): boolean {
  const value = attributes.find(({ name }) => name === 'xml:space')?.value;
  return value !== undefined && text.slice(value.start, value.end) === 'preserve';
}
