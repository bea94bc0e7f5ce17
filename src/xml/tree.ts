import type { Span } from '../text/span';
import { decodeValue, type DecodedValue } from './references';

/**
 * An element of an XML file, with the place of every part in the text. Offsets are UTF-16 code units from the start of
 * the document.
 */
export interface XmlElement {
  /** As written, prefix included; '' where there is none yet. */
  readonly name: string;
  /** Without its prefix. */
  readonly localName: string;
  readonly nameSpan: Span;
  /** From `<` of the open tag to `>` of the close tag, or as far as an unfinished element goes. */
  readonly span: Span;
  readonly openTag: Span;
  /** Absent when self-closing or not (yet) closed. */
  readonly closeTag: Span | undefined;
  readonly selfClosing: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  readonly parent: XmlElement | undefined;
  /** Text directly inside it that is not only white space, CDATA sections included. */
  readonly textSpans: readonly Span[];
}

export interface XmlAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** From the first character of the name to the closing quote. */
  readonly span: Span;
  /** The offset of its `=`; undefined where it has none. */
  readonly equals: number | undefined;
  /** The text between the quotes, as written; absent where the value is missing or not quoted. */
  readonly valueSpan: Span | undefined;
  readonly quote: '"' | "'" | undefined;
  /** The value with character and predefined entity references decoded and white space normalized as XML 1.0 §3.3.3 says. '' where there is none. */
  readonly value: string;
  /** The document offset of the `index`-th UTF-16 unit of `value` (`value.length` gives the end of the value). */
  offsetOf(index: number): number;
}

/** A tag as an element has it at its beginning or at its end. */
interface TagToken {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** What the structure of a text is made of, in document order. */
export type Token = OpenTag | CloseTag | TextToken | Doctype;

export class CloseTag implements TagToken {
  readonly kind = 'close';
  /** Whose element it closes; undefined where it closes none. */
  closes: OpenTag | undefined = undefined;

  /** `rest`: what follows the name, where only white space is allowed. `finished`: whether its `>` is there. */
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

/** Character data with something else than white space, or a CDATA section. */
export interface TextToken {
  readonly kind: 'text';
  readonly start: number;
  readonly end: number;
}

/** What is no tag and no text; a CDATA section is both text and this. */
export interface Markup {
  readonly kind: 'comment' | 'cdata' | 'instruction' | 'doctype' | 'other';
  readonly start: number;
  readonly end: number;
  /** It is ended as it must be. */
  readonly finished: boolean;
}

export type Doctype = Markup & { readonly kind: 'doctype' };

const noAttributes: readonly Attribute[] = [];
const noTags: readonly OpenTag[] = [];
const noSpans: readonly Span[] = [];

/** An open or empty tag, and the element that it begins. Its places are numbers: spans are made when somebody asks. */
export class OpenTag implements XmlElement, TagToken {
  readonly localName: string;
  parent: OpenTag | undefined = undefined;
  children: readonly OpenTag[] = noTags;
  textSpans: readonly Span[] = noSpans;
  /** Behind the last character of the element. */
  elementEnd: number;
  closeStart = -1;

  /** `end`: behind the tag, or as far as it is typed. `kind`: whether it may have content. */
  constructor(
    readonly kind: 'open' | 'empty',
    readonly name: string,
    readonly start: number,
    readonly nameStart: number,
    readonly nameEnd: number,
    readonly end: number,
    readonly finished: boolean,
    readonly attributes: readonly Attribute[] = noAttributes,
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
    if (this.children.length === 0) {
      this.children = [child];
    } else {
      (this.children as OpenTag[]).push(child);
    }
  }

  addText(span: Span): void {
    if (this.textSpans.length === 0) {
      this.textSpans = [span];
    } else {
      (this.textSpans as Span[]).push(span);
    }
  }

  /** Takes the children from `index` on away from it, and gives them. */
  release(index: number): readonly OpenTag[] {
    const released = this.children.slice(index);
    this.children = this.children.slice(0, index);
    return released;
  }

  /** The same with text from an offset on. */
  releaseText(start: number): readonly Span[] {
    const released = this.textSpans.filter((span) => span.start >= start);
    this.textSpans = this.textSpans.filter((span) => span.start < start);
    return released;
  }
}

export class Attribute implements XmlAttribute {
  private plain: string | undefined = undefined;
  private decoded: DecodedValue | undefined = undefined;

  /**
   * `valueStart`: -1 where there is no quoted value. `equalsAt`: -1 where there is no `=`. `isPlain`: whether the value
   * is what is written.
   */
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

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get nameSpan(): Span {
    return { start: this.start, end: this.nameEnd };
  }

  get equals(): number | undefined {
    return this.equalsAt === -1 ? undefined : this.equalsAt;
  }

  get valueSpan(): Span | undefined {
    return this.valueStart === -1 ? undefined : { start: this.valueStart, end: this.valueEnd };
  }

  get quote(): '"' | "'" | undefined {
    return this.valueStart === -1 ? undefined : this.text[this.valueStart - 1] === "'" ? "'" : '"';
  }

  get value(): string {
    if (this.plain === undefined) {
      const { text, valueStart, valueEnd } = this;
      this.plain = valueStart === -1 ? '' : this.isPlain ? text.slice(valueStart, valueEnd) : this.decode().value;
    }
    return this.plain;
  }

  offsetOf(index: number): number {
    return this.valueStart === -1 ? this.end : this.decode().offsetOf(index);
  }

  private decode(): DecodedValue {
    this.decoded ??= decodeValue(this.text, { start: this.valueStart, end: this.valueEnd });
    return this.decoded;
  }
}

export function localNameOf(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
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

export function childrenNamed(element: XmlElement, localName: string): readonly XmlElement[] {
  return element.children.filter((child) => child.localName === localName);
}

/**
 * The elements and everything inside them, in document order, without recursion. Does not look into an element for
 * which `enter` is false.
 */
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

/**
 * The elements of that name among `elements` and at whatever depth below them, in document order, at most `most`:
 * half-typed text nests things where they do not belong. Does not look into elements that `isBarrier`.
 */
export function below(
  elements: readonly XmlElement[],
  localName: string,
  isBarrier: (element: XmlElement) => boolean = () => false,
  most = Infinity,
): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const around: { readonly siblings: readonly XmlElement[]; readonly next: number }[] = [];
  let [siblings, next] = [elements, 0];
  while (found.length < most) {
    const element = siblings[next++];
    if (element === undefined) {
      const outer = around.pop();
      if (outer === undefined) {
        break;
      }
      ({ siblings, next } = outer);
      continue;
    }
    if (element.localName === localName) {
      found.push(element);
    }
    if (element.children.length > 0 && !isBarrier(element)) {
      around.push({ siblings, next });
      [siblings, next] = [element.children, 0];
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
