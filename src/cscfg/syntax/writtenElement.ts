/**
 * An element as it is written, wherever it stands: every offset counts UTF-16 units from its own `<`. It says nothing
 * of what is around it, so that the states of a text that is being edited share what the edits did not touch.
 */
export interface WrittenElement {
  readonly length: number;
  /** As written, prefix included. */
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly openEnd: number;
  /** Absent when self-closing or not (yet) closed. */
  readonly close?: { readonly start: number; readonly end: number };
  readonly selfClosing: boolean;
  readonly attributes: readonly WrittenAttribute[];
  readonly children: readonly WrittenChild[];
  /** The local names of all that is inside; absent where they are too many to be worth a list. */
  readonly inside?: ReadonlySet<string>;
  /**
   * Its tags and those inside are finished and match each other: it reads the same in whatever text it stands. Says
   * nothing of values and of what is between the tags.
   */
  readonly sound: boolean;
}

export interface WrittenChild {
  readonly offset: number;
  readonly element: WrittenElement;
}

/** Offsets from the `<` of its element. */
export interface WrittenAttribute {
  readonly start: number;
  readonly end: number;
  readonly nameEnd: number;
  /** The text between the quotes; absent where the value is missing or not quoted. */
  readonly value?: { readonly start: number; readonly end: number; readonly quote: '"' | "'" };
}

export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
