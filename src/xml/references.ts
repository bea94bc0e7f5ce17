import * as l10n from '@vscode/l10n';
import type { Span } from '../text/span';
import { isCharacter, nameAt } from './characters';
import { insertion, proposal, type SyntaxProblem } from './problem';

/** A stretch of text that starts with `&`. */
export type Reference =
  /** A character reference or one of the five predefined entities. */
  | { readonly kind: 'character'; readonly end: number; readonly value: string }
  | { readonly kind: 'entity'; readonly end: number; readonly name: string }
  /** A reference to a character that XML does not allow, such as `&#0;`. */
  | { readonly kind: 'forbidden'; readonly end: number }
  | { readonly kind: 'bare' };

const predefined: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

const characterReference = /&#(?:([0-9]+)|x([0-9A-Fa-f]+));/y;

/** Reads the `&` at `offset` (XML 1.0, section 4.1). `end` is the offset after its semicolon. */
export function referenceAt(text: string, offset: number): Reference {
  characterReference.lastIndex = offset;
  const numeric = text[offset + 1] === '#' ? characterReference.exec(text) : null;
  if (numeric !== null) {
    const end = offset + numeric[0].length;
    const codePoint = numeric[1] === undefined ? parseInt(numeric[2] ?? '', 16) : parseInt(numeric[1], 10);
    return isCharacter(codePoint)
      ? { kind: 'character', end, value: String.fromCodePoint(codePoint) }
      : { kind: 'forbidden', end };
  }
  const name = nameAt(text, offset + 1);
  const end = offset + 1 + name.length + 1;
  if (name === '' || text[end - 1] !== ';') {
    return { kind: 'bare' };
  }
  const value = predefined.get(name);
  return value === undefined ? { kind: 'entity', end, name } : { kind: 'character', end, value };
}

/** What is wrong with the `&` at `at`, if anything; `entities` are the declared ones, undefined when unknown. */
export function referenceProblem(
  text: string,
  at: number,
  entities: ReadonlySet<string> | undefined,
): SyntaxProblem | undefined {
  const reference = referenceAt(text, at);
  switch (reference.kind) {
    case 'character':
      return undefined;
    case 'bare':
      return bareProblem(text, at);
    case 'forbidden': {
      const span = { start: at, end: reference.end };
      const written = text.slice(at, reference.end);
      return {
        span,
        message: l10n.t('{0} refers to a character that XML does not allow. Remove it.', written),
        edits: [proposal(l10n.t('Remove {0}', written), { ...span, newText: '' })],
      };
    }
    case 'entity':
      return entities === undefined || entities.has(reference.name)
        ? undefined
        : {
            span: { start: at, end: reference.end },
            message: l10n.t('The entity &{0}; is not declared. A literal "&" is written &amp;.', reference.name),
            edits: [proposal(l10n.t('Write &amp;'), insertion(at + 1, 'amp;'))],
          };
  }
}

function bareProblem(text: string, at: number): SyntaxProblem {
  const escape = proposal(l10n.t('Write &amp;'), insertion(at + 1, 'amp;'));
  const unfinished = /&(?:lt|gt|amp|apos|quot|#[0-9]+|#x[0-9A-Fa-f]+)(?![\w.:-])/y;
  unfinished.lastIndex = at;
  const reference = unfinished.exec(text)?.[0];
  if (reference === undefined || referenceAt(`${reference};`, 0).kind !== 'character') {
    return {
      span: { start: at, end: at + 1 },
      message: l10n.t('A bare "&" is not allowed in XML. Write &amp; instead.'),
      edits: [escape],
    };
  }
  const end = at + reference.length;
  return {
    span: { start: at, end },
    message: l10n.t('{0} is not finished: ";" is missing. A literal "&" is written &amp;.', reference),
    edits: [proposal(l10n.t('Write {0};', reference), insertion(end, ';')), escape],
  };
}

/** A value as the reader of the XML sees it, and where each of its UTF-16 units is in the document. */
export interface DecodedValue {
  readonly value: string;
  readonly offsetOf: (index: number) => number;
}

/**
 * Decodes the text between the quotes: references to characters and predefined entities, and white space as XML 1.0
 * sections 2.11 and 3.3.3 say (a line end of any kind, or a tab, is one space). An invalid reference stays as written.
 */
export function decodeValue(text: string, span: Span): DecodedValue {
  const written = text.slice(span.start, span.end);
  if (!/[&\t\r\n]/.test(written)) {
    return { value: written, offsetOf: (index) => span.start + Math.min(Math.max(index, 0), written.length) };
  }
  const offsets: number[] = [];
  let value = '';
  for (let at = span.start; at < span.end;) {
    const { decoded, end } = unitAt(text, at, span.end);
    // Both units of an astral character stand for the one place that wrote it.
    offsets.push(at);
    if (decoded.length > 1) {
      offsets.push(at);
    }
    value += decoded;
    at = end;
  }
  return { value, offsetOf: (index) => offsets[Math.max(index, 0)] ?? span.end };
}

function unitAt(text: string, at: number, limit: number): { readonly decoded: string; readonly end: number } {
  const character = text.charAt(at);
  if (character === '&') {
    const reference = referenceAt(text, at);
    if (reference.kind === 'character' && reference.end <= limit) {
      return { decoded: reference.value, end: reference.end };
    }
  }
  if (character === '\r' && text[at + 1] === '\n' && at + 1 < limit) {
    return { decoded: ' ', end: at + 2 };
  }
  return { decoded: /[\t\r\n]/.test(character) ? ' ' : character, end: at + 1 };
}
