import type { Span } from '../text/span';
import { decodeValue, type DecodedValue } from './attributeValue';
import { localNameOf, type WrittenAttribute, type WrittenChild, type WrittenElement } from './writtenElement';
import type { XmlAttribute, XmlElement } from './xmlElement';

/** The elements at their places in a text; those inside them are placed when they are first asked for. */
export function placeElements(text: string, roots: readonly WrittenChild[]): readonly XmlElement[] {
  return roots.map(({ offset, element }) => new PlacedElement(text, element, offset, undefined));
}

class PlacedElement implements XmlElement {
  readonly name: string;
  readonly localName: string;
  declare readonly parent?: XmlElement;
  private placedChildren: readonly PlacedElement[] | undefined;
  private placedAttributes: readonly XmlAttribute[] | undefined;

  constructor(
    private readonly text: string,
    readonly written: WrittenElement,
    private readonly start: number,
    parent: XmlElement | undefined,
  ) {
    this.name = written.name;
    this.localName = localNameOf(written.name);
    if (parent !== undefined) {
      this.parent = parent;
    }
  }

  get span(): Span {
    return this.at(0, this.written.length);
  }

  get nameSpan(): Span {
    return this.at(this.written.nameStart, this.written.nameEnd);
  }

  get openTag(): Span {
    return this.at(0, this.written.openEnd);
  }

  get closeTag(): Span | undefined {
    const { close } = this.written;
    return close === undefined ? undefined : this.at(close.start, close.end);
  }

  get selfClosing(): boolean {
    return this.written.selfClosing;
  }

  get attributes(): readonly XmlAttribute[] {
    this.placedAttributes ??= this.written.attributes.map((one) => new PlacedAttribute(this.text, one, this.start));
    return this.placedAttributes;
  }

  get children(): readonly XmlElement[] {
    this.placedChildren ??= this.written.children.map(
      ({ offset, element }) => new PlacedElement(this.text, element, this.start + offset, this),
    );
    return this.placedChildren;
  }

  holds(localName: string): boolean {
    return this.written.inside?.has(localName) ?? true;
  }

  private at(start: number, end: number): Span {
    return { start: this.start + start, end: this.start + end };
  }
}

class PlacedAttribute implements XmlAttribute {
  readonly name: string;
  private decoded: DecodedValue | undefined;

  constructor(
    private readonly text: string,
    private readonly written: WrittenAttribute,
    private readonly base: number,
  ) {
    this.name = text.slice(base + written.start, base + written.nameEnd);
  }

  get span(): Span {
    return this.at(this.written.start, this.written.end);
  }

  get nameSpan(): Span {
    return this.at(this.written.start, this.written.nameEnd);
  }

  get valueSpan(): Span | undefined {
    const { value } = this.written;
    return value === undefined ? undefined : this.at(value.start, value.end);
  }

  get quote(): '"' | "'" | undefined {
    return this.written.value?.quote;
  }

  get value(): string {
    return this.decode()?.value ?? '';
  }

  offsetOf(index: number): number {
    return this.decode()?.offsetOf(index) ?? this.span.end;
  }

  private decode(): DecodedValue | undefined {
    const { valueSpan } = this;
    if (valueSpan !== undefined) {
      this.decoded ??= decodeValue(this.text, valueSpan);
    }
    return this.decoded;
  }

  private at(start: number, end: number): Span {
    return { start: this.base + start, end: this.base + end };
  }
}
