import { Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/xml';
import { readModel } from './model/readModel';
import type { ServiceConfiguration } from './model/serviceConfiguration';
import { readDefinition } from './service/readDefinition';
import type { ServiceDefinition } from './service/serviceDefinition';
import { isSurelyWellFormed } from './syntax/certainty';
import { EarlierText, type Change } from './syntax/earlierText';
import { findProblemsOutlined } from './syntax/outlined';
import { placeElements } from './syntax/placedElement';
import { nestsBeyond } from './syntax/nesting';
import { changedRanges, reusableFragments } from './syntax/reusable';
import type { SyntaxProblem } from './syntax/syntaxProblem';
import { editWithinValue } from './syntax/withinValue';
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
    this.problems ??= isSurelyWellFormed(this.text, this.written) ? [] : findProblemsOutlined(this.text, this.written);
    return this.problems;
  }

  readonly edited = (edits: readonly TextEdit[]): CscfgDocument => {
    const [edit, ...others] = edits;
    return (edit !== undefined && others.length === 0 ? this.editedWithinValue(edit) : undefined) ?? this.after(edits);
  };

  private after(edits: readonly TextEdit[]): CscfgDocument {
    const { text, written } = this;
    const fragments = reusableFragments(this.reusable, written, text, edits);
    return new ParsedText(applyEdits(text, edits), fragments, new EarlierText(written, changeOf(edits)));
  }

  /** Well-formed text stays it, and is read without the parser. */
  private editedWithinValue(edit: TextEdit): CscfgDocument | undefined {
    const read = this.problems?.length === 0 ? editWithinValue(this.written, this.text, edit) : undefined;
    if (read === undefined) {
      return undefined;
    }
    const fragments = TreeFragment.applyChanges(this.reusable, changedRanges([edit]));
    const next = new ParsedText(applyEdits(this.text, [edit]), fragments, undefined);
    next.read = read;
    next.problems = [];
    return next;
  }

  /** What the parser may take over from this text; it has not read it itself after edits within values. */
  private get reusable(): readonly TreeFragment[] {
    return this.parsed === undefined ? this.fragments : TreeFragment.addTree(this.parsed);
  }

  private get tree(): Tree {
    this.parsed ??= nestsBeyond(this.text, mostLevels) ? Tree.empty : parser.parse(this.text, this.fragments);
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

/** All of the edits as one change, from the first place to the last. */
function changeOf(edits: readonly TextEdit[]): Change {
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  const grown = edits.reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), 0);
  return edits.length === 0
    ? { span: { start: 0, end: 0 }, newLength: 0 }
    : { span: { start, end }, newLength: end - start + grown };
}
