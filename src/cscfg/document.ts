import { readXml, type XmlText } from '../xml/reader';
import type { SyntaxProblem } from '../xml/problem';
import type { XmlElement } from '../xml/tree';
import { readModel, type ServiceConfiguration } from './model/configuration';
import { readDefinition, type ServiceDefinition } from './model/definition';
import { applyEdits, type TextEdit } from '../text/span';

/** Each part is computed once, on demand. Immutable: an edit returns another document. */
export interface CscfgDocument {
  readonly text: string;
  readonly roots: readonly XmlElement[];
  readonly xml: XmlText;
  /** `model` and `definition` have no element if the text is not such a file. */
  readonly model: ServiceConfiguration;
  readonly definition: ServiceDefinition;
  /** By XML 1.0, in document order; empty if the text is well-formed. */
  readonly syntaxProblems: readonly SyntaxProblem[];
  /**
   * Computes `compute(document, input)` again only if `input` differs from the last one. The result is kept in the
   * document: in a `WeakMap` it would outlive the document until a full garbage collection.
   */
  readonly derive: <Input, Result>(compute: (document: CscfgDocument, input: Input) => Result, input: Input) => Result;
  /** `edits`: offsets in this document's text, not overlapping. */
  readonly edited: (edits: readonly TextEdit[]) => CscfgDocument;
}

/** Reads a .cscfg or .csdef. Never throws. */
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
