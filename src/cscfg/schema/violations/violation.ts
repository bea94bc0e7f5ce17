import type { Severity } from '../../rules/rule';
import type { XmlAttribute, XmlElement } from '../../../xml/tree';

export type ViolationCode =
  | 'schema-unknown-element'
  | 'schema-unknown-attribute'
  | 'schema-missing'
  | 'schema-value'
  | 'schema-duplicate'
  | 'schema-order';

export interface Violation {
  readonly code: ViolationCode;
  readonly severity?: Severity;
  readonly message: string;
  readonly element: XmlElement;
  readonly attribute?: XmlAttribute;
  /** This is reported only if that violation or rule, which explains it better, is not. */
  readonly unless?: ViolationCode | 'endpoint-certificate-unknown';
  /** The name that is missing or intended. */
  readonly name?: string;
  readonly other?: XmlElement;
}
