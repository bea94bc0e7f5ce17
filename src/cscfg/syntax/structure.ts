import { message, type Message } from '../text/message';
import { wholeLines } from '../text/lines';
import type { Span } from '../text/span';
import { beforeSpace, skipSpace } from './characters';
import { closedBy, closersAhead } from './closedBy';
import { closeTagProblem } from './closeTagProblem';
import { closersAtEnd, openerSpan, unclosedAtEnd, unclosedWithin, type OpenElement } from './closing';
import { isDeclarationAt } from './declaration';
import { tagWithoutOpener } from './lostTag';
import type { Scan } from './scanner';
import { insertion, lineRemoval, mostProblems, proposal, removal, type SyntaxProblem } from './syntaxProblem';
import type { CloseToken, EmptyToken, OpenToken, Token } from './tokens';

export interface StructureReport {
  readonly problems: readonly SyntaxProblem[];
  /** What stands where no text may stand and must go: nothing else needs to be said of it. */
  readonly outside: readonly Span[];
}

/** What is wrong with how the tags nest: unclosed, mismatched, a second root, text outside the root. */
export function structureProblems(text: string, { tokens, cut }: Scan): StructureReport {
  const structure = new Structure(text, tokens);
  tokens.forEach((token, index) => {
    structure.take(token, index);
  });
  if (!cut) {
    structure.end();
  }
  return structure;
}

class Structure implements StructureReport {
  readonly problems: SyntaxProblem[] = [];
  readonly outside: Span[] = [];
  private readonly open: OpenElement[] = [];
  private root: OpenElement | undefined;
  private rootCloser: CloseToken | undefined;
  private roots = 0;
  private doctypes = 0;
  private closers: ((from: number) => string | undefined) | undefined;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  private get isFull(): boolean {
    return this.problems.length >= mostProblems;
  }

  take(token: Token, index: number): void {
    if (this.isFull) {
      return;
    }
    switch (token.kind) {
      case 'open':
        this.openAs(token, index);
        break;
      case 'empty':
        this.countRoot(token);
        break;
      case 'close':
        this.close(token, index);
        break;
      case 'text':
        if (!this.isLostTag(token.span, index) && this.open.length === 0) {
          this.mustGo(token.span, message('Text is only allowed inside the root element. Remove it.'));
        }
        break;
      case 'doctype':
        if (this.roots > 0 || this.doctypes++ > 0) {
          this.mustGo(token.span, message('A document type is only allowed once, before the root element. Remove it.'));
        }
        break;
    }
  }

  end(): void {
    this.slashMissing(this.open);
    const innermost = this.open.at(-1)?.tag;
    if (this.roots === 0) {
      this.noRoot();
    } else if (innermost !== undefined && !this.isFull) {
      this.problems.push(unclosedAtEnd(this.text, this.open, innermost));
    }
  }

  /** Whatever else stands there: the text is no document, and that says it all. */
  private noRoot(): void {
    const stray = this.tokens.find(({ kind }) => kind === 'text' || kind === 'close')?.span;
    const end = beforeSpace(this.text);
    const span = stray === undefined ? { start: end, end } : firstLine(this.text, stray);
    this.problems.length = 0;
    this.report(span, message('There is no root element. A service configuration starts with <ServiceConfiguration>.'));
  }

  private openAs(tag: OpenToken, index: number): void {
    this.countRoot(tag);
    this.root ??= { tag, index };
    this.open.push({ tag, index });
  }

  private countRoot(tag: OpenToken | EmptyToken): void {
    if (this.open.length === 0 && ++this.roots === 2) {
      this.report(
        openerSpan(tag),
        message('Only one root element is allowed, and <{0}> is a second one.', tag.name),
        ...this.rootThatTakesIn(tag),
      );
    }
  }

  /** What if the root element ended too early. Another root of the same name is another document instead. */
  private rootThatTakesIn({ name }: OpenToken | EmptyToken): SyntaxProblem['edits'] {
    const { text, root, rootCloser } = this;
    if (root === undefined || rootCloser === undefined || root.tag.name === name) {
      return [];
    }
    const end = beforeSpace(text);
    const { edits } = lineRemoval(text, rootCloser.span);
    const title = message('Move </{0}> to the end', root.tag.name);
    return [proposal(title, ...edits, insertion(end, closersAtEnd(text, [root], end)))];
  }

  private close(tag: CloseToken, index: number): void {
    const next = (): string | undefined => this.closerAfter(index);
    const depth = closedBy(tag, this.open, next);
    const meant = depth === undefined ? undefined : this.open[depth]?.tag;
    if (depth === undefined && next() === tag.name && this.tokens[index + 1]?.kind !== 'close') {
      this.slashTooMuch(tag, index);
    } else if (depth === undefined || meant === undefined) {
      this.mustGo(tag.span, message('</{0}> closes nothing: no such element is open. Remove it.', tag.name));
    } else if (this.open.length === 1 && meant.name === tag.name && this.isTooEarly(tag, index)) {
      const words = message('</{0}> closes the root element too early: more elements follow. Remove it.', tag.name);
      this.mustGo(tag.span, words);
    } else {
      const problem = closeTagProblem(this.text, tag, meant);
      this.problems.push(...(problem === undefined ? [] : [problem]));
      this.closeDownTo(depth, meant.name, index);
      this.rootCloser = this.open.length === 0 ? tag : undefined;
    }
  }

  /** Whether the text is a tag without its `<`, which the tags around it tell: then it is reported and taken as one. */
  private isLostTag(span: Span, index: number): boolean {
    const lost = tagWithoutOpener(this.text, span);
    const innermost = this.open.at(-1)?.tag.name;
    const next = lost === undefined ? undefined : this.closerAfter(index);
    const fits =
      lost?.kind === 'open'
        ? lost.name === next && lost.name !== innermost
        : lost?.name === innermost && lost?.name !== next;
    if (lost === undefined || !fits) {
      return false;
    }
    this.report(
      lost.nameSpan,
      message('"<" is missing before {0}. Without it, this is text and no tag.', lost.name),
      proposal(message('Insert "<"'), insertion(span.start, '<')),
    );
    if (lost.kind === 'open') {
      this.openAs(lost, index);
    } else {
      this.open.pop();
    }
    return true;
  }

  /** `</Role>` where `<Role>` was meant: it is closed further on. */
  private slashTooMuch({ name, nameSpan, span }: CloseToken, index: number): void {
    const slash = { start: span.start + 1, end: nameSpan.start };
    this.report(
      { start: span.start, end: nameSpan.end },
      message('</{0}> closes nothing, and is closed further on. Remove the "/".', name),
      proposal(message('Write {0}', `<${name}>`), { ...slash, newText: '' }),
    );
    this.openAs({ kind: 'open', name, nameSpan, span }, index);
  }

  /** `<Role>` where `</Role>` was meant: it has no attribute, and is in a `<Role>` itself. Takes both from `open`. */
  private slashMissing(open: OpenElement[]): void {
    const [outer, inner] = open.slice(-2);
    if (inner === undefined || inner.tag.name !== outer?.tag.name) {
      return;
    }
    const { name, nameSpan, span } = inner.tag;
    if (this.text.slice(nameSpan.end, span.end).trim() === '>') {
      this.report(
        span,
        message('<{0}> is opened a second time, and never closed. Write </{0}>.', name),
        proposal(message('Write {0}', `</${name}>`), insertion(nameSpan.start, '/')),
      );
      open.splice(-2);
    }
  }

  /** Closes the element at `depth`; those that are open inside it were never closed. */
  private closeDownTo(depth: number, name: string, index: number): void {
    const [, ...unclosed] = this.open.splice(depth);
    this.slashMissing(unclosed);
    for (const element of unclosed) {
      if (this.isFull) {
        return;
      }
      this.problems.push(unclosedWithin(this.text, this.tokens, element, { name, index }));
    }
  }

  /** The root's name is closed once more further on, and what stands in between would be a second root. */
  private isTooEarly(tag: CloseToken, index: number): boolean {
    const following = this.tokens[index + 1]?.kind;
    return following !== undefined && following !== 'close' && this.closerAfter(index) === tag.name;
  }

  private closerAfter(index: number): string | undefined {
    this.closers ??= closersAhead(this.tokens);
    return this.closers(index + 1);
  }

  private mustGo(span: Span, text: Message): void {
    this.outside.push(span);
    const next = skipSpace(this.text, span.end);
    const isFirst = skipSpace(this.text, 0) === span.start && isDeclarationAt(this.text, next);
    this.report(span, text, removal(isFirst ? { start: span.start, end: next } : wholeLines(this.text, span)));
  }

  private report(span: Span, text: Message, ...edits: SyntaxProblem['edits']): void {
    this.problems.push({ span, message: text, edits });
  }
}

function firstLine(text: string, { start, end }: Span): Span {
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  line.test(text);
  return { start, end: Math.min(end, line.lastIndex) };
}
