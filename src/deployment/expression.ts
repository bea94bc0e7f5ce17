import type { Expression } from './node';

/** The most characters of an expression. Source: learn.microsoft.com, "Best practices for ARM templates". */
export const mostExpressionCharacters = 24_576;

/** Levels of nesting, because the reader and the evaluation are recursive. */
const mostLevels = 64;

/** The expression in the brackets of a JSON template's text; undefined if it cannot be read. Never throws. */
export function parseExpression(text: string): Expression | undefined {
  if (text.length > mostExpressionCharacters) {
    return undefined;
  }
  const reader = new Reader(text);
  const expression = reader.expression(0);
  return reader.isAtEnd() ? expression : undefined;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    this.take(/\s*/y);
    return this.at === this.text.length;
  }

  expression(level: number): Expression | undefined {
    let found = level > mostLevels ? undefined : this.primary(level);
    for (let steps = 0; found !== undefined && steps < mostLevels; steps++) {
      const name = this.take(/\s*\.\s*([a-z_][a-z0-9_]*)/iy);
      if (name !== undefined) {
        found = { kind: 'access', of: found, key: { kind: 'text', text: name } };
      } else if (this.take(/\s*(\[)/y) === undefined) {
        return found;
      } else {
        const key = this.expression(level + 1);
        found =
          key === undefined || this.take(/\s*(\])/y) === undefined ? undefined : { kind: 'access', of: found, key };
      }
    }
    return undefined;
  }

  private primary(level: number): Expression | undefined {
    const text = this.take(/\s*'((?:[^']|'')*)'/y);
    if (text !== undefined) {
      return { kind: 'text', text: text.replaceAll("''", "'") };
    }
    const number = this.take(/\s*(-?\d+)/y);
    if (number !== undefined) {
      return { kind: 'number', value: Number(number) };
    }
    const name = this.take(/\s*([a-z_][a-z0-9_.]*)\s*\(/iy);
    const inputs = name === undefined ? undefined : this.inputs(level);
    return name === undefined || inputs === undefined ? undefined : { kind: 'call', name, inputs };
  }

  private inputs(level: number): readonly Expression[] | undefined {
    const inputs: Expression[] = [];
    if (this.take(/\s*(\))/y) !== undefined) {
      return inputs;
    }
    for (;;) {
      const input = this.expression(level + 1);
      const separator = input === undefined ? undefined : this.take(/\s*([,)])/y);
      if (input === undefined || separator === undefined) {
        return undefined;
      }
      inputs.push(input);
      if (separator === ')') {
        return inputs;
      }
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    this.at = match === null ? this.at : pattern.lastIndex;
    return match?.[1];
  }
}
