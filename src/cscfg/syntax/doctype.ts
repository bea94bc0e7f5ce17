import { message } from '../text/message';
import type { Scanner } from './scanner';
import { proposal } from './syntaxProblem';

const literal = `(?:"[^"]*"|'[^']*')`;
const name = `[^\\s<>"'%&;()|,?*+[\\]]+`;
const external = `(?:SYSTEM\\s+${literal}|PUBLIC\\s+${literal}\\s+${literal})`;
const head = new RegExp(`<!(?:DOCTYPE|doctype)\\s+${name}(\\s+${external})?\\s*`, 'y');
const tail = /(?:\]\s*)?>/y;

/** What the internal subset may hold; the first group is the name of a general entity. */
const declarations = [
  '\\s+',
  `<!ENTITY\\s+(${name})\\s+(?:${literal}|${external}(?:\\s+NDATA\\s+${name})?)\\s*>`,
  `<!ENTITY\\s+%\\s+${name}\\s+(?:${literal}|${external})\\s*>`,
  `<!ELEMENT\\s+${name}\\s+(?:EMPTY|ANY|\\([^<>"'\\]]*\\)[?*+]?)\\s*>`,
  `<!ATTLIST\\s+${name}(?:\\s(?:${literal}|[^<>"'])*)?>`,
  `<!NOTATION\\s+${name}\\s+(?:PUBLIC\\s+${literal}|${external})\\s*>`,
  '<!--(?:-?[^-])*-->',
  '<\\?(?![Xx][Mm][Ll][\\s?])[^\\s?]+(?:\\s[^]*?)?\\?>',
  `%${name};`,
].join('|');

/** Whether a document type declaration is begun at `start`, if only in lower case. */
export function isDoctypeAt(text: string, start: number): boolean {
  return text.startsWith('<!DOCTYPE', start) || text.startsWith('<!doctype', start);
}

/**
 * Reads the document type declaration at `start`, its internal subset included; gives the offset after it. No service
 * configuration has one: it is read to know where it ends and which entities it declares, its declarations by their
 * outline only.
 */
export function scanDoctype(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const entities = new Set<string>();
  if (text[start + 2] === 'd') {
    const span = { start: start + 2, end: start + 9 };
    scanner.report({
      span,
      message: message('"DOCTYPE" must be in upper case.'),
      edits: [proposal(message('Write DOCTYPE'), { ...span, newText: 'DOCTYPE' })],
    });
  }
  head.lastIndex = start;
  const outside = head.exec(text)?.[1] !== undefined;
  let at = head.lastIndex;
  let parameters = false;
  if (text[at] === '[' && at > start) {
    const declaration = new RegExp(declarations, 'y');
    declaration.lastIndex = ++at;
    for (let match = declaration.exec(text); match !== null; match = declaration.exec(text)) {
      at = declaration.lastIndex;
      parameters ||= match[0].startsWith('%');
      if (match[1] !== undefined) {
        entities.add(match[1]);
      }
    }
  }
  tail.lastIndex = at;
  const closed = at > start && (text[at] === ']') === text.slice(start, at).includes('[') && tail.test(text);
  scanner.entities = closed && !outside && !parameters ? entities : undefined;
  return closed ? tail.lastIndex : disorder(scanner, start, Math.max(at, start));
}

function disorder(scanner: Scanner, start: number, at: number): number {
  const { text } = scanner;
  scanner.report({
    span: { start: at, end: Math.min(at + 1, text.length) },
    message: message('The document type declaration is not well-formed here.'),
    edits: [],
  });
  const subset = /\[[^]*?\]\s*>/y;
  subset.lastIndex = text.slice(start, at + 200).indexOf('[') + start;
  const end = text[subset.lastIndex] === '[' && subset.test(text) ? subset.lastIndex : text.indexOf('>', at) + 1;
  return end === 0 ? text.length : Math.max(end, at);
}
