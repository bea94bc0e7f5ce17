import type { Span } from '../text/span';
import { isSameName } from './names';

/**
 * What has a name in several places of a service. Roles and the service itself are the service's; certificates,
 * settings and endpoints a role's; the rest is what endpoints of the definition refer to.
 */
export type SymbolKind =
  'service' | 'role' | 'certificate' | 'setting' | 'endpoint' | 'loadBalancer' | 'loadBalancerProbe' | 'accessControl';

export interface ServiceSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The role it belongs to; absent where it is the service's. */
  readonly role?: string;
}

/** A place where a symbol's name is written. */
export interface Occurrence {
  readonly symbol: ServiceSymbol;
  /** The name alone, as written. */
  readonly span: Span;
  /** Of the attribute that it stands in; absent in the text of an element. */
  readonly quote?: '"' | "'";
  /**
   * `definition` declares it; `entry` is where a configuration gives it its values (the definition of what no .csdef
   * declares); `reference` only names it.
   */
  readonly part: 'definition' | 'entry' | 'reference';
}

export function isSameSymbol(a: ServiceSymbol, b: ServiceSymbol): boolean {
  return a.kind === b.kind && isSameName(a.name, b.name) && isSameName(a.role ?? '', b.role ?? '');
}
