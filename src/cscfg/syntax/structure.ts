import { message } from '../text/message';
import type { Span, TextEdit } from '../text/span';
import type { CloseToken, OpenToken, Token } from './tokens';
import type { SyntaxProblem } from './wellFormed';

interface Extent {
  /** The rest of the text is inside something that is never closed: nothing is said of what is missing. */
  readonly cut: boolean;
}

/** What is wrong with how the tags nest: unclosed, mismatched, a second root, text outside the root. */
export function structureProblems(text: string, tokens: readonly Token[], { cut }: Extent): readonly SyntaxProblem[] {
  const structure = new Structure(text, tokens);
  tokens.forEach((token, index) => {
    structure.take(token, index);
  });
  if (!cut) {
    structure.end();
  }
  return structure.problems;
}

interface OpenElement {
  readonly tag: OpenToken;
  readonly index: number;
}

class Structure {
  readonly problems: SyntaxProblem[] = [];
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
          this.problem(token.span, message('Text is only allowed inside the root element. Remove it.'), [
            { ...token.span, newText: '' },
          ]);
        }
        break;
      case 'doctype':
        if (this.roots > 0 || this.doctypes++ > 0) {
          this.problem(
            token.span,
            message('A document type is only allowed once, before the root element. Remove it.'),
            [{ ...token.span, newText: '' }],
          );
        }
        break;
    }
  }

  end(): void {
    const innermost = this.open.at(-1)?.tag;
    if (innermost !== undefined) {
      const closers = this.open.map(({ tag }) => `</${tag.name}>`).reverse();
      const at = this.text.trimEnd().length;
      this.problem(
        openerSpan(innermost),
        message('<{0}> is never closed: {1} is missing at the end.', innermost.name, closers.join('')),
        [{ start: at, end: at, newText: closers.join('') }],
        message('Insert {0}', closers.join('')),
      );
    } else if (this.roots === 0 && !this.tokens.some(({ kind }) => kind === 'text' || kind === 'close')) {
      this.problems.push({
        span: { start: 0, end: this.text.length },
        message: message('There is no root element. A service configuration starts with <ServiceConfiguration>.'),
        edits: [],
      });
    }
  }

  private countRoot(tag: { readonly name: string; readonly nameSpan: Span }): void {
    if (this.open.length === 0 && ++this.roots === 2) {
      this.problems.push({
        span: openerSpan(tag),
        message: message('Only one root element is allowed, and <{0}> is a second one.', tag.name),
        edits: [],
      });
    }
  }

  private close(tag: CloseToken, index: number): void {
    const depth = this.open.findLastIndex((element) => element.tag.name === tag.name);
    if (depth === this.open.length - 1 && depth >= 0) {
      this.open.pop();
    } else if (depth >= 0) {
      this.open
        .splice(depth)
        .slice(1)
        .forEach((element) => {
          this.unclosed(element, tag);
        });
    } else {
      this.unknown(tag, index);
    }
  }

  /** A close tag of a name that is not open: either it is too much, or it is the innermost element's, misspelt. */
  private unknown(tag: CloseToken, index: number): void {
    const innermost = this.open.at(-1)?.tag;
    if (innermost === undefined || this.nextCloser(index + 1) === innermost.name) {
      this.problem(tag.span, message('</{0}> closes nothing: no such element is open. Remove it.', tag.name), [
        { ...tag.span, newText: '' },
      ]);
      return;
    }
    this.problem(
      tag.nameSpan.end > tag.nameSpan.start ? tag.nameSpan : tag.span,
      message('</{0}> does not match <{1}>. Write </{1}>.', tag.name, innermost.name),
      [{ ...tag.nameSpan, newText: innermost.name }],
      message('Write </{0}>', innermost.name),
    );
    this.open.pop();
  }

  /** The name in the next close tag whose element was not opened on the way to it. */
  private nextCloser(from: number): string | undefined {
    let depth = 0;
    for (let index = from; index < this.tokens.length; index++) {
      const token = this.tokens[index];
      if (token?.kind === 'open') {
        depth++;
      } else if (token?.kind === 'close' && depth-- === 0) {
        return token.name;
      }
    }
    return undefined;
  }

  private unclosed({ tag, index }: OpenElement, closer: CloseToken): void {
    const first = this.tokens[index + 1];
    const single = first === closer || ((first?.kind === 'open' || first?.kind === 'empty') && first.name === tag.name);
    const text = message('<{0}> is never closed: </{0}> is missing before </{1}>.', tag.name, closer.name);
    const end = tag.span.end;
    if (single && this.text[end - 1] === '>') {
      const slash = this.text[end - 2] === ' ' ? '/' : ' /';
      const edit = { start: end - 1, end: end - 1, newText: slash };
      this.problem(openerSpan(tag), text, [edit], message('Close it with "/>"'));
    } else {
      const edit = this.closerBefore(closer.span.start, tag);
      this.problem(openerSpan(tag), text, [edit], message('Insert </{0}>', tag.name));
    }
  }

  /** On a line of its own, indented like the open tag, where the close tag that follows has one too. */
  private closerBefore(offset: number, tag: OpenToken): TextEdit {
    const line = lineStart(this.text, offset);
    const ownLine = this.text.slice(line, offset).trim() === '';
    const indent = /^[ \t]*/.exec(this.text.slice(lineStart(this.text, tag.span.start)))?.[0] ?? '';
    const lineEnd = this.text.slice(line - 2, line) === '\r\n' ? '\r\n' : '\n';
    return ownLine && line > 0
      ? { start: line, end: line, newText: `${indent}</${tag.name}>${lineEnd}` }
      : { start: offset, end: offset, newText: `</${tag.name}>` };
  }

  private problem(
    span: Span,
    text: SyntaxProblem['message'],
    edits: readonly TextEdit[],
    title: SyntaxProblem['message'] = message('Remove it'),
  ): void {
    this.problems.push({ span, message: text, edits: [{ title, edits }] });
  }
}

/** `<name` of an open tag. */
function openerSpan({ nameSpan }: { readonly nameSpan: Span }): Span {
  return { start: nameSpan.start - 1, end: nameSpan.end };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
