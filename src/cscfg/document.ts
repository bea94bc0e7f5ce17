import type { ServiceConfiguration } from './model/serviceConfiguration';
import type { XmlElement } from './syntax/xmlElement';
import type { SyntaxProblem } from './syntax/wellFormed';
import type { TextEdit } from './text/span';

/**
 * One state of a .cscfg's text with everything read from it, each part computed once and only when asked for.
 * Immutable: an edit gives another document, which reuses what the edit did not touch.
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
