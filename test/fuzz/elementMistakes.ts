import fc from 'fast-check';
import { parseCscfg } from '../../src/cscfg/document';
import { walk, type XmlAttribute, type XmlElement } from '../../src/xml/tree';
import { applyEdits, type Span, type TextEdit } from '../../src/text/span';

/** A mistake with a whole element or attribute. Places are fractions, so that they exist in every text. */
export interface ElementMistake {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly to: number;
}

const kinds = [
  ...(['remove', 'repeat', 'move', 'wrap', 'swap', 'empty', 'misspell', 'misspell opener', 'misspell closer'] as const),
  ...(['lose closer', 'lose opener', 'lose attribute', 'misspell attribute', 'misspell value', 'empty value'] as const),
  ...(['token value', 'placeholder value', 'other value', 'plugin value', 'lose value', 'repeat attribute'] as const),
];

const strange = ['#{Token}#', '', 'Wrong', 'https', 'Web', 'Worker', 'Two Words', '-1', 'UseDevelopmentStorage=true'];
const plugin = [
  'Microsoft.WindowsAzure.Plugins.Diagnostics.ConnectionString',
  'Microsoft.WindowsAzure.Plugins.RemoteAccess.Enabled',
];

const fraction = fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1e6);

export const elementMistake: fc.Arbitrary<ElementMistake> = fc.record({
  kind: fc.constantFrom(...kinds),
  at: fraction,
  to: fraction,
});

export function withElementMistake(text: string, { kind, at, to }: ElementMistake): string {
  const elements = [...walk(parseCscfg(text).roots)];
  const [element, other] = [pick(elements, at), pick(elements, to)];
  if (element === undefined || other === undefined) {
    return text;
  }
  const { span, openTag, closeTag, nameSpan } = element;
  const attribute = pick(element.attributes, to);
  const written = text.slice(span.start, span.end);
  switch (kind) {
    case 'remove':
      return changed(text, gone(span));
    case 'repeat':
      return changed(text, insertion(span.end, written));
    case 'move': {
      const place = other.openTag.end;
      return other.selfClosing || (span.start <= place && place <= span.end)
        ? text
        : changed(text, gone(span), insertion(place, written));
    }
    case 'wrap':
      return changed(text, insertion(span.start, '<Wrapper>'), insertion(span.end, '</Wrapper>'));
    case 'swap': {
      const next = element.parent?.children.find((one) => one.span.start > span.start);
      return next === undefined
        ? text
        : changed(
            text,
            { ...span, newText: text.slice(next.span.start, next.span.end) },
            { ...next.span, newText: written },
          );
    }
    case 'empty':
      return closeTag === undefined ? text : changed(text, gone({ start: openTag.end, end: closeTag.start }));
    case 'misspell':
      return changed(text, misspelt(nameSpan, to), ...(closeTag ? [misspelt(closerName(element), to)] : []));
    case 'misspell opener':
      return changed(text, misspelt(nameSpan, to));
    case 'misspell closer':
      return closeTag === undefined ? text : changed(text, misspelt(closerName(element), to));
    case 'lose closer':
      return changed(text, gone(closeTag ?? { start: openTag.end - 2, end: openTag.end - 1 }));
    case 'lose opener':
      return changed(text, gone(openTag));
    default:
      return attribute === undefined ? text : changed(text, ...attributeMistake(kind, attribute, elements, at));
  }

  function misspelt({ start, end }: Span, where: number): TextEdit {
    const place = start + 1 + Math.floor(where * (end - start - 1));
    return { start: place, end: place + 1, newText: '' };
  }

  function closerName({ closeTag: closer = span }: XmlElement): Span {
    return { start: closer.start + 2, end: closer.end - 1 };
  }
}

function attributeMistake(
  kind: ElementMistake['kind'],
  { name, nameSpan, span, valueSpan = span, value }: XmlAttribute,
  elements: readonly XmlElement[],
  at: number,
): readonly TextEdit[] {
  const write = (newText = ''): TextEdit => ({ ...valueSpan, newText });
  switch (kind) {
    case 'lose attribute':
      return [gone(span)];
    case 'misspell attribute':
      return [{ ...nameSpan, newText: `${name.slice(0, 2)}x${name.slice(2)}` }];
    case 'misspell value':
      return [write(`${value.slice(0, 2)}x${value.slice(2)}`)];
    case 'empty value':
      return [write()];
    case 'token value':
      return [write('#{Token}#')];
    case 'placeholder value':
      return [write('&lt;fill in&gt;')];
    case 'other value':
      return [write(pick([...strange, ...elements.flatMap(valuesOf)], at))];
    case 'plugin value':
      return [write(pick(plugin, at))];
    case 'lose value':
      return [gone({ start: nameSpan.end, end: span.end })];
    default:
      return [insertion(span.end, ` ${name}="${value}"`)];
  }
}

function valuesOf({ attributes }: XmlElement): readonly string[] {
  return attributes.map(({ value }) => value);
}

function gone({ start, end }: Span): TextEdit {
  return { start, end, newText: '' };
}

function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

function changed(text: string, ...edits: readonly TextEdit[]): string {
  return applyEdits(text, edits);
}

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[Math.floor(at * items.length)];
}
