import { message, type Message } from '../text/message';
import type { Span } from '../text/span';
import { closerOf, followsAtOnce, resembles, unclosedEdit } from './closing';
import type { Scan } from './scanner';
import { insertion, proposal, removal, type SyntaxProblem } from './syntaxProblem';
import type { CloseToken, OpenToken, Token } from './tokens';

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

interface OpenElement {
  readonly tag: OpenToken;
  readonly index: number;
}

class Structure implements StructureReport {
  readonly problems: SyntaxProblem[] = [];
  readonly outside: Span[] = [];
  private readonly open: OpenElement[] = [];
  private roots = 0;
  private doctypes = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  take(token: Token, index: number): void {
    switch (token.kind) {
      case 'open':
        this.countRoot(token);
        this.open.push({ tag: token, index });
        break;
      case 'empty':
        this.countRoot(token);
        break;
      case 'close':
        this.close(token, index);
        break;
      case 'text':
        if (this.open.length === 0) {
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
    const innermost = this.open.at(-1)?.tag;
    if (innermost !== undefined) {
      const closers = this.open.map(({ tag }) => `</${tag.name}>`).reverse();
      this.report(
        openerSpan(innermost),
        message('<{0}> is never closed: {1} is missing at the end.', innermost.name, closers.join('')),
        proposal(message('Insert {0}', closers.join('')), insertion(this.text.trimEnd().length, closers.join(''))),
      );
    } else if (this.roots === 0 && !this.tokens.some(({ kind }) => kind === 'text' || kind === 'close')) {
      this.report(
        { start: 0, end: this.text.length },
        message('There is no root element. A service configuration starts with <ServiceConfiguration>.'),
      );
    }
  }

  private countRoot(tag: { readonly name: string; readonly nameSpan: Span }): void {
    if (this.open.length === 0 && ++this.roots === 2) {
      this.report(openerSpan(tag), message('Only one root element is allowed, and <{0}> is a second one.', tag.name));
    }
  }

  private close(tag: CloseToken, index: number): void {
    if (!tag.finished) {
      this.unfinished(tag);
    }
    const depth = this.open.findLastIndex((element) => element.tag.name === tag.name);
    if (depth < 0) {
      this.unknown(tag, index);
    } else if (depth === 0 && this.isTooEarly(tag, index)) {
      this.report(
        tag.span,
        message('</{0}> closes the root element too early: more elements follow. Remove it.', tag.name),
        removal(tag.span),
      );
    } else {
      this.closeDownTo(depth, tag, index);
    }
  }

  /** Closes the element at `depth`; those that are open inside it were never closed. */
  private closeDownTo(depth: number, tag: CloseToken, index: number): void {
    const [, ...unclosed] = this.open.splice(depth);
    unclosed.forEach((element) => {
      const { title, edit } = unclosedEdit(this.text, this.tokens, element, index);
      this.report(
        openerSpan(element.tag),
        message('<{0}> is never closed: </{0}> is missing before </{1}>.', element.tag.name, tag.name),
        proposal(title, edit),
      );
    });
  }

  /** The root's name is closed once more further on, and what stands in between would be a second root. */
  private isTooEarly(tag: CloseToken, index: number): boolean {
    return !followsAtOnce(this.tokens, index, 'close') && closerOf(this.tokens, index + 1)?.name === tag.name;
  }

  private unfinished(tag: CloseToken): void {
    this.report(
      tag.span,
      message('The close tag </{0} is not finished: ">" is missing.', tag.name),
      proposal(message('Insert "{0}"', '>'), insertion(tag.span.end, '>')),
    );
  }

  /** A close tag of a name that is not open: either it is too much, or it is an open element's, misspelt. */
  private unknown(tag: CloseToken, index: number): void {
    const innermost = this.open.at(-1);
    if (innermost === undefined || closerOf(this.tokens, index + 1)?.name === innermost.tag.name) {
      this.report(
        tag.span,
        message('</{0}> closes nothing: no such element is open. Remove it.', tag.name),
        removal(tag.span),
      );
      return;
    }
    const likely = this.open.findLastIndex((element) => resembles(element.tag.name, tag.name));
    const depth = likely < 0 ? this.open.length - 1 : likely;
    const meant = this.open[depth]?.tag;
    if (meant !== undefined) {
      this.mismatch(tag, meant);
      this.closeDownTo(depth, { ...tag, name: meant.name }, index);
    }
  }

  private mismatch(tag: CloseToken, meant: OpenToken): void {
    const write = (name: string, span: Span, written: string) =>
      proposal(message('Write {0}', written), { ...span, newText: name });
    const closer = write(meant.name, tag.nameSpan, `</${meant.name}>`);
    const opener = write(tag.name, meant.nameSpan, `<${tag.name}>`);
    this.report(
      tag.name === '' ? tag.span : tag.nameSpan,
      message('</{0}> does not match <{1}>. Write </{1}>.', tag.name, meant.name),
      closer,
      ...(tag.name !== '' && resembles(tag.name, meant.name) ? [opener] : []),
    );
  }

  private mustGo(span: Span, text: Message): void {
    this.outside.push(span);
    this.report(span, text, removal(span));
  }

  private report(span: Span, text: Message, ...edits: SyntaxProblem['edits']): void {
    this.problems.push({ span, message: text, edits });
  }
}

/** `<name` of an open tag. */
function openerSpan({ nameSpan }: { readonly nameSpan: Span }): Span {
  return { start: nameSpan.start - 1, end: nameSpan.end };
}
