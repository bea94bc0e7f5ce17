import { mostExpressionCharacters, parseExpression } from './expression';
import {
  type DataNode,
  type Expression,
  type ListNode,
  type Place,
  propertyOf,
  type SourceNode,
  type TextNode,
} from './node';

export type NotCheckedReason =
  /** Neither a parameter file nor a default value sets it. */
  | { readonly kind: 'parameter'; readonly name: string }
  /** Its value is known only during the deployment, or it is not evaluated. */
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'loop' }
  /** The linked template or module is not in the workspace. `name`: its path or address. */
  | { readonly kind: 'link'; readonly name: string }
  | { readonly kind: 'form' };

export interface NotChecked extends Place {
  readonly notChecked: NotCheckedReason;
}

export interface Value {
  readonly node: DataNode;
  /** Absent if there are none, as in JSON parameter files. */
  readonly scope?: Scope;
  /** False for values of parameters, which a pipeline may override. */
  readonly certain: boolean;
  /** Why a part of the text, marked by `unknownPart`, is missing. */
  readonly missing?: NotCheckedReason;
  /** The items of a list that a function composes of several lists. */
  readonly joined?: JoinedList;
}

export interface JoinedList {
  readonly items: readonly (Value | NotChecked)[];
  readonly lists: readonly ListNode[];
}

/** Groups, roles and certificates of one service. */
export const mostItems = 1000;

/** Replaces a part that only the deployment knows. */
export const unknownPart = '\uFFFC';

/** Names that an expression can refer to; undefined for unknown names. */
export interface Scope {
  /** Texts in brackets are expressions, as in JSON templates. */
  readonly readsTexts: boolean;
  readonly parameter: (name: string) => Value | NotChecked | undefined;
  readonly variable: (name: string) => Value | NotChecked | undefined;
  /** Computes the value of a node once. A node that refers to itself, such as an item of a list, has none. */
  readonly once: (node: SourceNode, certain: boolean, compute: () => Value | NotChecked) => Value | NotChecked;
}

export function isValue(result: Value | NotChecked): result is Value {
  return 'node' in result;
}

/** `certain`: of where the node was found. */
export function evaluate(node: SourceNode, scope: Scope | undefined, certain: boolean): Value | NotChecked {
  if (node.kind === 'expression') {
    return scope === undefined
      ? unknown(node, { kind: 'form' })
      : scope.once(node, certain, () => evaluated(node.expression, node, scope, certain));
  }
  if (node.kind !== 'text' || scope?.readsTexts !== true || !node.text.startsWith('[') || !node.text.endsWith(']')) {
    return { node, certain, ...(scope === undefined ? {} : { scope }) };
  }
  if (node.text.startsWith('[[')) {
    return { node: { ...node, text: node.text.slice(1), literal: false }, certain };
  }
  const expression = parseExpression(node.text.slice(1, -1));
  return expression === undefined
    ? unknown(node, { kind: 'form' })
    : scope.once(node, certain, () => evaluated(expression, node, scope, certain));
}

/** Undefined if the object certainly has no such property. */
export function get(value: Value, name: string): Value | NotChecked | undefined {
  const found = propertyOf(value.node, name);
  if (found !== undefined) {
    return evaluate(found, value.scope, value.certain);
  }
  return value.scope !== undefined && propertyOf(value.node, 'copy') !== undefined
    ? unknown(value.node, { kind: 'loop' })
    : undefined;
}

function evaluated(expression: Expression, at: SourceNode, scope: Scope, certain: boolean): Value | NotChecked {
  const inner = (one: Expression): Value | NotChecked => evaluated(one, at, scope, certain);
  switch (expression.kind) {
    case 'text':
      return { node: textAt(at, expression.text), certain };
    case 'number':
      return { node: { kind: 'scalar', file: at.file, span: at.span, value: expression.value }, certain };
    case 'name': {
      const { name } = expression;
      return weakened(
        scope.variable(name) ?? scope.parameter(name) ?? unknown(at, { kind: 'function', name }),
        certain,
      );
    }
    case 'value':
      return { node: expression.node, certain, scope };
    case 'access':
      return accessed(inner(expression.of), inner(expression.key), at);
    case 'call':
      return called(expression.name, expression.inputs.map(inner), at, scope, certain);
  }
}

/** An unknown part of a composed list is one item. */
export function itemsOf({ node, scope, certain, joined }: Value): readonly (Value | NotChecked)[] {
  if (joined !== undefined) {
    return joined.items;
  }
  return node.kind === 'list' ? node.items.map((item) => evaluate(item, scope, certain)) : [];
}

function accessed(of: Value | NotChecked, key: Value | NotChecked, at: Place): Value | NotChecked {
  if (!isValue(of)) {
    return of;
  }
  if (!isValue(key)) {
    return key;
  }
  if (of.node.kind === 'list' && key.node.kind === 'scalar') {
    const index = Number(key.node.value);
    const item = of.node.items[index];
    const found = item === undefined ? of.joined?.items[index] : evaluate(item, of.scope, of.certain);
    return found ?? unknown(at, { kind: 'form' });
  }
  const found = key.node.kind === 'text' && key.missing === undefined ? get(of, key.node.text) : undefined;
  return found ?? unknown(at, { kind: 'form' });
}

function called(
  name: string,
  inputs: readonly (Value | NotChecked)[],
  at: SourceNode,
  scope: Scope,
  certain: boolean,
): Value | NotChecked {
  const [first] = inputs;
  const text = first === undefined ? undefined : wholeText(first);
  // Names of functions are case-insensitive.
  switch (name.toLowerCase()) {
    case 'parameters':
      return weakened(
        (text === undefined ? undefined : scope.parameter(text)) ?? unknown(at, { kind: 'form' }),
        certain,
      );
    case 'variables':
      return weakened(
        (text === undefined ? undefined : scope.variable(text)) ?? unknown(at, { kind: 'form' }),
        certain,
      );
    case 'concat':
    case 'union':
      return inputs.some(isList)
        ? joinedLists(inputs, name.toLowerCase() === 'union', at, certain)
        : name.toLowerCase() === 'concat'
          ? joined(inputs, at, certain)
          : (inputs.find((input) => !isValue(input)) ?? unknown(at, { kind: 'function', name }));
    case 'createarray':
      return { node: emptyList(at), certain, joined: { items: inputs, lists: [] } };
    case 'format':
      return text === undefined
        ? (first ?? unknown(at, { kind: 'form' }))
        : formatted(text, inputs.slice(1), at, certain);
    case 'resourceid':
      return resourceId(inputs, at, certain);
    case 'tolower':
    case 'toupper':
      return changed(first, at, (one) => (name.toLowerCase() === 'tolower' ? one.toLowerCase() : one.toUpperCase()));
    case 'string':
      return joined(inputs, at, certain);
    case '':
      return unknown(at, { kind: 'form' });
    case 'for':
      return unknown(at, { kind: 'loop' });
    default:
      return unknown(at, { kind: 'function', name });
  }
}

/** An unknown part stays unknown in the result. */
function joined(inputs: readonly (Value | NotChecked)[], at: SourceNode, certain: boolean): Value | NotChecked {
  let text = '';
  let missing: NotCheckedReason | undefined;
  let isCertain = certain;
  for (const input of inputs) {
    const part = isValue(input) ? partOf(input) : unknownPart;
    if (part === undefined || text.length + part.length > mostExpressionCharacters) {
      return unknown(at, { kind: 'form' });
    }
    text += part;
    missing ??= isValue(input) ? input.missing : input.notChecked;
    isCertain &&= !isValue(input) || input.certain;
  }
  return { node: textAt(at, text), certain: isCertain, ...(missing === undefined ? {} : { missing }) };
}

function isList(input: Value | NotChecked): input is Value & { readonly node: ListNode } {
  return isValue(input) && input.node.kind === 'list';
}

/** An unknown list can contain anything. `isUnion`: each item once. */
function joinedLists(
  inputs: readonly (Value | NotChecked)[],
  isUnion: boolean,
  at: SourceNode,
  certain: boolean,
): Value | NotChecked {
  const items = inputs.flatMap((input) =>
    isList(input)
      ? itemsOf(input)
          .slice(0, mostItems)
          .map((item) => weakened(item, certain))
      : isValue(input)
        ? unknown(input.node, input.missing ?? { kind: 'form' })
        : input,
  );
  // A list can be joined with itself repeatedly.
  const lists = [...new Set(inputs.filter(isList).flatMap(({ node, joined: inner }) => inner?.lists ?? [node]))];
  const known = new Set<string>();
  const isNew = (item: Value | NotChecked): boolean => {
    const key = isValue(item) && item.joined === undefined ? contentOf(item.node) : undefined;
    const result = key === undefined || !known.has(key);
    known.add(key ?? '');
    return result;
  };
  return {
    node: emptyList(at),
    certain: certain && inputs.every((input) => isValue(input) && input.certain),
    joined: { items: (isUnion ? items.filter(isNew) : items).slice(0, mostItems), lists },
  };
}

/** The same for two values that are written alike, in any place. */
function contentOf(node: SourceNode): string {
  return JSON.stringify(node, (key, value: unknown) =>
    ['file', 'span', 'literal'].includes(key) ? undefined : value instanceof Map ? [...value] : value,
  );
}

function emptyList({ file, span }: Place): ListNode {
  return { kind: 'list', file, span, items: [] };
}

function formatted(
  pattern: string,
  inputs: readonly (Value | NotChecked)[],
  at: SourceNode,
  certain: boolean,
): Value | NotChecked {
  const parts = pattern.split(/\{(\d+)\}/);
  const values = parts.map((part, index): Value | NotChecked =>
    index % 2 === 0
      ? { node: textAt(at, part), certain: true }
      : (inputs[Number(part)] ?? unknown(at, { kind: 'form' })),
  );
  return /[{}]/.test(parts.filter((_, index) => index % 2 === 0).join(''))
    ? unknown(at, { kind: 'form' })
    : joined(values, at, certain);
}

/** The subscription and resource group are those of the deployment unless they are given. */
function resourceId(inputs: readonly (Value | NotChecked)[], at: SourceNode, certain: boolean): Value | NotChecked {
  const type = inputs.findIndex((input) => /^[a-z0-9.]+\/[a-z0-9/]+$/i.test(wholeText(input) ?? ''));
  if (type < 0 || type > 2) {
    return unknown(at, { kind: 'function', name: 'resourceId' });
  }
  const [provider = '', ...kinds] = (wholeText(inputs[type]) ?? '').split('/');
  const place = unknown(at, { kind: 'function', name: 'resourceId' });
  const [group = place, subscription = place] = inputs.slice(0, type).reverse();
  const literal = (text: string): Value => ({ node: textAt(at, text), certain: true });
  const names = inputs.slice(type + 1);
  if (names.length !== kinds.length) {
    return place;
  }
  return joined(
    [
      literal('/subscriptions/'),
      subscription,
      literal('/resourceGroups/'),
      group,
      literal(`/providers/${provider}`),
      ...kinds.flatMap((kind, index) => [literal(`/${kind}/`), names[index] ?? place]),
    ],
    at,
    certain,
  );
}

function changed(
  value: Value | NotChecked | undefined,
  at: SourceNode,
  change: (text: string) => string,
): Value | NotChecked {
  if (value === undefined || (isValue(value) && value.node.kind !== 'text')) {
    return unknown(at, { kind: 'form' });
  }
  return isValue(value) && value.node.kind === 'text' ? { ...value, node: textAt(at, change(value.node.text)) } : value;
}

function wholeText(input: Value | NotChecked | undefined): string | undefined {
  return input !== undefined && isValue(input) && input.node.kind === 'text' && input.missing === undefined
    ? input.node.text
    : undefined;
}

function partOf({ node }: Value): string | undefined {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'scalar':
      return node.value === null ? undefined : String(node.value);
    default:
      return undefined;
  }
}

function weakened(result: Value | NotChecked, certain: boolean): Value | NotChecked {
  if (certain || !isValue(result)) {
    return result;
  }
  const { joined: list, ...value } = result;
  const items = list?.items.map((item) => weakened(item, false));
  return { ...value, certain: false, ...(list && items && { joined: { ...list, items } }) };
}

function textAt({ file, span }: Place, text: string): TextNode {
  return { kind: 'text', file, span, text, literal: false };
}

export function unknown({ file, span }: Place, notChecked: NotCheckedReason): NotChecked {
  return { file, span, notChecked };
}
