import { message } from '../text/message';
import { beforeSpace, skipSpace } from './characters';
import { isDeclarationAt, scanDeclaration } from './declaration';
import { isDoctypeAt, scanDoctype } from './doctype';
import { scanMarkup } from './markup';
import { referenceProblem } from './referenceProblem';
import { mostProblems, proposal, removal, type SyntaxProblem } from './syntaxProblem';
import { isTagAt, scanTag } from './tagScanner';
import type { Token } from './tokens';

export interface Scan {
  readonly tokens: readonly Token[];
  readonly problems: readonly SyntaxProblem[];
  /** There were so many problems that the end was not reached: what is missing after it is not known. */
  readonly cut: boolean;
}

/** Reads a text from its start to its end by the productions of XML 1.0, going on after each mistake. */
export class Scanner {
  readonly problems: SyntaxProblem[] = [];
  /** General entities that the document type declares; `undefined` when it may declare others. */
  entities: ReadonlySet<string> | undefined = new Set();
  private readonly tokens: Token[] = [];

  constructor(readonly text: string) {}

  scan(): Scan {
    // A byte order mark is no part of the text, and not every reader takes it away.
    let at = this.text.startsWith('\uFEFF') ? 1 : 0;
    while (at < this.text.length && !this.isFull) {
      at = this.markup(at) ?? this.characterData(at);
    }
    return { tokens: this.tokens, problems: this.problems, cut: at < this.text.length };
  }

  /** So many problems are enough. */
  get isFull(): boolean {
    return this.problems.length >= mostProblems;
  }

  report(problem: SyntaxProblem | undefined): void {
    if (problem !== undefined) {
      this.problems.push(problem);
    }
  }

  private markup(start: number): number | undefined {
    const { text } = this;
    if (text[start] !== '<') {
      return undefined;
    }
    if (isDoctypeAt(text, start)) {
      const end = scanDoctype(this, start);
      this.tokens.push({ kind: 'doctype', span: { start, end } });
      return end;
    }
    if (text.startsWith('<![CDATA[', start)) {
      const end = scanMarkup(this, start);
      this.characters({ start, end });
      return end;
    }
    if (text[start + 1] === '!' || text[start + 1] === '?') {
      return scanMarkup(this, start);
    }
    if (isDeclarationAt(text, start)) {
      return scanDeclaration(this, start);
    }
    if (isTagAt(text, start)) {
      const tag = scanTag(this, start);
      this.tokens.push(tag);
      return tag.span.end;
    }
    return undefined;
  }

  private characterData(start: number): number {
    const { text } = this;
    const notable = /[<&]|\]\]>/g;
    notable.lastIndex = start;
    let end = text.length;
    for (let match = notable.exec(text); match !== null; match = notable.exec(text)) {
      if (match[0] === '&') {
        this.report(referenceProblem(text, match.index, this.entities));
      } else if (match[0] === ']]>') {
        this.closedCdata(match.index);
      } else if (match.index > start && isMarkupAt(text, match.index)) {
        end = match.index;
        break;
      } else {
        this.loneLessThan(match.index);
      }
    }
    const first = skipSpace(text, start);
    if (first < end) {
      this.characters({ start: first, end: beforeSpace(text, end, first) });
    }
    return end;
  }

  /** Text that only a CDATA section's edge divides is one. */
  private characters(span: { readonly start: number; readonly end: number }): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'text' && skipSpace(this.text, last.span.end) === span.start) {
      this.tokens.pop();
      this.tokens.push({ kind: 'text', span: { start: last.span.start, end: span.end } });
    } else {
      this.tokens.push({ kind: 'text', span });
    }
  }

  private loneLessThan(at: number): void {
    const span = { start: at, end: at + 1 };
    const escape = proposal(message('Write &lt;'), { ...span, newText: '&lt;' });
    const before = beforeSpace(this.text, at);
    const after = skipSpace(this.text, at + 1);
    // With nothing but tags around it, it is the start of one that was never typed.
    const isAlone = [undefined, '>'].includes(this.text[before - 1]) && ['<', undefined].includes(this.text[after]);
    this.report({
      span,
      message: message('A lone "<" is not allowed in text. Write &lt; or finish the tag.'),
      edits: isAlone ? [removal(span), escape] : [escape, removal(span)],
      ...(after === this.text.length ? { unfinished: true } : {}),
    });
  }

  private closedCdata(at: number): void {
    const span = { start: at, end: at + 3 };
    this.report({
      span,
      message: message('"]]>" is not allowed in text. Write ]]&gt; instead.'),
      edits: [proposal(message('Write ]]&gt;'), { start: at + 2, end: at + 3, newText: '&gt;' })],
    });
  }
}

/** Whether the `<` at `at` begins a tag, a comment or the like: otherwise it is text that lacks its escape. */
function isMarkupAt(text: string, at: number): boolean {
  return text[at + 1] === '!' || text[at + 1] === '?' || isTagAt(text, at);
}
