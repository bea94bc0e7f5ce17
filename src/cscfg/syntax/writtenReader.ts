import type { SyntaxNodeRef, Tree } from '@lezer/common';
import { present } from '../text/present';
import type { EarlierText } from './earlierText';
import { localNameOf, type WrittenAttribute, type WrittenChild, type WrittenElement } from './writtenElement';

/**
 * The top-level elements of a syntax tree, `offset` counting from the start of the text, whatever state that is in.
 * What `earlier` had already is taken from there.
 */
export function readWritten(tree: Tree, text: string, earlier?: EarlierText): readonly WrittenChild[] {
  const reader = new WrittenReader(text, earlier);
  // Walks without recursion: text nested a hundred thousand deep is still only text.
  tree.iterate({
    enter: (node) => reader.enter(node),
    leave: (node) => {
      reader.leave(node);
    },
  });
  return reader.roots;
}

class WrittenReader {
  readonly roots: WrittenChild[] = [];
  private readonly open: OpenElement[] = [];
  private closing = false;

  constructor(
    private readonly text: string,
    private readonly earlier: EarlierText | undefined,
  ) {}

  /** Whether to look at what is inside the node. */
  enter(node: SyntaxNodeRef): boolean {
    const open = this.open.at(-1);
    if (node.type.isError) {
      open?.broken();
      return true;
    }
    switch (node.name) {
      case 'Element':
        return this.enterElement(node.from, node.to);
      case 'OpenTag':
      case 'SelfClosingTag':
        open?.openedBy(node.to, node.name === 'SelfClosingTag');
        break;
      case 'CloseTag':
      case 'MismatchedCloseTag':
        this.closing = true;
        if (node.name === 'CloseTag') {
          open?.closedBy(node.from, node.to);
        } else {
          open?.broken();
        }
        break;
      case 'TagName':
        if (!this.closing) {
          open?.named(this.text, node.from, node.to);
        }
        break;
      case 'Attribute':
        open?.attributeAt(node.from, node.to);
        break;
      case 'AttributeName':
        open?.attributeNamed(node.to);
        break;
      case 'AttributeValue':
        open?.attributeValued(this.text, node.from, node.to);
        break;
    }
    return true;
  }

  leave({ name }: SyntaxNodeRef): void {
    if (name === 'CloseTag' || name === 'MismatchedCloseTag') {
      this.closing = false;
    } else if (name === 'Element') {
      const left = this.open.pop();
      if (left !== undefined) {
        this.add(left.from, left.whole());
      }
    }
  }

  private enterElement(from: number, to: number): boolean {
    const known = this.earlier?.elementAt(from, to);
    if (known !== undefined) {
      this.add(from, known);
      return false;
    }
    this.open.push(new OpenElement(from, to));
    return true;
  }

  private add(from: number, element: WrittenElement): void {
    const parent = this.open.at(-1);
    if (parent === undefined) {
      this.roots.push({ offset: from, element });
    } else {
      parent.add(from, element);
    }
  }
}

interface OpenAttribute {
  readonly start: number;
  readonly end: number;
  nameEnd: number;
  value?: NonNullable<WrittenAttribute['value']>;
}

/** An element while its parts are read. */
class OpenElement {
  private name = '';
  private nameStart = 0;
  private nameEnd = 0;
  private openEnd: number;
  private close: WrittenElement['close'];
  private selfClosing = false;
  private sound = true;
  private readonly attributes: OpenAttribute[] = [];
  private readonly children: WrittenChild[] = [];

  constructor(
    readonly from: number,
    private readonly to: number,
  ) {
    // Filled in by the open tag's parts; an element can be as little as a lone `<`.
    this.openEnd = to - from;
  }

  broken(): void {
    this.sound = false;
  }

  openedBy(to: number, selfClosing: boolean): void {
    this.openEnd = to - this.from;
    this.nameStart = this.nameEnd = 1;
    this.selfClosing = selfClosing;
  }

  closedBy(from: number, to: number): void {
    this.close = { start: from - this.from, end: to - this.from };
  }

  named(text: string, from: number, to: number): void {
    this.name = detached(text.slice(from, to));
    this.nameStart = from - this.from;
    this.nameEnd = to - this.from;
  }

  attributeAt(from: number, to: number): void {
    const start = from - this.from;
    this.attributes.push({ start, end: to - this.from, nameEnd: start });
  }

  attributeNamed(to: number): void {
    const attribute = this.attributes.at(-1);
    if (attribute !== undefined) {
      attribute.nameEnd = to - this.from;
    }
  }

  attributeValued(text: string, from: number, to: number): void {
    const attribute = this.attributes.at(-1);
    const quote = text[from];
    if (attribute !== undefined && (quote === '"' || quote === "'")) {
      // While the closing quote is not typed yet, the value reaches as far as the parser took it.
      const closed = to > from + 1 && text[to - 1] === quote;
      attribute.value = { start: from + 1 - this.from, end: (closed ? to - 1 : to) - this.from, quote };
    }
  }

  add(from: number, element: WrittenElement): void {
    this.children.push({ offset: from - this.from, element });
  }

  whole(): WrittenElement {
    const { name, nameStart, nameEnd, openEnd, close, selfClosing, attributes, children } = this;
    const length = this.to - this.from;
    const ended = selfClosing ? openEnd === length : close?.end === length;
    return {
      ...{ length, name, nameStart, nameEnd, openEnd, selfClosing, attributes, children },
      ...present('close', close),
      ...present('inside', namesInside(children)),
      sound: this.sound && ended && children.every(({ element }) => element.sound),
    };
  }
}

/** A service's files know about fifty names. */
const mostNames = 100;

const nothing: ReadonlySet<string> = new Set();

function namesInside(children: readonly WrittenChild[]): ReadonlySet<string> | undefined {
  if (children.length === 0) {
    return nothing;
  }
  const names = new Set<string>();
  for (const { element } of children) {
    if (element.inside === undefined || names.size > mostNames) {
      return undefined;
    }
    names.add(localNameOf(element.name));
    element.inside.forEach((name) => names.add(name));
  }
  return names;
}

/** The same text, without keeping the whole that it was cut from in memory for as long as it lives. */
function detached(name: string): string {
  return ` ${name}`.slice(1);
}
