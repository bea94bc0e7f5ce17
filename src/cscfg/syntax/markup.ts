import { message } from '../text/message';
import type { Span } from '../text/span';
import { beforeSpace, isSpace, nameAt } from './characters';
import { scanComment } from './comment';
import { isDeclarationAt, scanDeclaration } from './declaration';
import type { Scanner } from './scanner';
import { insertion, proposal, removal } from './syntaxProblem';

/** What begins with `<!` or `<?` and is no document type: comments, CDATA sections, processing instructions. */
export function scanMarkup(scanner: Scanner, start: number): number {
  const { text } = scanner;
  if (text.startsWith('<!--', start)) {
    return scanComment(scanner, start);
  }
  if (text.startsWith('<![CDATA[', start)) {
    return scanCdata(scanner, start);
  }
  return text[start + 1] === '?' ? scanInstruction(scanner, start) : scanUnknown(scanner, start);
}

function scanCdata(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const inside = start + '<![CDATA['.length;
  const closing = text.indexOf(']]>', inside);
  if (closing !== -1) {
    return closing + 3;
  }
  const tag = text.indexOf('</', inside);
  const end = tag === -1 ? beforeSpace(text) : tag;
  scanner.report({
    span: { start, end: inside },
    message: message('The CDATA section is never closed: {0} is missing.', ']]>'),
    edits: [proposal(message('Insert {0}', ']]>'), insertion(end, ']]>'))],
    unfinished: true,
  });
  return end;
}

function scanInstruction(scanner: Scanner, start: number): number {
  const { text } = scanner;
  if (isDeclarationAt(text, start)) {
    return scanDeclaration(scanner, start);
  }
  const target = nameAt(text, start + 2);
  const nameEnd = start + 2 + target.length;
  const closing = text.indexOf('?>', nameEnd);
  if (closing === -1) {
    return unclosedInstruction(scanner, start, nameEnd);
  }
  const span = { start, end: closing + 2 };
  if (target === '' || (closing > nameEnd && !isSpace(text[nameEnd]))) {
    return nameless(scanner, { start, end: nameEnd }, span);
  }
  return span.end;
}

function unclosedInstruction(scanner: Scanner, start: number, nameEnd: number): number {
  const { text } = scanner;
  if (nameEnd === start + 2) {
    return nameless(scanner, { start, end: nameEnd }, { start, end: nameEnd });
  }
  const likely = /[?/]?>|[<\r\n]/g;
  likely.lastIndex = nameEnd;
  const match = likely.exec(text);
  const at = beforeSpace(text, match?.index, nameEnd);
  const end = match?.[0].endsWith('>') === true ? likely.lastIndex : at;
  scanner.report({
    span: { start, end: nameEnd },
    message: message('The processing instruction is never closed: {0} is missing.', '?>'),
    edits: [proposal(message('Insert {0}', '?>'), { start: at, end, newText: '?>' })],
    unfinished: true,
  });
  return end;
}

function nameless(scanner: Scanner, span: Span, whole: Span): number {
  scanner.report({
    span,
    message: message('"<?" must be followed by a name and white space. Remove it.'),
    edits: [removal(whole)],
  });
  return whole.end;
}

/** `<!` that starts nothing XML knows: most often a comment whose hyphens are not two. */
function scanUnknown(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const cdata = /<!(?:\[\s*[A-Za-z]*|CDATA)\s*\[?/y;
  cdata.lastIndex = start;
  if (cdata.test(text) && text.includes(']]>', cdata.lastIndex)) {
    return misspeltCdata(scanner, { start, end: cdata.lastIndex });
  }
  const whole = /<!-?(?!\[|[A-Z]+\s)([^<>]*?)-{0,2}>/y;
  whole.lastIndex = start;
  const inside = whole.exec(text)?.[1];
  const end = inside === undefined ? start + 2 : whole.lastIndex;
  const escape = proposal(message('Write &lt;!'), { start, end: start + 1, newText: '&lt;' });
  // A document type that is misspelt may have declared any entity.
  scanner.entities = undefined;
  scanner.report({
    span: { start, end: start + 2 },
    message: message('"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.'),
    edits:
      inside === undefined || inside.includes('--')
        ? [escape]
        : [proposal(message('Make it a comment'), { start, end, newText: `<!-- ${inside.trim()} -->` })],
  });
  return end;
}

function misspeltCdata(scanner: Scanner, span: Span): number {
  scanner.report({
    span,
    message: message('A CDATA section starts with {0}. Write it so.', '<![CDATA['),
    edits: [proposal(message('Write {0}', '<![CDATA['), { ...span, newText: '<![CDATA[' })],
  });
  return scanner.text.indexOf(']]>', span.end) + 3;
}
