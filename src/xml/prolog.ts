import * as l10n from '@vscode/l10n';
import { lineEndNear, wholeLines } from '../text/lines';
import type { Span } from '../text/span';
import { beforeSpace, endOf, matchAt, skipSpace } from './characters';
import { fix, insertion, remove, write } from './problem';
import type { Scanner } from './scanner';

const wellFormed =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;

/** Accepts a misspelled one. */
export function isDeclarationAt(text: string, start: number): boolean {
  const next = text[start + 1];
  const pattern = /<\?[ \t]*xml(?![\w:.-])|<xml[ \t\r\n][^<>]*\?>/iy;
  return (next === '?' || next === 'x' || next === 'X') && matchAt(pattern, text, start) !== null;
}

/** Wherever the declaration is; returns the offset after it. */
export function scanDeclaration(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const goodEnd = endOf(wellFormed, text, start);
  const span = { start, end: goodEnd === start ? likelyEnd(text, start) : goodEnd };
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  if (start !== first && !scanner.isFull) {
    reportMisplaced(scanner, first, span);
  } else if (goodEnd === start) {
    const written = rewritten(text, span);
    const what = l10n.t('The XML declaration is not well-formed. Write {0}', written);
    scanner.report(span, what, [write(span, written)], 'unfinished');
  }
  return span.end;
}

function rewritten(text: string, { start, end }: Span): string {
  const declaration = text.slice(start, end);
  const encoding = /encoding\s*=\s*["'“”]?([A-Za-z][A-Za-z0-9._-]*)/.exec(declaration)?.[1];
  const standalone = /standalone\s*=\s*["'“”]?(yes|no)\b/.exec(declaration)?.[1];
  const rest = Object.entries({ encoding, standalone }).map(([name, value]) => (value ? ` ${name}="${value}"` : ''));
  return `<?xml version="1.0"${rest.join('')}?>`;
}

function reportMisplaced(scanner: Scanner, first: number, span: Span): void {
  const { text } = scanner;
  const before = { start: first, end: span.start };
  const removal = remove(wholeLines(text, span));
  const mustBeFirst = l10n.t('The XML declaration must be at the very start of the file.');
  if (skipSpace(text, first) === span.start) {
    const title = l10n.t('Remove the white space before it');
    scanner.report(span, mustBeFirst, [fix(title, { ...before, newText: '' })]);
  } else if (isDeclarationAt(text, first)) {
    scanner.report(span, l10n.t('The file already has an XML declaration. Remove the second one.'), [removal]);
  } else if (text.slice(before.start, before.end).includes('<')) {
    const written = rewritten(text, span) + (lineEndNear(text, span.start) ?? '');
    const title = l10n.t('Move it to the start of the file');
    scanner.report(span, mustBeFirst, [fix(title, insertion(first, written), ...removal.edits)]);
  }
  // If only text is before it, that text is reported.
}

/** After its `?>` or what was meant as that. It contains no tag and normally no second line. */
function likelyEnd(text: string, start: number): number {
  const end = /[?/]?>|(?=<)|$/g;
  end.lastIndex = start + 1;
  const match = end.exec(text);
  return match?.[0] ? end.lastIndex : beforeSpace(text, match?.index, start);
}

const literal = `(?:"[^"]*"|'[^']*')`;
const name = `[^\\s<>"'%&;()|,?*+[\\]]+`;
const external = `(?:SYSTEM\\s+${literal}|PUBLIC\\s+${literal}\\s+${literal})`;
const head = new RegExp(`<!(?:DOCTYPE|doctype)\\s+${name}(\\s+${external})?\\s*`, 'y');

/** Of the internal subset; the first group is the name of a general entity. */
const declaration = new RegExp(
  `^(?:${[
    `<!ENTITY\\s+(${name})\\s+(?:${literal}|${external}(?:\\s+NDATA\\s+${name})?)\\s*>`,
    `<!ENTITY\\s+%\\s+${name}\\s+(?:${literal}|${external})\\s*>`,
    `<!ELEMENT\\s+${name}\\s+(?:EMPTY|ANY|\\([^<>"'\\]]*\\)[?*+]?)\\s*>`,
    `<!ATTLIST\\s+${name}(?:\\s(?:${literal}|[^<>"'])*)?>`,
    `<!NOTATION\\s+${name}\\s+(?:PUBLIC\\s+${literal}|${external})\\s*>`,
    '<!--(?:-?[^-])*-->',
    '<\\?(?![Xx][Mm][Ll][\\s?]|>)[^\\s?]+(?:\\s[^]*?)?\\?>',
    `%${name};`,
  ].join('|')})[ \\t\\r\\n]*`,
);

/** Limits the stack of the expression. UTF-16 units. */
const longestDeclaration = 100_000;

/** Accepts lower case. */
export function isDoctypeAt(text: string, start: number): boolean {
  return text.startsWith('<!DOCTYPE', start) || text.startsWith('<!doctype', start);
}

/** Returns the offset after it. No service configuration has one: only its end and its entities are read. */
export function scanDoctype(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const entities = new Set<string>();
  if (text[start + 2] === 'd') {
    const span = { start: start + 2, end: start + 9 };
    scanner.report(span, l10n.t('"DOCTYPE" must be in upper case.'), [write(span, 'DOCTYPE')]);
  }
  const [header = '', outside] = matchAt(head, text, start) ?? [];
  const headEnd = start + header.length;
  const hasSubset = text[headEnd] === '[';
  let isOpenEnded = outside !== undefined;
  let at = headEnd;
  if (hasSubset) {
    at = skipSpace(text, headEnd + 1);
    const next = (): RegExpExecArray | null => declaration.exec(text.slice(at, at + longestDeclaration));
    for (let match = next(); match !== null; match = next()) {
      const [whole, entity] = match;
      isOpenEnded ||= whole.startsWith('%');
      if (entity !== undefined) {
        entities.add(entity);
      }
      at += whole.length;
    }
  }
  const end = header === '' ? at : endOf(hasSubset ? /\]\s*>/y : />/y, text, at);
  scanner.entities = end > at && !isOpenEnded ? entities : undefined;
  return end > at ? end : scanDisorder(scanner, hasSubset ? headEnd : undefined, at);
}

/** `at`: the mistake. `subset`: the offset of `[`, if there is one. */
function scanDisorder(scanner: Scanner, subset: number | undefined, at: number): number {
  const { text } = scanner;
  const span = { start: at, end: Math.min(at + 1, text.length) };
  scanner.report(span, l10n.t('The document type declaration is not well-formed here.'), []);
  const bracket = subset ?? (text.slice(at, at + 200).includes('[') ? text.indexOf('[', at) : undefined);
  const closing = bracket === undefined ? -1 : subsetEnd(scanner, bracket);
  const end = closing === -1 ? scanner.find('>', at) + 1 : closing;
  return end === 0 ? text.length : Math.max(end, at);
}

/** -1 if no `]>` ends the subset. */
function subsetEnd(scanner: Scanner, from: number): number {
  return scanner.findOnce(']>', from, () => {
    const end = /\]\s*>/g;
    end.lastIndex = from;
    return end.test(scanner.text) ? end.lastIndex : -1;
  });
}
