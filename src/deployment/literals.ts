import {
  asExpression,
  type Expression,
  listOf,
  type ObjectNode,
  type Place,
  type SourceNode,
  type Spread,
  unknownExpression,
} from './node';

export interface Syntax {
  readonly quote: "'" | '"';
  readonly assigns: RegExp;
}

/** The rest of the text cannot be read. */
export class Unreadable extends Error {}

/** Levels of nesting, because the reader is recursive. */
const mostLevels = 100;

const blanks = /(?:[ \t\uFEFF]+|\/\*[\s\S]*?\*\/)*/y;
const space = /(?:\s+|\/\*[\s\S]*?\*\/|(?:\/\/|#)[^\r\n]*)*/y;
const word = /[A-Za-z_][\w-]*/y;
const bicepWord = /[A-Za-z_]\w*/y;
const operator = /\?\?|[=!]=|[=!]~|[<>]=?|&&|\|\||[-+*%]|\/(?!\/)/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Everything except literals becomes an expression. */
export class LiteralReader {
  at = 0;
  private level = 0;

  constructor(
    private readonly file: string,
    readonly text: string,
    private readonly syntax: Syntax,
  ) {}

  skip(): void {
    this.take(space);
  }

  /** `pattern` must be sticky. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text)?.[0];
    this.at += match?.length ?? 0;
    return match;
  }

  word(): string | undefined {
    return this.take(this.syntax.quote === "'" ? bicepWord : word);
  }

  value(): SourceNode {
    this.level++;
    if (this.level > mostLevels) {
      throw new Unreadable();
    }
    const start = this.at;
    let node = this.operand();
    for (;;) {
      this.take(blanks);
      if (this.take(operator) === undefined) {
        break;
      }
      this.skip();
      this.operand();
      node = this.other(start);
    }
    node = this.choice(node, start);
    this.level--;
    return node;
  }

  /** `condition ? one : other`, also on several lines. */
  private choice(condition: SourceNode, start: number): SourceNode {
    const end = this.at;
    this.skip();
    if (this.take(/\?/y) === undefined) {
      this.at = end;
      return condition;
    }
    this.skip();
    this.value();
    this.skip();
    this.expect(/:/y);
    this.skip();
    this.value();
    return this.other(start);
  }

  object(): ObjectNode {
    const start = this.at;
    this.expect(/\{/y);
    const properties = new Map<string, SourceNode>();
    while (this.hasItem(/\}/y)) {
      const name = this.key();
      if (name !== undefined) {
        this.take(blanks);
        this.expect(this.syntax.assigns);
        this.skip();
        properties.set(name.toLowerCase(), this.value());
      }
    }
    return { kind: 'object', ...this.from(start), properties };
  }

  /** The name of a property; undefined for something without a name, which is skipped. */
  private key(): string | undefined {
    if (this.take(/\.\.\.|for\b/y) !== undefined) {
      this.skipTo(/[\r\n}]/);
      return undefined;
    }
    const start = this.at;
    const name = this.word();
    if (name !== undefined) {
      return name;
    }
    const node = this.operand();
    return node.kind === 'text' ? node.text : this.text.slice(start, this.at);
  }

  private operand(): SourceNode {
    const start = this.at;
    const sign = this.take(/[!-]+/y);
    const node = this.followed(this.primary(), start);
    return sign === undefined ? node : this.other(start);
  }

  private primary(): SourceNode {
    const start = this.at;
    const next = this.text[start];
    if (next === '{') {
      return this.object();
    }
    if (next === '[') {
      return this.list();
    }
    if (next === '(') {
      this.at++;
      this.skip();
      const node = this.value();
      this.skip();
      this.expect(/\)/y);
      return node;
    }
    if (next === this.syntax.quote) {
      return this.string();
    }
    const number = this.take(/\d+(?:\.\d+)?/y);
    if (number !== undefined) {
      return { kind: 'scalar', ...this.from(start), value: Number(number) };
    }
    const name = this.word();
    if (name === undefined) {
      throw new Unreadable();
    }
    const value = name === 'true' ? true : name === 'false' ? false : name === 'null' ? null : undefined;
    return value === undefined
      ? this.expression(start, { kind: 'name', name })
      : { kind: 'scalar', ...this.from(start), value };
  }

  private list(): SourceNode {
    const start = this.at;
    this.expect(/\[/y);
    const items: (SourceNode | Spread)[] = [];
    while (this.hasItem(/\]/y)) {
      if (this.take(/for\b/y) !== undefined) {
        this.skipBalanced(/\]/y);
        return this.expression(start, { kind: 'call', name: 'for', inputs: [] });
      }
      items.push(this.take(/\.\.\./y) === undefined ? this.value() : { spread: this.value() });
    }
    return listOf(this.from(start), items);
  }

  /** Reads properties, items and the inputs of a call after a value. */
  private followed(first: SourceNode, start: number): SourceNode {
    let node = first;
    for (let steps = 0; ; steps++) {
      if (steps > mostLevels) {
        throw new Unreadable();
      }
      if (this.take(/(?:\.\?|::|[.!])(?=\w)/y) !== undefined) {
        const name = this.word() ?? this.take(/\d+/y) ?? '';
        node = this.expression(start, { kind: 'access', of: asExpression(node), key: { kind: 'text', text: name } });
      } else if (this.take(/\[\??/y) !== undefined) {
        this.skip();
        const key = asExpression(this.value());
        this.skip();
        this.expect(/\]/y);
        node = this.expression(start, { kind: 'access', of: asExpression(node), key });
      } else if (this.take(/\(/y) !== undefined) {
        node = this.call(node, start);
      } else {
        return node;
      }
    }
  }

  private call(called: SourceNode, start: number): SourceNode {
    const inputs: SourceNode[] = [];
    while (this.hasItem(/\)/y)) {
      inputs.push(this.value());
      this.take(/\.\.\./y);
    }
    const name = called.kind === 'expression' && called.expression.kind === 'name' ? called.expression.name : '';
    const [only] = inputs;
    return name === 'jsonencode' && only !== undefined && inputs.length === 1
      ? only
      : this.expression(start, { kind: 'call', name, inputs: inputs.map(asExpression) });
  }

  /** An expression if the text contains expressions. */
  private string(): SourceNode {
    const start = this.at;
    const { quote } = this.syntax;
    const long = quote === "'" ? this.take(/'''(?:\r?\n)?[\s\S]*?'''/y) : undefined;
    if (long !== undefined) {
      const text = long.slice(3, -3);
      return { kind: 'text', ...this.from(start, 3), text: text.replace(/^\r?\n/, ''), literal: !/^\r?\n/.test(text) };
    }
    this.at++;
    const parts: Expression[] = [];
    let text = '';
    let isLiteral = true;
    for (;;) {
      const plain = this.take(quote === "'" ? /[^'\\$\r\n]+/y : /[^"\\$\r\n]+/y);
      text += plain ?? '';
      const next = this.text[this.at];
      if (next === quote) {
        this.at++;
        break;
      }
      if (next === '\\') {
        isLiteral = false;
        text += this.escape();
      } else if (quote === '"' && this.take(/\$\$\{/y) !== undefined) {
        isLiteral = false;
        text += '${';
      } else if (this.take(/\$\{/y) !== undefined) {
        this.skip();
        parts.push({ kind: 'text', text }, asExpression(this.value()));
        text = '';
        this.skip();
        this.expect(/\}/y);
      } else if (next === '$') {
        this.at++;
        text += '$';
      } else {
        throw new Unreadable();
      }
    }
    return parts.length === 0
      ? { kind: 'text', ...this.from(start, 1), text, literal: isLiteral }
      : this.expression(start, { kind: 'call', name: 'concat', inputs: [...parts, { kind: 'text', text }] });
  }

  private escape(): string {
    const code = this.take(/\\u(?:\{[0-9a-f]{1,6}\}|[0-9a-f]{4})/iy);
    if (code !== undefined) {
      const point = Number.parseInt(code.replace(/[^0-9a-f]/gi, ''), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    }
    const sign = this.text[this.at + 1] ?? '';
    this.at += 2;
    return escapes[sign] ?? sign;
  }

  /** Skips the separator of items, and the closing bracket if that is next. */
  private hasItem(closing: RegExp): boolean {
    let isOpen = this.isOpen(closing);
    while (isOpen && this.take(/,/y) !== undefined) {
      isOpen = this.isOpen(closing);
    }
    return isOpen;
  }

  /** Skips the closing bracket if only white space and comments precede it. */
  isOpen(closing: RegExp): boolean {
    this.skip();
    if (this.at >= this.text.length) {
      throw new Unreadable();
    }
    return this.take(closing) === undefined;
  }

  skipBalanced(closing: RegExp): void {
    while (this.isOpen(closing)) {
      const next = this.text[this.at];
      if (next === '{' || next === '[' || next === '(' || next === this.syntax.quote) {
        this.enclosed(next);
      } else {
        this.at++;
      }
    }
  }

  private enclosed(opening: string): void {
    this.level++;
    if (this.level > mostLevels) {
      throw new Unreadable();
    }
    if (opening === this.syntax.quote) {
      this.string();
    } else {
      this.at++;
      this.skipBalanced(opening === '{' ? /\}/y : opening === '[' ? /\]/y : /\)/y);
    }
    this.level--;
  }

  skipTo(pattern: RegExp): void {
    const rest = this.text.slice(this.at).search(pattern);
    this.at = rest < 0 ? this.text.length : this.at + rest;
  }

  expect(pattern: RegExp): void {
    if (this.take(pattern) === undefined) {
      throw new Unreadable();
    }
  }

  from(start: number, quotes = 0): Place {
    return { file: this.file, span: { start: start + quotes, end: this.at - quotes } };
  }

  private other(start: number): SourceNode {
    return this.expression(start, unknownExpression);
  }

  private expression(start: number, expression: Expression): SourceNode {
    return { kind: 'expression', ...this.from(start), expression };
  }

  reset(at: number): void {
    this.at = at;
    this.level = 0;
  }
}
