import type { Severity } from '../../rules/rule';

export type ViolationCode =
  | 'schema-unknown-element'
  | 'schema-unknown-attribute'
  | 'schema-missing'
  | 'schema-value'
  | 'schema-duplicate'
  | 'schema-order';

/**
 * Where an element is not as the schema has it. It is remembered with how the element is written, and says nothing of
 * where that stands.
 */
export interface Violation {
  readonly code: ViolationCode;
  /** Overrides the severity of the rule. */
  readonly severity?: Severity;
  readonly message: string;
  /** The way from the element that was looked at down to the one that it is about: indexes of children. */
  readonly path: readonly number[];
  /** The kind of flaw that is its cause, or the rule that knows more of it: while that is told, this is not. */
  readonly unless?: ViolationCode | 'endpoint-certificate-unknown';
  /** The index of the attribute. */
  readonly attribute?: number;
  /** The name that is missing or intended. */
  readonly name?: string;
  /** The path of the conflicting element. */
  readonly other?: readonly number[];
}

/** The violation with paths that start at the parent. */
export function seenFromParent(flaw: Violation, index: number): Violation {
  return {
    ...flaw,
    path: [index, ...flaw.path],
    ...(flaw.other === undefined ? {} : { other: [index, ...flaw.other] }),
  };
}
