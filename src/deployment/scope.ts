import { evaluate, type NotChecked, type Scope, unknown, type Value } from './evaluate';
import { type ObjectNode, propertyOf, type SourceNode } from './node';

/** References to references, which each need several calls. */
const mostLevels = 100;

/** The number of references being followed, shared by all scopes of one deployment. */
export interface Following {
  level: number;
}

export interface ScopeOptions {
  /** Default values are final, because nothing outside can override them. */
  readonly certain: boolean;
  /** Texts in brackets are expressions, as in JSON templates. */
  readonly readsTexts: boolean;
  readonly following: Following;
}

/** `given`: parameter values from outside. A name is evaluated once; one that refers to itself has no value. */
export function templateScope(
  template: ObjectNode,
  given: (name: string) => Value | NotChecked | undefined,
  { certain, readsTexts, following }: ScopeOptions,
): Scope {
  const known = new Map<string, Value | NotChecked | undefined>();
  const remember = (
    kind: 'parameters' | 'variables',
    name: string,
    find: (declared: SourceNode | undefined) => Value | NotChecked | undefined,
  ): Value | NotChecked | undefined => {
    const key = `${kind} ${name.toLowerCase()}`;
    if (known.has(key)) {
      return known.get(key);
    }
    if (following.level >= mostLevels) {
      return unknown(template, { kind: 'form' });
    }
    known.set(key, unknown(template, { kind: 'form' }));
    following.level++;
    const found = find(propertyOf(propertyOf(template, kind), name));
    following.level--;
    known.set(key, found);
    return found;
  };
  const results = { true: new Map<SourceNode, Value | NotChecked>(), false: new Map<SourceNode, Value | NotChecked>() };
  const scope: Scope = {
    readsTexts,
    once: (node, isCertain, compute) => {
      const computed = results[isCertain ? 'true' : 'false'];
      const before = computed.get(node);
      if (before !== undefined) {
        return before;
      }
      const nothing = unknown(node, { kind: 'form' });
      if (following.level >= mostLevels) {
        return nothing;
      }
      computed.set(node, nothing);
      following.level++;
      const value = compute();
      following.level--;
      computed.set(node, value);
      return value;
    },
    parameter: (name) =>
      remember('parameters', name, (declared) => {
        if (declared === undefined) {
          return undefined;
        }
        const initial = propertyOf(declared, 'defaultValue');
        const fallback = unknown(declared, { kind: 'parameter', name });
        return given(name) ?? (initial === undefined ? fallback : evaluate(initial, scope, certain));
      }),
    variable: (name) =>
      remember('variables', name, (declared) => {
        const isLoop = declared === undefined && propertyOf(propertyOf(template, 'variables'), 'copy') !== undefined;
        return declared === undefined
          ? isLoop
            ? unknown(template, { kind: 'loop' })
            : undefined
          : evaluate(declared, scope, true);
      }),
  };
  return scope;
}
