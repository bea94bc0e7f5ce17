import { message } from '../text/message';
import type { Span } from '../text/span';
import { cleanName, isInName, nameAt } from './characters';
import type { Scanner } from './scanner';
import { proposal } from './syntaxProblem';

export interface TagName {
  readonly name: string;
  readonly nameSpan: Span;
}

/** More letters than any name of a tag has. */
const longest = 100;

/**
 * The name of the open tag whose name is written at `span` as far as it is one: a blank or another character may have
 * got into it, or it runs into the first attribute's.
 */
export function scanTagName(scanner: Scanner, span: Span): TagName {
  const { text } = scanner;
  const written = text.slice(span.start, span.end);
  const whole = { name: cleanName(written), nameSpan: span };
  if (/^\s*=\s*["']/.test(text.slice(span.end, span.end + 20))) {
    return beforeAttribute(text, span) ?? whole;
  }
  return divided(scanner, span, strayAt(text, span)) ?? divided(scanner, span, blankAt(text, span)) ?? whole;
}

/** `<Rolename="Web">`: as much of it as other tags have for a name. */
function beforeAttribute(text: string, { start, end }: Span): TagName | undefined {
  const written = text.slice(start, end);
  for (let length = Math.min(written.length - 1, longest); length > 0; length--) {
    const name = written.slice(0, length);
    if (nameAt(written, length) !== '' && isTagName(text, name)) {
      return { name, nameSpan: { start, end: start + length } };
    }
  }
  return undefined;
}

/** `<Ro;le>`, or `<Ro/le>` in a text that has a `</Role>`. */
function strayAt(text: string, { start, end }: Span): number {
  const stray = text.charAt(end);
  if (!/[^\s>]/.test(stray) || !isInName(text, end + 1)) {
    return end;
  }
  const isLikely = !/[<>/="']/.test(stray) || isTagName(text, text.slice(start, end) + nameRest(text, end + 1), '</');
  return isLikely ? end + 1 : end;
}

/** `<Ro le>` in a text that has a `</Role>`. */
function blankAt(text: string, { start, end }: Span): number {
  const blank = /\s+(?=[\w.:-]+[\s/>])/y;
  blank.lastIndex = end;
  const next = blank.test(text) ? blank.lastIndex : end;
  return next > end && isTagName(text, text.slice(start, end) + nameRest(text, next), '</') ? next : end;
}

/** A name that goes on at `next`, with something in between that must go. */
function divided(scanner: Scanner, { start, end }: Span, next: number): TagName | undefined {
  if (next === end) {
    return undefined;
  }
  const { text } = scanner;
  const rest = nameRest(text, next);
  const between = { start: end, end: next };
  const name = cleanName(text.slice(start, end) + rest);
  scanner.report({
    span: between,
    message: message('A name is one word of letters and digits. Write {0}.', name),
    edits: [proposal(message('Write {0}', name), { ...between, newText: '' })],
  });
  return { name, nameSpan: { start, end: next + rest.length } };
}

/** What of a name there is at `at`, where it need not begin as one does. */
function nameRest(text: string, at: number): string {
  return nameAt(`_${text.slice(at, at + longest)}`, 0).slice(1);
}

function isTagName(text: string, name: string, opener = '</?'): boolean {
  return new RegExp(`${opener}${escaped(name)}[\\s/>]`).test(text);
}

/** The name for a regular expression. */
export function escaped(name: string): string {
  return name.replace(/[.\\^$*+?()[\]{}|-]/g, '\\$&');
}
