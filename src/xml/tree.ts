import type { Span } from '../text/span';
import { decodeValue, type DecodedValue } from './references';

/** An element with the places of its parts. All offsets are UTF-16 units from the start of the text. */
export interface XmlElement {
  /** As written, with its prefix; '' if it has none yet. */
  readonly name: string;
  /** Without its prefix. */
  readonly localName: string;
  readonly nameSpan: Span;
  /** From `<` of the open tag to `>` of the close tag, or as far as an unfinished element goes. */
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

/** What the structure of a text is made of, in document order. */
export type Token = OpenTag | CloseTag | TextToken | Doctype;

/** Character data that is not only white space, or a CDATA section. */
export interface TextToken extends Span {
  readonly kind: 'text';
}

/** What is neither tag nor text; a CDATA section is both text and this. */
export interface Markup extends Span {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype' | 'other';
  /** Whether its end is there. */
  readonly finished: boolean;
}

export type Doctype = Markup & { readonly kind: 'doctype' };

export class CloseTag {
  readonly kind = 'close';
  /** The element that it closes, if any. */
  closes: OpenTag | undefined = undefined;

  /** `rest`: what follows the name but must not. `finished`: whether its `>` is there. */
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

/** An open or empty tag, and the element that it begins. Spans are made on demand: most are never asked for. */
export class OpenTag implements XmlElement {
  readonly localName: string;
  parent: OpenTag | undefined = undefined;
  children: readonly OpenTag[] = none;
  textSpans: readonly Span[] = none;
  /** After the last character of the element. */
  elementEnd: number;
  closeStart = -1;

  /** `kind`: whether it can have content. `end`: after the tag, as far as it is typed. */
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

  /** Removes the children from `index` on, and gives them. */
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

  /** `equalsAt` and `valueStart` are -1 if there is none. `isPlain`: whether the value is what is written. */
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

  /** From the first character of the name to the closing quote. */
  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.nameEnd };
  }

  /** The offset of its `=`, if it has one. */
  get equals(): number | undefined {
    return this.equalsAt === -1 ? undefined : this.equalsAt;
  }

  /** The text between the quotes, as written; undefined if the value is missing or not quoted. */
  get valueSpan(): Span | undefined {
    return this.valueStart === -1 ? undefined : { start: this.valueStart, end: this.valueEnd };
  }

  get quote(): '"' | "'" | undefined {
    return this.valueStart === -1 ? undefined : this.text[this.valueStart - 1] === "'" ? "'" : '"';
  }

  /** The value with references decoded and white space normalized (XML 1.0, section 3.3.3); '' if there is none. */
  get value(): string {
    const { text, valueStart, valueEnd } = this;
    this.plain ??= valueStart === -1 ? '' : this.isPlain ? text.slice(valueStart, valueEnd) : this.decode().value;
    return this.plain;
  }

  /** The document offset of the `index`-th UTF-16 unit of `value` (`value.length` gives the end of the value). */
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

/** The attribute of that exact name (XML is case-sensitive), the first if it is repeated. */
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

/** The elements and everything below them, in document order, but nothing below an element that `enter` refuses. */
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

/** The elements of that name at any depth, but not below a barrier: half-typed text nests elements anywhere. */
export function below(
  elements: readonly XmlElement[],
  localName: string,
  isBarrier: (element: XmlElement) => boolean = () => false,
  most = Infinity,
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  // Models are read by this, and it is faster than `walk`.
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

/** The first of them. */
export function firstBelow(elements: readonly XmlElement[], localName: string): XmlElement | undefined {
  return below(elements, localName, undefined, 1)[0];
}

/** The elements of that name below `owner` that belong to no nearer element of the owner's kind, in document order. */
export function within(owner: XmlElement, localName: string): readonly XmlElement[] {
  return below(owner.children, localName, (element) => element.localName === owner.localName);
}
