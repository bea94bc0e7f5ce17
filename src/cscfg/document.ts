import { readXml, type XmlText } from '../xml/reader';
import type { SyntaxProblem } from '../xml/problem';
import type { XmlElement } from '../xml/tree';
import { readModel, type ServiceConfiguration } from './model/configuration';
import { readDefinition, type ServiceDefinition } from './model/definition';
import { applyEdits, type TextEdit } from '../text/span';

/**
 * One state of a .cscfg's or .csdef's text with everything read from it, each part computed once and only when asked
 * for. Immutable: an edit gives another document.
 */
export interface CscfgDocument {
  readonly text: string;
  /** The top-level elements: one in well-formed text. */
  readonly roots: readonly XmlElement[];
  /** The text as XML: its parts, whatever state it is in. */
  readonly xml: XmlText;
  /** The text as a service configuration; without an element where it is none. */
  readonly model: ServiceConfiguration;
  /** The text as a service definition (.csdef); without an element where it is none. */
  readonly definition: ServiceDefinition;
  /** What makes the text not well-formed by XML 1.0, in document order; empty when it is. */
  readonly syntaxProblems: readonly SyntaxProblem[];
  /**
   * `compute(document, input)`, computed anew only when `input` is another than the last time. What is remembered goes
   * with the document: in a `WeakMap` it would outlive a document that is gone until a full garbage collection.
   */
  readonly derive: <Input, Result>(compute: (document: CscfgDocument, input: Input) => Result, input: Input) => Result;
  /** The document after `edits` (offsets in this document's text, not overlapping). */
  readonly edited: (edits: readonly TextEdit[]) => CscfgDocument;
}

/** Reads a .cscfg or .csdef. Never throws, whatever the text is. */
export function parseCscfg(text: string): CscfgDocument {
  return new ParsedText(text);
}

class ParsedText implements CscfgDocument {
  private read: XmlText | undefined;
  private configuration: ServiceConfiguration | undefined;
  private defined: ServiceDefinition | undefined;
  private readonly derived = new Map<unknown, { readonly input: unknown; readonly result: unknown }>();

  constructor(readonly text: string) {}

  get xml(): XmlText {
    this.read ??= readXml(this.text);
    return this.read;
  }

  get roots(): readonly XmlElement[] {
    return this.xml.roots;
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
    return this.xml.problems;
  }

  readonly derive: CscfgDocument['derive'] = <Input, Result>(
    compute: (document: CscfgDocument, input: Input) => Result,
    input: Input,
  ): Result => {
    const last = this.derived.get(compute);
    if (last !== undefined && last.input === input) {
      return last.result as Result;
    }
    const result = compute(this, input);
    this.derived.set(compute, { input, result });
    return result;
  };

  readonly edited = (edits: readonly TextEdit[]): CscfgDocument => new ParsedText(applyEdits(this.text, edits));
}
