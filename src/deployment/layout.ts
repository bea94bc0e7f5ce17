import type { TextEdit } from '../text/span';
import type { ListNode, ObjectNode, Place, SourceNode } from './node';

/** A text with its quotes, a list, or an object. */
export type Written = string | readonly Written[] | { readonly [name: string]: Written };

type Language = 'json' | 'bicep' | 'terraform';

export function languageOf(file: string): Language {
  return /\.bicep(?:param)?$/i.test(file) ? 'bicep' : /\.tf$/i.test(file) ? 'terraform' : 'json';
}

interface Layout {
  readonly language: Language;
  readonly lineEnd: string;
  /** The indentation of one level. */
  readonly unit: string;
  readonly indent: string;
  readonly isOneLine: boolean;
}

/** `text`: of the file with the node. `items`: what the node contains. */
function layoutIn(node: ListNode | ObjectNode, items: readonly SourceNode[], text: string): Layout {
  const { start, end } = node.span;
  const first = items.find((item) => item.file === node.file && item.span.start > start && item.span.end <= end);
  const unit = /[\r\n]([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const isOneLine = first === undefined ? !/[\r\n]/.test(text) : !/[\r\n]/.test(text.slice(start, first.span.start));
  const indent = first === undefined || isOneLine ? indentAt(text, start) + unit : indentAt(text, first.span.start);
  return { language: languageOf(node.file), lineEnd: lineEndOf(text), unit, indent, isOneLine };
}

function indentAt(text: string, offset: number): string {
  const line =
    text
      .slice(0, offset)
      .split(/\r\n|\r|\n/)
      .at(-1) ?? '';
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

function write(value: Written, layout: Layout): string {
  if (typeof value === 'string') {
    return value;
  }
  const { language, indent, unit } = layout;
  const inner = { ...layout, indent: indent + unit };
  const lines = Array.isArray(value)
    ? value.map((item: Written) => write(item, inner))
    : Object.entries(value).map(([name, item]) => property(name, item, inner));
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (layout.isOneLine) {
    return Array.isArray(value) ? `[${lines.join(', ')}]` : `{ ${lines.join(', ')} }`;
  }
  const needsComma = language === 'json' || (language === 'terraform' && open === '[');
  const separator = `${needsComma ? ',' : ''}${layout.lineEnd}${inner.indent}`;
  return `${open}${layout.lineEnd}${inner.indent}${lines.join(separator)}${layout.lineEnd}${indent}${close}`;
}

function property(name: string, value: Written, layout: Layout): string {
  const { language } = layout;
  const written = write(value, layout);
  return language === 'json'
    ? `"${name}": ${written}`
    : language === 'bicep'
      ? `${name}: ${written}`
      : `${name} = ${written}`;
}

/** After the last object of the list, or before all items. `text`: of the file with the list. */
export function insertItems(list: ListNode, items: readonly Written[], text: string): readonly TextEdit[] {
  const layout = layoutIn(list, list.items, text);
  return insert(
    list,
    list.items.filter(({ kind }) => kind === 'object').at(-1),
    items.map((item) => write(item, layout)),
    layout,
    text,
  );
}

/** `text`: of the file with the object. */
export function insertProperty(object: ObjectNode, name: string, value: Written, text: string): readonly TextEdit[] {
  const values = [...object.properties.values()].sort((a, b) => a.span.start - b.span.start);
  const layout = layoutIn(object, values, text);
  return insert(object, values.at(-1), [property(name, value, layout)], layout, text);
}

function insert(
  node: ListNode | ObjectNode,
  last: SourceNode | undefined,
  written: readonly string[],
  layout: Layout,
  text: string,
): readonly TextEdit[] {
  if (written.length === 0) {
    return [];
  }
  const { language, isOneLine, lineEnd, indent } = layout;
  const line = isOneLine ? '' : lineEnd + indent;
  const needsComma = isOneLine || language === 'json' || (language === 'terraform' && node.kind === 'list');
  const separator = needsComma ? `,${line === '' ? ' ' : line}` : line;
  if (last !== undefined) {
    const end = outerSpan(last, text).end;
    return [{ start: end, end, newText: written.map((one) => separator + one).join('') }];
  }
  const [start, end] = [node.span.start + 1, node.span.end - 1];
  const own = text.slice(start, end);
  if (own.trim() !== '') {
    // Only what is not an object, such as an expression, or comments.
    const following = node.kind === 'list' && node.items.length > 0 && needsComma ? (isOneLine ? ', ' : ',') : '';
    return [{ start, end: start, newText: line + written.join(separator) + following }];
  }
  const closing = isOneLine ? '' : lineEnd + indentAt(text, node.span.start);
  return [{ start, end, newText: line + written.join(separator) + closing }];
}

/** Undefined if it is not an item of the list. `text`: of the file with the list. */
export function removeItem(list: ListNode, item: Place, text: string): TextEdit | undefined {
  const index = list.items.findIndex((one) => isSamePlace(one, item));
  const [before, own, after] = [list.items[index - 1], list.items[index], list.items[index + 1]];
  if (own === undefined) {
    return undefined;
  }
  if (before !== undefined) {
    return { start: outerSpan(before, text).end, end: own.span.end, newText: '' };
  }
  if (after === undefined) {
    return { start: list.span.start + 1, end: list.span.end - 1, newText: '' };
  }
  const space = /^\s*,?\s*/.exec(text.slice(own.span.end))?.[0] ?? '';
  return { start: own.span.start, end: own.span.end + space.length, newText: '' };
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.file === other.file && one.span.start === other.span.start && one.span.end === other.span.end;
}

export function replaceItem(list: ListNode, item: Place, value: Written, text: string): TextEdit {
  return { ...item.span, newText: write(value, layoutIn(list, list.items, text)) };
}

/** With the quotes, of which a text in three quotes has three. */
function outerSpan({ kind, span }: SourceNode, text: string): { readonly start: number; readonly end: number } {
  let { start, end } = span;
  for (let quotes = 0; kind === 'text' && quotes < 3 && /['"]/.test(text[start - 1] ?? ''); quotes++) {
    start--;
    end++;
  }
  return { start, end };
}
