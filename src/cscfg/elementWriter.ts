import { type AttributeValues, emptyElement, indentUnit, prefixOf, quoteNear } from '../xml/edit';
import type { XmlElement } from '../xml/tree';

/** Writes elements in the style of `place`; blocks are lines with relative indentation. */
export class ElementWriter {
  private readonly unit: string;
  private readonly quote: '"' | "'";
  private readonly prefix: string;

  constructor(text: string, place: XmlElement) {
    this.unit = indentUnit(text, place);
    this.quote = quoteNear(place);
    this.prefix = prefixOf(place);
  }

  empty(name: string, values: AttributeValues): string {
    return emptyElement(this.prefix + name, values, this.quote);
  }

  block(name: string, values: AttributeValues, children: readonly string[]): readonly string[] {
    if (children.length === 0) {
      return [this.empty(name, values)];
    }
    const opened = this.empty(name, values).replace(/ \/>$/, '>');
    return [opened, ...children.map((line) => this.unit + line), `</${this.prefix}${name}>`];
  }

  list(name: string, children: readonly string[]): readonly string[] {
    return children.length === 0 ? [] : this.block(name, {}, children);
  }
}
