import type { Span } from '../text/span';

/** What the scan of a text leaves for the check of its structure: its tags, and the text between them that is not blank. */
export type Token =
  | { readonly kind: 'open'; readonly name: string; readonly nameSpan: Span; readonly span: Span }
  | { readonly kind: 'empty'; readonly name: string; readonly nameSpan: Span; readonly span: Span }
  | { readonly kind: 'close'; readonly name: string; readonly nameSpan: Span; readonly span: Span }
  /** Character data with something else than white space, or a CDATA section: only allowed inside the root. */
  | { readonly kind: 'text'; readonly span: Span }
  | { readonly kind: 'doctype'; readonly span: Span };

export type OpenToken = Extract<Token, { readonly kind: 'open' }>;
export type CloseToken = Extract<Token, { readonly kind: 'close' }>;
