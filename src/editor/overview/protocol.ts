/** Messages between the overview's panel and its page, which runs in a webview. */

/** The columns in their order. */
export const columns = [
  'verdict',
  'name',
  'role',
  'configuration',
  'service',
  'expires',
  'certificate',
  'vault',
  'version',
  'store',
  'thumbprint',
  'inOsProfile',
] as const;

export type Column = (typeof columns)[number];

export type Gravity = 'error' | 'warning' | 'information' | 'good' | 'unknown';

export interface OverviewRow {
  /** Stays the same after an update. */
  readonly id: string;
  /** Localized; empty if unknown. */
  readonly cells: Readonly<Record<Column, string>>;
  readonly description: string;
  readonly gravity: Gravity;
  /** The position of the verdict, from the most urgent one. */
  readonly urgency: number;
  /** Milliseconds since 1970. */
  readonly expires: number | null;
}

/** From the panel to the page. `busy`: more rows or verdicts follow. */
export interface ToPage {
  readonly rows: readonly OverviewRow[];
  readonly busy: boolean;
}

export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'export' }
  | { readonly kind: 'open'; readonly id: string };
