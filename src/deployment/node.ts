import type { Node } from 'jsonc-parser';
import { parseJsonTree } from '../text/json';
import type { Span } from '../text/span';

/** Where a value is written. */
export interface Place {
  /** The address of the file, as the caller names it. */
  readonly file: string;
  /** UTF-16 offsets: of a text without its quotes, of anything else as a whole. */
  readonly span: Span;
}

/** A value as a deployment file writes it: JSON, Bicep and Terraform are read into the same nodes. */
export type SourceNode = DataNode | ExpressionNode;
export type DataNode = TextNode | ScalarNode | ListNode | ObjectNode;

export interface TextNode extends Place {
  readonly kind: 'text';
  readonly text: string;
  /** The file has exactly this text at the span: no escapes, nothing put together from parts. */
  readonly literal: boolean;
}

/** A number, `true`, `false` or `null`. */
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
  /** By their names in lower case: Resource Manager ignores the case. Of two with one name, the last. */
  readonly properties: ReadonlyMap<string, SourceNode>;
}

/** An expression of a template, before it is evaluated. */
export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Expression[] }
  /** `object.name`, `object['name']` or `list[0]`. */
  | { readonly kind: 'access'; readonly of: Expression; readonly key: Expression }
  /** The name of a Bicep parameter, variable or resource. */
  | { readonly kind: 'name'; readonly name: string }
  /** A list or object in an expression of Bicep or Terraform. */
  | { readonly kind: 'value'; readonly node: ListNode | ObjectNode };

/** What Bicep and Terraform write without quotes. In JSON, an expression is a text in brackets. */
export interface ExpressionNode extends Place {
  readonly kind: 'expression';
  readonly expression: Expression;
}

/** The nodes of JSON with comments and trailing commas; undefined if it cannot be read whole. */
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

/** An expression that is not evaluated. */
export const unknownExpression: Expression = { kind: 'call', name: '', inputs: [] };

/** A node as a part of an expression. */
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

/** An item of a list in Bicep that stands for those of another list: `...other`. */
export interface Spread {
  readonly spread: SourceNode;
}

/** The list with these items. One that spreads others is what joins them. */
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
