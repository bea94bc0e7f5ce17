import type { Severity } from '../../rules/rule';
import type { XmlAttribute, XmlElement } from '../../../xml/tree';

export type ViolationCode =
  | 'schema-unknown-element'
  | 'schema-unknown-attribute'
  | 'schema-missing'
  | 'schema-value'
  | 'schema-duplicate'
  | 'schema-order';

/** Where the document differs from the schema. */
export interface Violation {
  readonly code: ViolationCode;
  /** Overrides the severity of the rule. */
  readonly severity?: Severity;
  readonly message: string;
  readonly element: XmlElement;
  /** The attribute of the element, if the violation is about one that it has. */
  readonly attribute?: XmlAttribute;
  /** The kind of violation that is its cause, or the rule that knows more of it: while that is reported, this is not. */
  readonly unless?: ViolationCode | 'endpoint-certificate-unknown';
  /** The name that is missing or intended. */
  readonly name?: string;
  /** The conflicting element. */
  readonly other?: XmlElement;
}
