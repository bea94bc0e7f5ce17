import type { Span } from '../text/span';
import { isElementWellFormed } from './certainty';
import { deepest, stretches } from './nesting';
import type { SyntaxProblem } from './syntaxProblem';
import { findSyntaxProblems } from './wellFormed';
import type { WrittenChild, WrittenElement } from './writtenElement';

/** In a text of at least this many UTF-16 units it is worth looking at less than all of it. */
const large = 65_536;

/** An element that is shorter is looked at with what is around it. */
const least = 200;

/**
 * What makes the text not well-formed, as `findSyntaxProblems` says it. Of a large text, elements that are known to be
 * well-formed by themselves are not looked at: an element of the same name stands in for each, with quotes and names
 * like those in it, for what guesses at a mistake looks for these further on.
 */
export function findProblemsOutlined(text: string, roots: readonly WrittenChild[]): readonly SyntaxProblem[] {
  const known = text.length < large ? [] : wellFormedParts(text, roots);
  if (known.length === 0) {
    return findSyntaxProblems(text);
  }
  const outline = new Outline(text, known);
  if (!outline.isWhole) {
    return findSyntaxProblems(text);
  }
  return findSyntaxProblems(outline.text).map((problem) => outline.placed(problem));
}

/** The largest elements that are well-formed by themselves, in document order. */
function wellFormedParts(text: string, roots: readonly WrittenChild[]): readonly WrittenChild[] {
  const parts: WrittenChild[] = [];
  const visit = ({ offset, element }: WrittenChild, depth: number): void => {
    if (element.length < least || depth === 0) {
      return;
    }
    if (isElementWellFormed(text, offset, element, depth)) {
      parts.push({ offset, element });
      return;
    }
    element.children.forEach((child) => {
      visit({ offset: offset + child.offset, element: child.element }, depth - 1);
    });
  };
  roots.forEach((root) => {
    visit(root, deepest);
  });
  return parts;
}

/** What is read up to its end, wherever that is. */
const sections = [...stretches, { begin: '<?', end: '?>' }];

/** Whether whatever begins in the stretch between two parts ends there: else it may end in a part. */
function endsItself(gap: string): boolean {
  return sections.every(({ begin, end }) => {
    const last = gap.lastIndexOf(begin);
    return last === -1 || gap.includes(end, last + begin.length);
  });
}

class Outline {
  readonly text: string;
  /** Whether what is said of it is what would be said of the text. */
  readonly isWhole: boolean;
  /** Where each part stands in the text, and where its stand-in does in the outline. */
  private readonly pairs: readonly { readonly whole: Span; readonly outlined: Span; readonly tag: number }[];

  constructor(text: string, parts: readonly WrittenChild[]) {
    const pieces: string[] = [];
    const gaps: string[] = [];
    let [at, length] = [0, 0];
    this.pairs = parts.map(({ offset, element }) => {
      const piece = text.slice(at, offset);
      const standIn = standInFor(text, offset, element);
      pieces.push(piece, standIn);
      gaps.push(piece);
      const start = length + piece.length;
      at = offset + element.length;
      length = start + standIn.length;
      return { whole: { start: offset, end: at }, outlined: { start, end: length }, tag: element.nameEnd };
    });
    this.text = pieces.join('') + text.slice(at);
    // Nothing follows behind the last part.
    this.isWhole = gaps.every(endsItself);
  }

  placed(problem: SyntaxProblem): SyntaxProblem {
    return {
      ...problem,
      span: this.spanOf(problem.span),
      edits: problem.edits.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ ...edit, ...this.spanOf(edit) })),
      })),
    };
  }

  private spanOf({ start, end }: Span): Span {
    return { start: this.offsetOf(start), end: this.offsetOf(end) };
  }

  /** Nothing is wrong within a part: what is said of one is said of its `<name`, or of its end. */
  private offsetOf(offset: number): number {
    const before = this.pairs.findLast(({ outlined }) => outlined.start <= offset);
    if (before === undefined) {
      return offset;
    }
    const { whole, outlined, tag } = before;
    const within = offset - outlined.start;
    return within <= tag ? whole.start + within : whole.end + offset - outlined.end;
  }
}

const known = new WeakMap<WrittenElement, string>();

function standInFor(text: string, start: number, element: WrittenElement): string {
  const standIn = known.get(element) ?? writeStandIn(text, start, element);
  known.set(element, standIn);
  return standIn;
}

/** Ends as the element does, on a line of its own where that has one. */
function writeStandIn(text: string, start: number, element: WrittenElement): string {
  const { name, inside, attributes, close, length } = element;
  const quote = text[start + (attributes[0]?.value?.start ?? 0) - 1];
  const attribute = quote === '"' || quote === "'" ? ` a=${quote}${quote}` : '';
  const within = [...(inside ?? [])].map((one) => `<${one}/>`).join('');
  if (close === undefined) {
    return `<${name}${attribute}/>`;
  }
  const lineEnd = /(?:\r\n|\r|\n)[ \t]*$/.exec(text.slice(start, start + close.start))?.[0] ?? '';
  return `<${name}${attribute}>${within}${lineEnd}${text.slice(start + close.start, start + length)}`;
}
