import type { SyntaxNodeRef, Tree } from '@lezer/common';
import type { Span } from '../text/span';
import { decodeValue, type DecodedValue } from './attributeValue';
import type { XmlAttribute, XmlElement } from './xmlElement';

/** The elements of a syntax tree with their attributes, whatever state the text is in. */
export function readElements(tree: Tree, text: string): readonly XmlElement[] {
  const reader = new ElementReader(text);
  // Walks without recursion: text nested a hundred thousand deep is still only text.
  tree.iterate({
    enter: (node) => {
      reader.enter(node);
    },
    leave: (node) => {
      reader.leave(node);
    },
  });
  return reader.roots;
}

class ElementReader {
  readonly roots: ElementNode[] = [];
  private open: ElementNode | undefined;
  private attribute: AttributeNode | undefined;
  private closing = false;

  constructor(private readonly text: string) {}

  enter(node: SyntaxNodeRef): void {
    switch (node.name) {
      case 'Element':
        this.open = new ElementNode(spanOf(node), this.open);
        (this.open.parent?.children ?? this.roots).push(this.open);
        break;
      case 'OpenTag':
      case 'SelfClosingTag':
        this.open?.openedBy(spanOf(node), node.name === 'SelfClosingTag');
        break;
      case 'CloseTag':
      case 'MismatchedCloseTag':
        this.closing = true;
        if (this.open !== undefined && node.name === 'CloseTag') {
          this.open.closeTag = spanOf(node);
        }
        break;
      case 'TagName':
        if (!this.closing) {
          this.open?.named(this.text.slice(node.from, node.to), spanOf(node));
        }
        break;
      case 'Attribute':
        this.attribute = new AttributeNode(this.text, spanOf(node));
        this.open?.attributes.push(this.attribute);
        break;
      case 'AttributeName':
        this.attribute?.named(spanOf(node));
        break;
      case 'AttributeValue':
        this.attribute?.valued(spanOf(node));
        break;
    }
  }

  leave(node: SyntaxNodeRef): void {
    switch (node.name) {
      case 'Element':
        this.open = this.open?.parent;
        break;
      case 'CloseTag':
      case 'MismatchedCloseTag':
        this.closing = false;
        break;
      case 'Attribute':
        this.attribute = undefined;
        break;
    }
  }
}

class ElementNode implements XmlElement {
  name = '';
  localName = '';
  nameSpan: Span;
  openTag: Span;
  closeTag?: Span;
  selfClosing = false;
  readonly attributes: AttributeNode[] = [];
  readonly children: ElementNode[] = [];
  declare readonly parent?: ElementNode;

  constructor(
    readonly span: Span,
    parent: ElementNode | undefined,
  ) {
    // Filled in by the open tag's parts; an element can be as little as a lone `<`.
    this.nameSpan = { start: span.start, end: span.start };
    this.openTag = span;
    if (parent !== undefined) {
      this.parent = parent;
    }
  }

  openedBy(span: Span, selfClosing: boolean): void {
    this.openTag = span;
    this.nameSpan = { start: span.start + 1, end: span.start + 1 };
    this.selfClosing = selfClosing;
  }

  named(name: string, span: Span): void {
    this.name = name;
    this.localName = name.slice(name.indexOf(':') + 1);
    this.nameSpan = span;
  }
}

class AttributeNode implements XmlAttribute {
  name = '';
  nameSpan: Span;
  valueSpan?: Span;
  quote?: '"' | "'";
  private decoded: DecodedValue | undefined;

  constructor(
    private readonly text: string,
    readonly span: Span,
  ) {
    this.nameSpan = { start: span.start, end: span.start };
  }

  get value(): string {
    return this.valueSpan === undefined ? '' : this.decode(this.valueSpan).value;
  }

  offsetOf = (index: number): number =>
    this.valueSpan === undefined ? this.span.end : this.decode(this.valueSpan).offsetOf(index);

  named(span: Span): void {
    this.name = this.text.slice(span.start, span.end);
    this.nameSpan = span;
  }

  valued({ start, end }: Span): void {
    const quote = this.text[start];
    if (quote === '"' || quote === "'") {
      this.quote = quote;
      // While the closing quote is not typed yet, the value reaches as far as the parser took it.
      const closed = end > start + 1 && this.text[end - 1] === quote;
      this.valueSpan = { start: start + 1, end: closed ? end - 1 : end };
    }
  }

  private decode(span: Span): DecodedValue {
    this.decoded ??= decodeValue(this.text, span);
    return this.decoded;
  }
}

function spanOf({ from, to }: SyntaxNodeRef): Span {
  return { start: from, end: to };
}
