import { Tree, TreeFragment, type ChangedRange } from '@lezer/common';
import { parser } from '@lezer/xml';
import { readModel } from './model/readModel';
import type { ServiceConfiguration } from './model/serviceConfiguration';
import { nestsBeyond } from './syntax/nesting';
import { readElements } from './syntax/readElements';
import { findSyntaxProblems, type SyntaxProblem } from './syntax/wellFormed';
import type { XmlElement } from './syntax/xmlElement';
import { applyEdits, type TextEdit } from './text/span';

/**
 * One state of a .cscfg's text with everything read from it, each part computed once and only when asked for.
 * Immutable: an edit gives another document, whose parsing reuses what the edit did not touch.
 */
export interface CscfgDocument {
  readonly text: string;
  /** The top-level elements: one in well-formed text. */
  readonly roots: readonly XmlElement[];
  readonly model: ServiceConfiguration;
  /** What makes the text not well-formed by XML 1.0, in document order; empty when it is. */
  readonly syntaxProblems: readonly SyntaxProblem[];
  /** The document after `edits` (offsets in this document's text, not overlapping). */
  readonly edited: (edits: readonly TextEdit[]) => CscfgDocument;
}

/** Reads a .cscfg. Never throws, whatever the text is. */
export function parseCscfg(text: string): CscfgDocument {
  return new ParsedText(text, []);
}

class ParsedText implements CscfgDocument {
  private parsed: Tree | undefined;
  private elements: readonly XmlElement[] | undefined;
  private read: ServiceConfiguration | undefined;
  private problems: readonly SyntaxProblem[] | undefined;

  constructor(
    readonly text: string,
    private readonly fragments: readonly TreeFragment[],
  ) {}

  get roots(): readonly XmlElement[] {
    this.elements ??= readElements(this.tree, this.text);
    return this.elements;
  }

  get model(): ServiceConfiguration {
    this.read ??= readModel(this.roots);
    return this.read;
  }

  get syntaxProblems(): readonly SyntaxProblem[] {
    this.problems ??= findSyntaxProblems(this.text);
    return this.problems;
  }

  readonly edited = (edits: readonly TextEdit[]): CscfgDocument => {
    const unchanged = TreeFragment.applyChanges(TreeFragment.addTree(this.tree), changedRanges(edits));
    return new ParsedText(applyEdits(this.text, edits), unchanged);
  };

  private get tree(): Tree {
    this.parsed ??= parse(this.text, this.fragments);
    return this.parsed;
  }
}

/** The parser calls itself at each level, and at each mistake looks through all of them. A service has six. */
const mostLevels = 1000;

/**
 * The tree of a text, empty where that nests beyond all reason.
 *
 * The parser takes an element over from before an edit even where the tags around it have changed, although what closes
 * a half-typed element depends on them. Where every tag has its counterpart, nothing does.
 */
function parse(text: string, unchanged: readonly TreeFragment[]): Tree {
  if (nestsBeyond(text, mostLevels)) {
    return Tree.empty;
  }
  const tree = parser.parse(text, unchanged);
  return unchanged.length === 0 || isOrderly(tree) ? tree : parser.parse(text);
}

function isOrderly(tree: Tree): boolean {
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError || cursor.name === 'MissingCloseTag' || cursor.name === 'MismatchedCloseTag') {
      return false;
    }
  } while (cursor.next());
  return true;
}

function changedRanges(edits: readonly TextEdit[]): readonly ChangedRange[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, newText }) => {
      const fromB = start + shift;
      shift += newText.length - (end - start);
      return { fromA: start, toA: end, fromB, toB: fromB + newText.length };
    });
}
