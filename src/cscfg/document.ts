import { Tree, TreeFragment, type ChangedRange } from '@lezer/common';
import { parser } from '@lezer/xml';
import { readModel } from './model/readModel';
import type { ServiceConfiguration } from './model/serviceConfiguration';
import { readDefinition } from './service/readDefinition';
import type { ServiceDefinition } from './service/serviceDefinition';
import { isSurelyWellFormed } from './syntax/certainty';
import { EarlierText, type Change } from './syntax/earlierText';
import { placeElements } from './syntax/placedElement';
import { nestsBeyond } from './syntax/nesting';
import { findSyntaxProblems, type SyntaxProblem } from './syntax/wellFormed';
import type { WrittenChild } from './syntax/writtenElement';
import { readWritten } from './syntax/writtenReader';
import type { XmlElement } from './syntax/xmlElement';
import { applyEdits, type TextEdit } from './text/span';

/**
 * One state of a .cscfg's or .csdef's text with everything read from it, each part computed once and only when asked
 * for. Immutable: an edit gives another document, which shares with this one what the edit did not touch.
 */
export interface CscfgDocument {
  readonly text: string;
  /** The top-level elements: one in well-formed text. */
  readonly roots: readonly XmlElement[];
  /** The text as a service configuration; without an element where it is none. */
  readonly model: ServiceConfiguration;
  /** The text as a service definition (.csdef); without an element where it is none. */
  readonly definition: ServiceDefinition;
  /** What makes the text not well-formed by XML 1.0, in document order; empty when it is. */
  readonly syntaxProblems: readonly SyntaxProblem[];
  /** The document after `edits` (offsets in this document's text, not overlapping). */
  readonly edited: (edits: readonly TextEdit[]) => CscfgDocument;
}

/** Reads a .cscfg or .csdef. Never throws, whatever the text is. */
export function parseCscfg(text: string): CscfgDocument {
  return new ParsedText(text, [], undefined);
}

class ParsedText implements CscfgDocument {
  private parsed: Tree | undefined;
  private read: readonly WrittenChild[] | undefined;
  private elements: readonly XmlElement[] | undefined;
  private configuration: ServiceConfiguration | undefined;
  private defined: ServiceDefinition | undefined;
  private problems: readonly SyntaxProblem[] | undefined;

  constructor(
    readonly text: string,
    private readonly fragments: readonly TreeFragment[],
    private earlier: EarlierText | undefined,
  ) {}

  get roots(): readonly XmlElement[] {
    this.elements ??= placeElements(this.text, this.written);
    return this.elements;
  }

  get model(): ServiceConfiguration {
    this.configuration ??= readModel(this.roots);
    return this.configuration;
  }

  get definition(): ServiceDefinition {
    this.defined ??= readDefinition(this.roots);
    return this.defined;
  }

  get syntaxProblems(): readonly SyntaxProblem[] {
    this.problems ??= isSurelyWellFormed(this.text, this.written) ? [] : findSyntaxProblems(this.text);
    return this.problems;
  }

  readonly edited = (edits: readonly TextEdit[]): CscfgDocument => {
    const unchanged = TreeFragment.applyChanges(TreeFragment.addTree(this.tree), changedRanges(edits));
    return new ParsedText(applyEdits(this.text, edits), unchanged, new EarlierText(this.written, changeOf(edits)));
  };

  private get tree(): Tree {
    this.parsed ??= parse(this.text, this.fragments);
    return this.parsed;
  }

  private get written(): readonly WrittenChild[] {
    if (this.read === undefined) {
      this.read = readWritten(this.tree, this.text, this.earlier);
      this.earlier = undefined;
    }
    return this.read;
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

/** All of the edits as one change, from the first place to the last. */
function changeOf(edits: readonly TextEdit[]): Change {
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const grown = edits.reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), 0);
  return edits.length === 0
    ? { span: { start: 0, end: 0 }, newLength: 0 }
    : { span: { start, end }, newLength: end - start + grown };
}
