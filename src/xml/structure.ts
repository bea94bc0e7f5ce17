import * as l10n from '@vscode/l10n';
import { wholeLines } from '../text/lines';
import type { Span } from '../text/span';
import { beforeSpace, skipSpace } from './characters';
import {
  closedBy,
  closersAhead,
  closersAtEnd,
  closeTagProblem,
  openerSpan,
  unclosedAtEnd,
  unclosedWithin,
  type OpenElement,
} from './closing';
import { isDeclarationAt } from './prolog';
import { insertion, lineRemoval, mostProblems, proposal, removal, type SyntaxProblem } from './problem';
import { tagWithoutOpener } from './tags';
import { CloseTag, OpenTag, type Doctype, type TextToken, type Token } from './tree';

export interface Structure {
  readonly roots: readonly OpenTag[];
  /** What is wrong with how the tags nest: unclosed, mismatched, a second root, text outside the root. */
  readonly problems: readonly SyntaxProblem[];
  /** What is where no text is allowed and must go: nothing else needs to be said of it. */
  readonly outside: readonly Span[];
}

/** Puts the elements together from their tags: what it decides about a tag that does not fit is also what it reports. */
export function buildTree(text: string, tokens: Token[]): Structure {
  const builder = new TreeBuilder(text, tokens);
  for (let index = 0; index < tokens.length; index++) {
    builder.take(index);
  }
  builder.end();
  return builder;
}

class TreeBuilder implements Structure {
  readonly roots: OpenTag[] = [];
  problems: SyntaxProblem[] = [];
  readonly outside: Span[] = [];
  private readonly open: OpenElement[] = [];
  /** The places in `open` of the elements of each name. */
  private readonly openByName = new Map<string, number[]>();
  private rootCloser: CloseTag | undefined;
  private doctypes = 0;
  private closers: ((from: number) => string | undefined) | undefined;

  /** A text that is taken for a tag that lacks its `<` is replaced by that tag among the `tokens`. */
  constructor(
    private readonly text: string,
    private readonly tokens: Token[],
  ) {}

  private get isFull(): boolean {
    return this.problems.length >= mostProblems;
  }

  private get innermost(): OpenTag | undefined {
    return this.open.at(-1)?.tag;
  }

  take(index: number): void {
    const token = this.tokens[index];
    switch (token?.kind) {
      case 'open':
        this.openAs(token, index);
        break;
      case 'empty':
        this.add(token);
        break;
      case 'close':
        this.close(token, index);
        break;
      case 'text':
        this.addText(token, index);
        break;
      case 'doctype':
        this.countDoctype(token);
        break;
      case undefined:
        break;
    }
  }

  end(): void {
    const end = beforeSpace(this.text);
    const all = this.open.slice();
    this.slashMissing(this.open);
    const { innermost } = this;
    if (this.roots.length === 0) {
      this.noRoot();
    } else if (innermost !== undefined && !this.isFull) {
      this.problems.push(unclosedAtEnd(this.text, this.open, innermost));
    }
    for (const { tag } of all) {
      if (tag.closeStart === -1) {
        tag.elementEnd = Math.max(end, tag.end);
      }
    }
  }

  private add(tag: OpenTag): void {
    const parent = this.innermost;
    if (parent === undefined) {
      this.roots.push(tag);
      this.countRoot(tag);
    } else {
      parent.add(tag);
    }
  }

  private openAs(tag: OpenTag, index: number): void {
    this.add(tag);
    const places = this.openByName.get(tag.name);
    if (places === undefined) {
      this.openByName.set(tag.name, [this.open.length]);
    } else {
      places.push(this.open.length);
    }
    this.open.push({ tag, index });
  }

  /** Takes the innermost elements down to that place out of those that are open, and gives them, the outermost first. */
  private leave(depth: number): OpenElement[] {
    const left = this.open.splice(depth);
    for (const { tag } of left) {
      this.openByName.get(tag.name)?.pop();
    }
    return left;
  }

  private addText(token: TextToken, index: number): void {
    const parent = this.innermost;
    if (!this.isLostTag(token, index)) {
      if (parent === undefined) {
        this.mustGo(token, l10n.t('Text is only allowed inside the root element. Remove it.'));
      } else {
        parent.addText({ start: token.start, end: token.end });
      }
    }
  }

  private countDoctype(token: Doctype): void {
    if (this.roots.length > 0 || this.doctypes++ > 0) {
      this.mustGo(token, l10n.t('A document type is only allowed once, before the root element. Remove it.'));
    }
  }

  private countRoot(tag: OpenTag): void {
    if (this.roots.length === 2) {
      this.report(
        openerSpan(tag),
        l10n.t('Only one root element is allowed, and <{0}> is a second one.', tag.name),
        ...this.rootThatTakesIn(tag),
      );
    }
  }

  /** What if the root element ended too early. Another root of the same name is another document instead. */
  private rootThatTakesIn({ name }: OpenTag): SyntaxProblem['edits'] {
    const { text, rootCloser } = this;
    const root = this.roots.find(({ kind }) => kind === 'open');
    if (root === undefined || rootCloser === undefined || root.name === name) {
      return [];
    }
    const end = beforeSpace(text);
    const { edits } = lineRemoval(text, rootCloser);
    const title = l10n.t('Move </{0}> to the end', root.name);
    return [proposal(title, ...edits, insertion(end, closersAtEnd(text, [{ tag: root, index: 0 }], end)))];
  }

  /** Whatever else is there: the text is no document, and that says it all. */
  private noRoot(): void {
    const stray = this.tokens.find(({ kind }) => kind === 'text' || kind === 'close');
    const end = beforeSpace(this.text);
    const span = stray === undefined ? { start: end, end } : firstLine(this.text, stray);
    this.problems = [];
    this.report(span, l10n.t('There is no root element. A service configuration starts with <ServiceConfiguration>.'));
  }

  private close(tag: CloseTag, index: number): void {
    const { innermost } = this;
    if (innermost?.name === tag.name && tag.rest === undefined && tag.finished && this.open.length > 1) {
      this.closeAt(this.open.length - 1, tag, index);
      return;
    }
    const next = (): string | undefined => this.closerAfter(index);
    const depth = closedBy(tag, this.open, this.openByName.get(tag.name)?.at(-1) ?? -1, next);
    const meant = depth === undefined ? undefined : this.open[depth]?.tag;
    if (depth === undefined && next() === tag.name && this.tokens[index + 1]?.kind !== 'close') {
      this.slashTooMuch(tag, index);
    } else if (depth === undefined || meant === undefined) {
      this.mustGo(tag, l10n.t('</{0}> closes nothing: no such element is open. Remove it.', tag.name));
    } else if (this.open.length === 1 && meant.name === tag.name && this.isTooEarly(tag, index)) {
      const words = l10n.t('</{0}> closes the root element too early: more elements follow. Remove it.', tag.name);
      this.mustGo(tag, words);
    } else {
      const problem = this.isFull ? undefined : closeTagProblem(this.text, tag, meant);
      if (problem !== undefined) {
        this.problems.push(problem);
      }
      this.closeAt(depth, tag, index);
      this.rootCloser = this.open.length === 0 ? tag : undefined;
    }
  }

  /** Closes the element at `depth`; those that are open inside it were never closed. */
  private closeAt(depth: number, closer: CloseTag, index: number): void {
    if (depth < this.open.length - 1) {
      this.endUnclosed(this.leave(depth + 1), closer, index);
    }
    const closed = this.open.pop()?.tag;
    if (closed !== undefined) {
      this.openByName.get(closed.name)?.pop();
      closer.closes = closed;
      closed.closeStart = closer.start;
      closed.elementEnd = closer.end;
    }
  }

  /** Ends elements that nothing closes where they most likely were to end; `unclosed`: the outermost first. */
  private endUnclosed(unclosed: OpenElement[], closer: CloseTag, index: number): void {
    const name = this.innermost?.name ?? '';
    const end = beforeSpace(this.text, closer.start, unclosed.at(-1)?.tag.end);
    this.slashMissing(unclosed);
    for (const element of unclosed) {
      if (!this.isFull) {
        this.problems.push(unclosedWithin(this.text, this.tokens, element, { name, index }));
      }
      element.tag.elementEnd = Math.max(end, element.tag.end);
      this.endBeforeSibling(element.tag);
    }
  }

  /** Its next sibling of the same name would hardly be its child: that and what follows is the parent's. */
  private endBeforeSibling(tag: OpenTag): void {
    const index = tag.children.findIndex(({ name }) => name === tag.name);
    const start = tag.children[index]?.start;
    if (start === undefined) {
      return;
    }
    const [children, texts] = [tag.release(index), tag.releaseText(start)];
    tag.elementEnd = Math.max(tag.end, tag.children.at(-1)?.elementEnd ?? 0, tag.textSpans.at(-1)?.end ?? 0);
    this.adopt(tag.parent, children, texts);
  }

  private adopt(parent: OpenTag | undefined, children: readonly OpenTag[], texts: readonly Span[]): void {
    for (const child of children) {
      if (parent === undefined) {
        child.parent = undefined;
        this.roots.push(child);
      } else {
        parent.add(child);
      }
    }
    for (const span of texts) {
      parent?.addText(span);
    }
  }

  /** Whether the text is a tag without its `<`, which the tags around it tell: then it is reported and taken as one. */
  private isLostTag(token: TextToken, index: number): boolean {
    const lost = tagWithoutOpener(this.text, token);
    if (lost === undefined) {
      return false;
    }
    const innermost = this.innermost?.name;
    const next = this.closerAfter(index);
    const fits =
      lost.kind === 'close'
        ? lost.name === innermost && lost.name !== next
        : lost.name === next && lost.name !== innermost;
    if (!fits) {
      return false;
    }
    this.tokens[index] = lost;
    this.report(
      { start: lost.nameStart, end: lost.nameEnd },
      l10n.t('"<" is missing before {0}. Without it, this is text and no tag.', lost.name),
      proposal(l10n.t('Insert "<"'), insertion(token.start, '<')),
    );
    if (lost.kind === 'close') {
      this.closeAt(this.open.length - 1, lost, index);
    } else {
      this.openAs(lost, index);
    }
    return true;
  }

  /** `</Role>` where `<Role>` was meant: it is closed further on. */
  private slashTooMuch({ name, start, end, nameStart, nameEnd, finished }: CloseTag, index: number): void {
    this.report(
      { start, end: nameEnd },
      l10n.t('</{0}> closes nothing, and is closed further on. Remove the "/".', name),
      proposal(l10n.t('Write {0}', `<${name}>`), { start: start + 1, end: nameStart, newText: '' }),
    );
    const tag = new OpenTag('open', name, start, nameStart, nameEnd, end, finished);
    this.tokens[index] = tag;
    this.openAs(tag, index);
  }

  /** `<Role>` where `</Role>` was meant: it has no attribute, and is in a `<Role>` itself. Takes both from `open`. */
  private slashMissing(open: OpenElement[]): void {
    const [outer, inner] = open.slice(-2);
    if (outer === undefined || inner?.tag.name !== outer.tag.name) {
      return;
    }
    const { name, nameStart, nameEnd, start, end } = inner.tag;
    if (this.text.charAt(skipSpace(this.text, nameEnd)) !== '>') {
      return;
    }
    this.report(
      { start, end },
      l10n.t('<{0}> is opened a second time, and never closed. Write </{0}>.', name),
      proposal(l10n.t('Write {0}', `</${name}>`), insertion(nameStart, '/')),
    );
    open.splice(-2);
    outer.tag.closeStart = start;
    outer.tag.elementEnd = end;
    outer.tag.release(outer.tag.children.length - 1);
    this.adopt(outer.tag.parent, inner.tag.release(0), inner.tag.textSpans);
    const closer = new CloseTag(start, end, name, nameStart, nameEnd, undefined, true);
    closer.closes = outer.tag;
    this.tokens[inner.index] = closer;
  }

  /** The root's name is closed once more further on, and what is in between would be a second root. */
  private isTooEarly(tag: CloseTag, index: number): boolean {
    const following = this.tokens[index + 1]?.kind;
    return following !== undefined && following !== 'close' && this.closerAfter(index) === tag.name;
  }

  private closerAfter(index: number): string | undefined {
    this.closers ??= closersAhead(this.tokens);
    return this.closers(index + 1);
  }

  private mustGo({ start, end }: Span, text: string): void {
    if (this.isFull) {
      return;
    }
    const span = { start, end };
    this.outside.push(span);
    const next = skipSpace(this.text, end);
    const isFirst = skipSpace(this.text, 0) === start && isDeclarationAt(this.text, next);
    this.report(span, text, removal(isFirst ? { start, end: next } : wholeLines(this.text, span)));
  }

  private report(span: Span, text: string, ...edits: SyntaxProblem['edits']): void {
    if (!this.isFull) {
      this.problems.push({ span, message: text, edits });
    }
  }
}

function firstLine(text: string, { start, end }: Span): Span {
  const line = /[^\r\n]*/y;
  line.lastIndex = start;
  line.test(text);
  return { start, end: Math.min(end, line.lastIndex) };
}
