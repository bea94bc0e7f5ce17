import type { Node } from 'jsonc-parser';
import { parseJsonTree } from '../text/json';
import type { Span } from '../text/span';

export interface Place {
  readonly file: string;
  /** UTF-16 offsets, without the quotes of a text. */
  readonly span: Span;
}

/** JSON, Bicep and Terraform are read into the same nodes. */
export type SourceNode = DataNode | ExpressionNode;
export type DataNode = TextNode | ScalarNode | ListNode | ObjectNode;

export interface TextNode extends Place {
  readonly kind: 'text';
  readonly text: string;
  /** The file has exactly this text at the span: no escapes, nothing composed. */
  readonly literal: boolean;
}

export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  readonly value: number | boolean | null;
}

export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
}

export interface ObjectNode extends Place {
  readonly kind: 'object';
  /** By name in lower case, because Resource Manager ignores case; the last one of a repeated name. */
  readonly properties: ReadonlyMap<string, SourceNode>;
}

export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Expression[] }
  /** `object.name`, `object['name']` or `list[0]`. */
  | { readonly kind: 'access'; readonly of: Expression; readonly key: Expression }
  /** A Bicep parameter, variable or resource. */
  | { readonly kind: 'name'; readonly name: string }
  /** In an expression of Bicep or Terraform. */
  | { readonly kind: 'value'; readonly node: ListNode | ObjectNode };

/** Without quotes, in Bicep and Terraform. In JSON, an expression is a text in brackets. */
export interface ExpressionNode extends Place {
  readonly kind: 'expression';
  readonly expression: Expression;
}

/** With comments and trailing commas; undefined if the text cannot be read completely. */
export function readJson(file: string, text: string): DataNode | undefined {
  const tree = parseJsonTree(text);
  return tree && nodeOf(tree, file, text);
}

function nodeOf(node: Node, file: string, text: string): DataNode {
  const span = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'string': {
      const inside = { start: span.start + 1, end: span.end - 1 };
      const value = String(node.value);
      return { kind: 'text', file, span: inside, text: value, literal: text.slice(inside.start, inside.end) === value };
    }
    case 'array':
      return { kind: 'list', file, span, items: (node.children ?? []).map((child) => nodeOf(child, file, text)) };
    case 'object': {
      const properties = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
        key === undefined || value === undefined
          ? []
          : [[String(key.value).toLowerCase(), nodeOf(value, file, text)] as const],
      );
      return { kind: 'object', file, span, properties: new Map(properties) };
    }
    default:
      return { kind: 'scalar', file, span, value: node.value as number | boolean | null };
  }
}

export function propertyOf(node: SourceNode | undefined, name: string): SourceNode | undefined {
  return node?.kind === 'object' ? node.properties.get(name.toLowerCase()) : undefined;
}

export const unknownExpression: Expression = { kind: 'call', name: '', inputs: [] };

export function asExpression(node: SourceNode): Expression {
  switch (node.kind) {
    case 'text':
      return { kind: 'text', text: node.text };
    case 'expression':
      return node.expression;
    case 'scalar':
      return typeof node.value === 'number' ? { kind: 'number', value: node.value } : unknownExpression;
    case 'list':
    case 'object':
      return { kind: 'value', node };
  }
}

/** `...other` in Bicep. */
export interface Spread {
  readonly spread: SourceNode;
}

/** An expression that joins the lists if one is spread. */
export function listOf(place: Place, items: readonly (SourceNode | Spread)[]): ListNode | ExpressionNode {
  const parts: SourceNode[] = [];
  let own: SourceNode[] = [];
  for (const item of items) {
    if ('spread' in item) {
      parts.push({ kind: 'list', ...place, items: own }, item.spread);
      own = [];
    } else {
      own.push(item);
    }
  }
  const last: ListNode = { kind: 'list', ...place, items: own };
  const inputs = [...parts, last].map(asExpression);
  return parts.length === 0
    ? last
    : { kind: 'expression', ...place, expression: { kind: 'call', name: 'concat', inputs } };
}
