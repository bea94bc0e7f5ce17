import { message } from '../text/message';
import { isSpace, nameAt, skipSpace } from './characters';
import { scanDoctype, scanMarkup } from './markup';
import { referenceProblem } from './referenceProblem';
import { scanTag } from './tagScanner';
import type { Token } from './tokens';
import type { SyntaxProblem } from './wellFormed';

export interface Scan {
  readonly tokens: readonly Token[];
  readonly problems: readonly SyntaxProblem[];
  /** Something that is never closed swallowed the rest: what is missing after it is not known. */
  readonly cut: boolean;
}

/** Reads a text from its start to its end by the productions of XML 1.0, going on after each mistake. */
export class Scanner {
  readonly problems: SyntaxProblem[] = [];
  /** General entities that the document type declares; `undefined` when it may declare more elsewhere. */
  entities: ReadonlySet<string> | undefined = new Set();
  private readonly tokens: Token[] = [];
  private cut = false;

  constructor(readonly text: string) {}

  scan(): Scan {
    // A byte order mark is no part of the text, and not every reader takes it away.
    let at = this.text.startsWith('\uFEFF') ? 1 : 0;
    while (at < this.text.length) {
      at = this.text[at] === '<' ? this.markup(at) : this.characterData(at);
    }
    return { tokens: this.tokens, problems: this.problems, cut: this.cut };
  }

  /** The text ends in the middle of something that is never closed. */
  endOfText(): number {
    this.cut = true;
    return this.text.length;
  }

  private markup(at: number): number {
    const { text } = this;
    if (text.startsWith('<!DOCTYPE', at)) {
      const end = scanDoctype(this, at);
      this.tokens.push({ kind: 'doctype', span: { start: at, end } });
      return end;
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = scanMarkup(this, at);
      this.tokens.push({ kind: 'text', span: { start: at, end } });
      return end;
    }
    if (text[at + 1] === '!' || text[at + 1] === '?') {
      return scanMarkup(this, at);
    }
    if (text[at + 1] === '/' || nameAt(text, at + 1) !== '') {
      const tag = scanTag(this, at);
      this.tokens.push(tag);
      return tag.span.end;
    }
    return this.loneLessThan(at);
  }

  private loneLessThan(at: number): number {
    const span = { start: at, end: at + 1 };
    this.problems.push({
      span,
      message: message('A lone "<" is not allowed in text. Write &lt; or finish the tag.'),
      edits: [{ title: message('Write &lt;'), edits: [{ ...span, newText: '&lt;' }] }],
    });
    return at + 1;
  }

  private characterData(start: number): number {
    const { text } = this;
    const next = text.indexOf('<', start);
    const end = next === -1 ? text.length : next;
    for (let at = start; at < end; at++) {
      if (text[at] === '&') {
        this.report(referenceProblem(text, at, this.entities));
      } else if (text.startsWith(']]>', at)) {
        const span = { start: at, end: at + 3 };
        this.problems.push({
          span,
          message: message('"]]>" is not allowed in text. Write ]]&gt; instead.'),
          edits: [{ title: message('Write ]]&gt;'), edits: [{ ...span, newText: ']]&gt;' }] }],
        });
      }
    }
    const first = skipSpace(text, start);
    if (first < end) {
      this.tokens.push({ kind: 'text', span: { start: first, end: trimmedEnd(text, first, end) } });
    }
    return end;
  }

  report(problem: SyntaxProblem | undefined): void {
    if (problem !== undefined) {
      this.problems.push(problem);
    }
  }
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && isSpace(text[last - 1])) {
    last--;
  }
  return last;
}
