import type { Span } from '../text/span';

interface TagToken {
  /** '' where a close tag has none yet. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** What the scan of a text leaves for the check of its structure: its tags, and the text between them that is not blank. */
export type Token =
  | ({ readonly kind: 'open' } & TagToken)
  | ({ readonly kind: 'empty' } & TagToken)
  | ({
      readonly kind: 'close';
      /** What follows the name, where nothing but white space may. */
      readonly rest?: Span;
      /** Its `>` is there. */
      readonly finished: boolean;
    } & TagToken)
  /** Character data with something else than white space, or a CDATA section: only allowed inside the root. */
  | { readonly kind: 'text'; readonly span: Span }
  | { readonly kind: 'doctype'; readonly span: Span };

export type OpenToken = Extract<Token, { readonly kind: 'open' }>;
export type EmptyToken = Extract<Token, { readonly kind: 'empty' }>;
export type CloseToken = Extract<Token, { readonly kind: 'close' }>;
