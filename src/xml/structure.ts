import * as l10n from '@vscode/l10n';
import { wholeLines } from '../text/lines';
import type { ProposedEdit, Span } from '../text/span';
import { beforeSpace, matchAt, skipSpace } from './characters';
import {
  closedBy,
  closersAhead,
  closersAtEnd,
  closingFix,
  nextSibling,
  openerSpan,
  reportCloseTag,
  type OpenElement,
} from './closing';
import { isDeclarationAt } from './prolog';
import { fix, insert, insertion, ProblemList, remove, write } from './problem';
import { tagWithoutOpener } from './tags';
import { CloseTag, OpenTag, type TextToken, type Token } from './tree';

/** Builds the elements and reports tags that do not fit. In `tokens`, replaces text that is a tag without its `<`. */
export function buildTree(text: string, tokens: Token[]): Pick<TreeBuilder, 'roots' | 'problems' | 'outside'> {
  const builder = new TreeBuilder(text, tokens);
  tokens.forEach((token, index) => {
    builder.add(token, index);
  });
  builder.end();
  return builder;
}

class TreeBuilder extends ProblemList {
  readonly roots: OpenTag[] = [];
  /** What must be removed because it is outside the root: problems inside it are not reported. */
  readonly outside: Span[] = [];
  private readonly open: OpenElement[] = [];
  /** The place in `open` of the innermost element of each name. */
  private readonly places = new Map<string, number>();
  private rootCloser: CloseTag | undefined;
  private hasDoctype = false;
  private closers: ((from: number) => string | undefined) | undefined;

  constructor(
    private readonly text: string,
    private readonly tokens: Token[],
  ) {
    super();
  }

  private get innermost(): OpenTag | undefined {
    return this.open.at(-1)?.tag;
  }

  add(token: Token, index: number): void {
    switch (token.kind) {
      case 'open':
      case 'empty':
        this.addElement(token, index);
        break;
      case 'close':
        this.addCloseTag(token, index);
        break;
      case 'text':
        this.addText(token, index);
        break;
      case 'doctype':
        if (this.hasDoctype || this.roots.length > 0) {
          this.reportExtra(token, l10n.t('A document type is only allowed once, before the root element. Remove it.'));
        }
        this.hasDoctype = true;
    }
  }

  end(): void {
    const all = this.open.slice();
    this.readAsCloseTag(this.open);
    if (this.roots.length === 0) {
      this.reportNoRoot();
    } else if (this.innermost !== undefined && !this.isFull) {
      this.reportUnclosed(this.innermost);
    }
    const end = beforeSpace(this.text);
    for (const { tag } of all) {
      if (tag.closeStart === -1) {
        tag.elementEnd = Math.max(end, tag.end);
      }
    }
  }

  private reportUnclosed(innermost: OpenTag): void {
    const end = beforeSpace(this.text);
    const tags = this.open.map(({ tag }) => tag);
    const closers = tags.map(({ name }) => `</${name}>`);
    const missing = closers.slice(-3).reverse().join('') + (closers.length > 3 ? '…' : '');
    const what = l10n.t('<{0}> is never closed: {1} is missing at the end.', innermost.name, missing);
    const edits = [insert(end, closersAtEnd(this.text, tags, end), missing)];
    this.report(openerSpan(innermost), what, edits, 'unfinished');
  }

  private addElement(tag: OpenTag, index: number): void {
    const parent = this.innermost;
    if (parent === undefined) {
      this.addRoot(tag);
    } else {
      parent.add(tag);
    }
    if (tag.kind === 'open') {
      this.open.push({ tag, index, outer: this.places.get(tag.name) ?? -1 });
      this.places.set(tag.name, this.open.length - 1);
    }
  }

  private addRoot(tag: OpenTag): void {
    this.roots.push(tag);
    if (this.roots.length === 2) {
      const what = l10n.t('Only one root element is allowed: <{0}> is the second.', tag.name);
      this.report(openerSpan(tag), what, this.longerRoot(tag));
    }
  }

  /** The first root may end too early; but if both have the same name, the second one starts another document. */
  private longerRoot({ name }: OpenTag): readonly ProposedEdit[] {
    const { text, rootCloser } = this;
    const root = this.roots.find(({ kind }) => kind === 'open');
    if (root === undefined || rootCloser === undefined || root.name === name) {
      return [];
    }
    const end = beforeSpace(text);
    const title = l10n.t('Move </{0}> to the end', root.name);
    const closer = insertion(end, closersAtEnd(text, [root], end));
    return [fix(title, { ...wholeLines(text, { start: rootCloser.start, end: rootCloser.end }), newText: '' }, closer)];
  }

  /** Other problems of the structure are not reported then. */
  private reportNoRoot(): void {
    const stray = this.tokens.find(({ kind }) => kind === 'text' || kind === 'close');
    const start = stray?.start ?? beforeSpace(this.text);
    const [line = ''] = matchAt(/[^\r\n]*/y, this.text, start) ?? [];
    const span = { start, end: Math.min(stray?.end ?? start, start + line.length) };
    this.problems.length = 0;
    const what = l10n.t('There is no root element. A service configuration starts with <ServiceConfiguration>.');
    this.report(span, what, []);
  }

  private addCloseTag(tag: CloseTag, index: number): void {
    const last = this.open.length - 1;
    if (last > 0 && this.innermost?.name === tag.name && tag.rest === undefined && tag.finished) {
      this.close(last, tag);
      return;
    }
    const { name } = tag;
    const next = (): string | undefined => this.closerAfter(index);
    const following = this.tokens[index + 1]?.kind;
    const depth = closedBy(tag, this.open, this.places.get(name) ?? -1, next);
    const closed = depth === undefined ? undefined : this.open[depth]?.tag;
    if (depth === undefined && next() === name && following !== 'close') {
      this.readAsOpenTag(tag, index);
    } else if (depth === undefined || closed === undefined) {
      this.reportExtra(tag, l10n.t('</{0}> closes nothing: no such element is open. Remove it.', name));
    } else if (
      last === 0 &&
      closed.name === name &&
      following !== undefined &&
      following !== 'close' &&
      next() === name
    ) {
      // The name is closed again, and the text between would be a second root.
      this.reportExtra(tag, l10n.t('</{0}> closes the root element too early: more elements follow. Remove it.', name));
    } else {
      reportCloseTag(this, this.text, tag, closed);
      this.close(depth, tag);
      this.rootCloser = this.open.length === 0 ? tag : undefined;
    }
  }

  /** Removes the open elements below that depth; returns them, the outermost first. */
  private leave(depth: number): OpenElement[] {
    const left = this.open.splice(depth);
    for (const { tag, outer } of left.toReversed()) {
      this.places.set(tag.name, outer);
    }
    return left;
  }

  /** Elements still open inside it were never closed. */
  private close(depth: number, closer: CloseTag): void {
    if (depth < this.open.length - 1) {
      this.endUnclosed(this.leave(depth + 1), closer);
    }
    const element = this.open.pop();
    if (element !== undefined) {
      const closed = element.tag;
      this.places.set(closed.name, element.outer);
      closer.closes = closed;
      closed.closeStart = closer.start;
      closed.elementEnd = closer.end;
    }
  }

  /** Ends elements without a close tag where they were most likely meant to end, the outermost first. */
  private endUnclosed(unclosed: OpenElement[], closer: CloseTag): void {
    const name = this.innermost?.name ?? '';
    const end = beforeSpace(this.text, closer.start, unclosed.at(-1)?.tag.end);
    this.readAsCloseTag(unclosed);
    for (const { tag } of unclosed) {
      if (!this.isFull) {
        const what = l10n.t('<{0}> is never closed: </{0}> is missing before </{1}>.', tag.name, name);
        this.report(openerSpan(tag), what, [closingFix(this.text, tag, closer.start)]);
      }
      tag.elementEnd = Math.max(end, tag.end);
      this.endBeforeSibling(tag);
    }
  }

  /** A child of the same name is more likely the next sibling: it and what follows belong to the parent. */
  private endBeforeSibling(tag: OpenTag): void {
    const sibling = nextSibling(tag);
    if (sibling !== undefined) {
      const { start } = sibling;
      const children = tag.release(tag.children.indexOf(sibling));
      const texts = tag.textSpans.filter((span) => span.start >= start);
      tag.textSpans = tag.textSpans.filter((span) => span.start < start);
      tag.elementEnd = Math.max(tag.end, tag.children.at(-1)?.elementEnd ?? 0, tag.textSpans.at(-1)?.end ?? 0);
      this.adopt(tag.parent, children, texts);
    }
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

  private addText(token: TextToken, index: number): void {
    const parent = this.innermost;
    if (this.isTagWithoutOpener(token, index)) {
      return;
    }
    if (parent === undefined) {
      this.reportExtra(token, l10n.t('Text is only allowed inside the root element. Remove it.'));
    } else {
      parent.addText({ start: token.start, end: token.end });
    }
  }

  /** Whether a tag without its `<` is needed by the tags around it. Reports it and reads it as a tag. */
  private isTagWithoutOpener(token: TextToken, index: number): boolean {
    const tag = tagWithoutOpener(this.text, token);
    if (tag === undefined) {
      return false;
    }
    const [innermost, next] = [this.innermost?.name, this.closerAfter(index)];
    const [needed, other] = tag.kind === 'close' ? [innermost, next] : [next, innermost];
    if (tag.name !== needed || tag.name === other) {
      return false;
    }
    this.tokens[index] = tag;
    const what = l10n.t('"<" is missing before {0}. Without it, this is text, not a tag.', tag.name);
    this.report({ start: tag.nameStart, end: tag.nameEnd }, what, [insert(token.start, '<')]);
    if (tag.kind === 'close') {
      this.close(this.open.length - 1, tag);
    } else {
      this.addElement(tag, index);
    }
    return true;
  }

  /** `</Role>` where `<Role>` was meant: another tag closes it. */
  private readAsOpenTag({ name, start, end, nameStart, nameEnd, finished }: CloseTag, index: number): void {
    const what = l10n.t('</{0}> closes nothing, but another close tag follows. Remove the "/".', name);
    const edits = [write({ start: start + 1, end: nameStart }, '', `<${name}>`)];
    this.report({ start, end: nameEnd }, what, edits);
    const tag = new OpenTag('open', name, start, nameStart, nameEnd, end, finished);
    this.tokens[index] = tag;
    this.addElement(tag, index);
  }

  /** `<Role>` where `</Role>` was meant: without attributes, directly in another `<Role>`. Removes both from `open`. */
  private readAsCloseTag(open: OpenElement[]): void {
    const [outer, inner] = open.slice(-2);
    if (outer === undefined || inner?.tag.name !== outer.tag.name) {
      return;
    }
    const { name, nameStart, nameEnd, start, end } = inner.tag;
    if (this.text[skipSpace(this.text, nameEnd)] !== '>') {
      return;
    }
    const what = l10n.t('<{0}> is opened again but never closed. Write </{0}>.', name);
    this.report({ start, end }, what, [write({ start: nameStart, end: nameStart }, '/', `</${name}>`)]);
    open.splice(-2);
    outer.tag.closeStart = start;
    outer.tag.elementEnd = end;
    outer.tag.release(outer.tag.children.length - 1);
    this.adopt(outer.tag.parent, inner.tag.children, inner.tag.textSpans);
    const closer = new CloseTag(start, end, name, nameStart, nameEnd, undefined, true);
    closer.closes = outer.tag;
    this.tokens[inner.index] = closer;
  }

  private closerAfter(index: number): string | undefined {
    this.closers ??= closersAhead(this.tokens);
    return this.closers(index + 1);
  }

  private reportExtra({ start, end }: Span, what: string): void {
    if (!this.isFull) {
      const span = { start, end };
      this.outside.push(span);
      const next = skipSpace(this.text, end);
      const isFirst = skipSpace(this.text, 0) === start && isDeclarationAt(this.text, next);
      this.report(span, what, [remove(isFirst ? { start, end: next } : wholeLines(this.text, span))]);
    }
  }
}
