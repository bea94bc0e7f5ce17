import * as l10n from '@vscode/l10n';
import { lineEndNear } from '../text/lines';
import type { Span } from '../text/span';
import { beforeSpace, skipSpace } from './characters';
import { insertion, lineRemoval, proposal } from './problem';
import type { Scanner } from './scanner';

const wellFormed =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>/y;

/** Whether an XML declaration is begun at `start`, if not in its exact spelling. */
export function isDeclarationAt(text: string, start: number): boolean {
  const next = text[start + 1];
  if (next !== '?' && next !== 'x' && next !== 'X') {
    return false;
  }
  const begun = /<\?[ \t]*xml(?![\w:.-])|<xml[ \t\r\n][^<>]*\?>/iy;
  begun.lastIndex = start;
  return begun.test(text);
}

/** Reads the XML declaration at `start`, wherever that is; gives the offset after it. */
export function scanDeclaration(scanner: Scanner, start: number): number {
  const { text } = scanner;
  wellFormed.lastIndex = start;
  const good = wellFormed.test(text);
  const end = good ? wellFormed.lastIndex : likelyEnd(text, start);
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  if (start !== first && !scanner.isFull) {
    misplaced(scanner, first, { start, end });
  } else if (!good) {
    const written = rewritten(text.slice(start, end));
    scanner.report({
      span: { start, end },
      message: l10n.t('The XML declaration is not well-formed. Write {0}', written),
      edits: [proposal(l10n.t('Write {0}', written), { start, end, newText: written })],
      unfinished: true,
    });
  }
  return end;
}

/** What the declaration was to be, as far as that can be told. */
function rewritten(declaration: string): string {
  const encoding = /encoding\s*=\s*["'“”]?([A-Za-z][A-Za-z0-9._-]*)/.exec(declaration)?.[1];
  const standalone = /standalone\s*=\s*["'“”]?(yes|no)\b/.exec(declaration)?.[1];
  const rest = Object.entries({ encoding, standalone }).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${value}"`],
  );
  return `<?xml version="1.0"${rest.join('')}?>`;
}

function misplaced(scanner: Scanner, first: number, span: Span): void {
  const { text } = scanner;
  const before = { start: first, end: span.start };
  if (skipSpace(text, first) === span.start) {
    scanner.report({
      span,
      message: l10n.t('The XML declaration must be the very first thing in the file.'),
      edits: [proposal(l10n.t('Remove the white space before it'), { ...before, newText: '' })],
    });
  } else if (isDeclarationAt(text, first)) {
    scanner.report({
      span,
      message: l10n.t('There is an XML declaration already. Remove the second one.'),
      edits: [lineRemoval(text, span)],
    });
  } else if (text.slice(before.start, before.end).includes('<')) {
    const written = `${rewritten(text.slice(span.start, span.end))}${lineEndNear(text, span.start) ?? ''}`;
    const { edits } = lineRemoval(text, span);
    scanner.report({
      span,
      message: l10n.t('The XML declaration must be the very first thing in the file.'),
      edits: [proposal(l10n.t('Move it to the start of the file'), insertion(first, written), ...edits)],
    });
  }
  // Text alone before it must go, which is reported of the text.
}

/** After its `?>`, or what was meant as that: it holds no tag and, as a rule, no second line. */
function likelyEnd(text: string, start: number): number {
  const end = /\?>|\/?>|(?=<)|$/g;
  end.lastIndex = start + 1;
  const match = end.exec(text);
  if (match === null) {
    return text.length;
  }
  return match[0] === '' ? beforeSpace(text, match.index, start) : end.lastIndex;
}

const literal = `(?:"[^"]*"|'[^']*')`;
const name = `[^\\s<>"'%&;()|,?*+[\\]]+`;
const external = `(?:SYSTEM\\s+${literal}|PUBLIC\\s+${literal}\\s+${literal})`;
const head = new RegExp(`<!(?:DOCTYPE|doctype)\\s+${name}(\\s+${external})?\\s*`, 'y');
const tail = /(?:\]\s*)?>/y;

/** Each declaration of the internal subset, as a whole; the first group is the name of a general entity. */
const declarations = new RegExp(
  `^(?:${[
    `<!ENTITY\\s+(${name})\\s+(?:${literal}|${external}(?:\\s+NDATA\\s+${name})?)\\s*>`,
    `<!ENTITY\\s+%\\s+${name}\\s+(?:${literal}|${external})\\s*>`,
    `<!ELEMENT\\s+${name}\\s+(?:EMPTY|ANY|\\([^<>"'\\]]*\\)[?*+]?)\\s*>`,
    `<!ATTLIST\\s+${name}(?:\\s(?:${literal}|[^<>"'])*)?>`,
    `<!NOTATION\\s+${name}\\s+(?:PUBLIC\\s+${literal}|${external})\\s*>`,
    '<!--(?:-?[^-])*-->',
    '<\\?(?![Xx][Mm][Ll][\\s?])[^\\s?]+(?:\\s[^]*)?\\?>',
    `%${name};`,
  ].join('|')})$`,
);

/** A longer declaration is taken for a good one: an expression that looks at it all would not get by. */
const longest = 10_000;

/** Whether a document type declaration is begun at `start`, if only in lower case. */
export function isDoctypeAt(text: string, start: number): boolean {
  return text.startsWith('<!DOCTYPE', start) || text.startsWith('<!doctype', start);
}

/**
 * Reads the document type declaration at `start`, its internal subset included; gives the offset after it. No service
 * configuration has one: it is read to find its end and the entities that it declares, its declarations by their
 * outline only.
 */
export function scanDoctype(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const entities = new Set<string>();
  if (text[start + 2] === 'd') {
    const span = { start: start + 2, end: start + 9 };
    scanner.report({
      span,
      message: l10n.t('"DOCTYPE" must be in upper case.'),
      edits: [proposal(l10n.t('Write DOCTYPE'), { ...span, newText: 'DOCTYPE' })],
    });
  }
  head.lastIndex = start;
  const outside = head.exec(text)?.[1] !== undefined;
  const headEnd = head.lastIndex;
  const hasSubset = text[headEnd] === '[' && headEnd > start;
  const subset = hasSubset ? readSubset(scanner, headEnd + 1, entities) : undefined;
  const at = subset?.end ?? headEnd;
  tail.lastIndex = at;
  const closed = at > start && (text[at] === ']') === hasSubset && tail.test(text);
  scanner.entities = closed && !outside && subset?.parameters !== true ? entities : undefined;
  return closed ? tail.lastIndex : disorder(scanner, hasSubset ? headEnd : undefined, Math.max(at, start));
}

/** Reads the declarations from `start` on as long as they are in order; gives where that ends. */
function readSubset(
  scanner: Scanner,
  start: number,
  entities: Set<string>,
): { readonly end: number; readonly parameters: boolean } {
  const { text } = scanner;
  let parameters = false;
  for (let at = skipSpace(text, start); ;) {
    const end = declarationEnd(scanner, at);
    const match = end - at > longest ? undefined : declarations.exec(text.slice(at, end));
    if (end === at || match === null) {
      return { end: at, parameters };
    }
    parameters ||= text[at] === '%';
    if (match?.[1] !== undefined) {
      entities.add(match[1]);
    }
    at = skipSpace(text, end);
  }
}

/** The end of the declaration that begins at `start`, or `start`. */
function declarationEnd(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const behind = (closer: string): number => {
    const at = scanner.find(closer, start, `subset ${closer}`);
    return at === -1 ? start : at + closer.length;
  };
  if (text[start] === '%') {
    return Math.min(behind(';'), start + longest);
  }
  if (text.startsWith('<!--', start)) {
    return behind('-->');
  }
  if (text.startsWith('<?', start)) {
    return behind('?>');
  }
  if (!text.startsWith('<!', start)) {
    return start;
  }
  for (let at = start + 2; at < text.length; at++) {
    const character = text[at];
    if (character === '>') {
      return at + 1;
    }
    if (character === '<') {
      return start;
    }
    if (character === '"' || character === "'") {
      const closing = scanner.find(character, at + 1, `subset ${character}`);
      if (closing === -1) {
        return start;
      }
      at = closing;
    }
  }
  return start;
}

/** `subset`: the offset of its `[`, if that is there. */
function disorder(scanner: Scanner, subset: number | undefined, at: number): number {
  const { text } = scanner;
  scanner.report({
    span: { start: at, end: Math.min(at + 1, text.length) },
    message: l10n.t('The document type declaration is not well-formed here.'),
    edits: [],
  });
  const bracket = subset ?? (text.slice(at, at + 200).includes('[') ? text.indexOf('[', at) : undefined);
  const closing = bracket === undefined ? -1 : subsetEnd(scanner, bracket);
  const end = closing === -1 ? scanner.find('>', at) + 1 : closing;
  return end === 0 ? text.length : Math.max(end, at);
}

/** Behind the `]>` that ends the subset; -1 where there is none. */
function subsetEnd(scanner: Scanner, from: number): number {
  return scanner.remembered(']>', from, () => {
    const end = /\]\s*>/g;
    end.lastIndex = from;
    return end.test(scanner.text) ? end.lastIndex : -1;
  });
}
