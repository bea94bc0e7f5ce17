import type { Span } from '../text/span';
import { decodeValue, type DecodedValue } from './references';

/** All offsets are UTF-16 units from the start of the text. */
export interface XmlElement {
  /** With its prefix; '' if it has none yet. */
  readonly name: string;
  readonly localName: string;
  readonly nameSpan: Span;
  /** From the `<` of the open tag to the `>` of the close tag, or the extent of an unfinished element. */
  readonly span: Span;
  readonly openTag: Span;
  /** Undefined if self-closing or not closed. */
  readonly closeTag: Span | undefined;
  readonly selfClosing: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly parent: XmlElement | undefined;
  /** Text directly inside it that is not only white space, with CDATA sections. */
  readonly textSpans: readonly Span[];
}

export type Token = OpenTag | CloseTag | TextToken | Doctype;

/** Character data that is not only white space, or a CDATA section. */
export interface TextToken extends Span {
  readonly kind: 'text';
}

/** Neither tag nor text, except that a CDATA section is both text and markup. */
export interface Markup extends Span {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype' | 'other';
  readonly finished: boolean;
}

export type Doctype = Markup & { readonly kind: 'doctype' };

export class CloseTag {
  readonly kind = 'close';
  closes: OpenTag | undefined = undefined;

  /** `rest`: what must not follow the name. `finished`: whether it has its `>`. */
  constructor(
    readonly start: number,
    readonly end: number,
    readonly name: string,
    readonly nameStart: number,
    readonly nameEnd: number,
    readonly rest: Span | undefined,
    readonly finished: boolean,
  ) {}
}

/** Shared, because most elements have none. */
const none: readonly never[] = [];

/** An open or empty tag, and the element that it begins. Spans are made on demand, because most are never used. */
export class OpenTag implements XmlElement {
  readonly localName: string;
  parent: OpenTag | undefined = undefined;
  children: readonly OpenTag[] = none;
  textSpans: readonly Span[] = none;
  elementEnd: number;
  closeStart = -1;

  /** `kind`: whether it can have content. `end`: after the typed part of the tag. */
  constructor(
    readonly kind: 'open' | 'empty',
    readonly name: string,
    readonly start: number,
    readonly nameStart: number,
    readonly nameEnd: number,
    readonly end: number,
    readonly finished: boolean,
    readonly attributes: readonly XmlAttribute[] = none,
  ) {
    this.localName = localNameOf(name);
    this.elementEnd = end;
  }

  get span(): Span {
    return { start: this.start, end: this.elementEnd };
  }

  get nameSpan(): Span {
    return { start: this.nameStart, end: this.nameEnd };
  }

  get openTag(): Span {
    return { start: this.start, end: this.end };
  }

  get closeTag(): Span | undefined {
    return this.closeStart === -1 ? undefined : { start: this.closeStart, end: this.elementEnd };
  }

  get selfClosing(): boolean {
    return this.kind === 'empty' && this.finished;
  }

  add(child: OpenTag): void {
    child.parent = this;
    this.children = appended(this.children, child);
  }

  addText(span: Span): void {
    this.textSpans = appended(this.textSpans, span);
  }

  release(index: number): readonly OpenTag[] {
    const released = this.children.slice(index);
    this.children = this.children.slice(0, index);
    return released;
  }
}

function appended<T>(items: readonly T[], item: T): readonly T[] {
  if (items.length === 0) {
    return [item];
  }
  (items as T[]).push(item);
  return items;
}

export class XmlAttribute {
  private plain: string | undefined = undefined;
  private decoded: DecodedValue | undefined = undefined;

  /** `equalsAt` and `valueStart` are -1 if there is none. `isPlain`: whether the value needs no decoding. */
  constructor(
    private readonly text: string,
    readonly name: string,
    readonly start: number,
    readonly nameEnd: number,
    private readonly equalsAt: number,
    private readonly valueStart: number,
    private readonly valueEnd: number,
    readonly end: number,
    private readonly isPlain: boolean,
  ) {}

  /** From the name to the closing quote. */
  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.nameEnd };
  }

  get equals(): number | undefined {
    return this.equalsAt === -1 ? undefined : this.equalsAt;
  }

  /** Between the quotes; undefined if the value is missing or not quoted. */
  get valueSpan(): Span | undefined {
    return this.valueStart === -1 ? undefined : { start: this.valueStart, end: this.valueEnd };
  }

  get quote(): '"' | "'" | undefined {
    return this.valueStart === -1 ? undefined : this.text[this.valueStart - 1] === "'" ? "'" : '"';
  }

  /** With references decoded and white space normalized (XML 1.0, section 3.3.3); '' if there is none. */
  get value(): string {
    const { text, valueStart, valueEnd } = this;
    this.plain ??= valueStart === -1 ? '' : this.isPlain ? text.slice(valueStart, valueEnd) : this.decode().value;
    return this.plain;
  }

  /** The document offset of a UTF-16 unit of `value` (`value.length` for its end). */
  offsetOf(index: number): number {
    return this.valueStart === -1 ? this.end : this.decode().offsetOf(index);
  }

  private decode(): DecodedValue {
    this.decoded ??= decodeValue(this.text, { start: this.valueStart, end: this.valueEnd });
    return this.decoded;
  }
}

export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** By its exact name (XML is case-sensitive); the first if it is repeated. */
export function attributeOf({ attributes }: XmlElement, name: string): XmlAttribute | undefined {
  for (const attribute of attributes) {
    if (attribute.name === name) {
      return attribute;
    }
  }
  return undefined;
}

export function childrenNamed({ children }: XmlElement, localName: string): readonly XmlElement[] {
  return children.filter((child) => child.localName === localName);
}

/** In document order, with nothing below an element that `enter` refuses. */
export function* walk(
  elements: readonly XmlElement[],
  enter: (element: XmlElement) => boolean = () => true,
): Generator<XmlElement, undefined> {
  const around: { readonly siblings: readonly XmlElement[]; next: number }[] = [{ siblings: elements, next: 0 }];
  for (let level = around.at(-1); level !== undefined; level = around.at(-1)) {
    const element = level.siblings[level.next++];
    if (element === undefined) {
      around.pop();
      continue;
    }
    yield element;
    if (element.children.length > 0 && enter(element)) {
      around.push({ siblings: element.children, next: 0 });
    }
  }
}

/** At any depth, because half-typed text nests elements anywhere, but not below a barrier. */
export function below(
  elements: readonly XmlElement[],
  localName: string,
  isBarrier: (element: XmlElement) => boolean = () => false,
  most = Infinity,
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  // Every model is read by this, and it is faster than `walk`.
  const rest = elements.toReversed();
  for (let element = rest.pop(); element !== undefined && found.length < most; element = rest.pop()) {
    if (element.localName === localName) {
      found.push(element);
    }
    if (element.children.length > 0 && !isBarrier(element)) {
      for (const child of element.children.toReversed()) {
        rest.push(child);
      }
    }
  }
  return found;
}

export function firstBelow(elements: readonly XmlElement[], localName: string): XmlElement | undefined {
  return below(elements, localName, undefined, 1)[0];
}

/** Those that belong to no nearer element of the owner's kind, in document order. */
export function within(owner: XmlElement, localName: string): readonly XmlElement[] {
  return below(owner.children, localName, (element) => element.localName === owner.localName);
}
