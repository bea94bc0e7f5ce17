import { message } from '../text/message';
import type { Span } from '../text/span';
import { nameAt } from './characters';
import type { Scanner } from './scanner';

/** What begins with `<!` or `<?` and is no document type: comments, CDATA sections, processing instructions. */
export function scanMarkup(scanner: Scanner, start: number): number {
  const { text } = scanner;
  if (text.startsWith('<!--', start)) {
    return scanComment(scanner, start);
  }
  if (text.startsWith('<![CDATA[', start)) {
    return endOf(scanner, start, '<![CDATA[', ']]>');
  }
  if (text.startsWith('<?', start)) {
    return scanInstruction(scanner, start);
  }
  const span = { start, end: start + 2 };
  scanner.problems.push({
    span,
    message: message('"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.'),
    edits: [{ title: message('Write &lt;!'), edits: [{ ...span, newText: '&lt;!' }] }],
  });
  return span.end;
}

function scanComment(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const end = endOf(scanner, start, '<!--', '-->');
  const dashes = text.indexOf('--', start + 4);
  if (dashes !== -1 && dashes < end - 3) {
    const inner = text.slice(start + 4, end - 3);
    const spaced = inner.replace(/-(?=-)/g, '- ').replace(/-$/, '- ');
    scanner.problems.push({
      span: { start: dashes, end: dashes + 2 },
      message: message('"--" is not allowed inside a comment. Write "- -" instead.'),
      edits: [{ title: message('Write "- -"'), edits: [{ start: start + 4, end: end - 3, newText: spaced }] }],
    });
  }
  return end;
}

const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.[0-9]+\1(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\3)?[ \t\r\n]*\?>$/;

function scanInstruction(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const end = endOf(scanner, start, '<?', '?>');
  const span: Span = { start, end };
  const target = nameAt(text, start + 2);
  if (target === 'xml') {
    scanDeclaration(scanner, span);
  } else if (target === '' || target.toLowerCase() === 'xml') {
    scanner.problems.push({
      span,
      message: message('"<?" must be followed by a name other than "xml" in any case but lower.'),
      edits: [{ title: message('Remove it'), edits: [{ ...span, newText: '' }] }],
    });
  }
  return end;
}

function scanDeclaration(scanner: Scanner, span: Span): void {
  const { text } = scanner;
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  if (span.start !== first) {
    const before = { start: first, end: span.start };
    const onlySpace = text.slice(before.start, before.end).trim() === '';
    scanner.problems.push({
      span,
      message: message('The XML declaration must be the very first thing in the file.'),
      edits: [
        onlySpace
          ? { title: message('Remove what stands before it'), edits: [{ ...before, newText: '' }] }
          : { title: message('Remove it'), edits: [{ ...span, newText: '' }] },
      ],
    });
  } else if (!declaration.test(text.slice(span.start, span.end))) {
    const written = '<?xml version="1.0" encoding="utf-8"?>';
    scanner.problems.push({
      span,
      message: message('The XML declaration is not complete. Write {0}', written),
      edits: [{ title: message('Write {0}', written), edits: [{ ...span, newText: written }] }],
    });
  }
}

/** The offset after `closer`; a thing that is never closed is one problem, at its opener. */
function endOf(scanner: Scanner, start: number, opener: string, closer: string): number {
  const found = scanner.text.indexOf(closer, start + opener.length);
  if (found !== -1) {
    return found + closer.length;
  }
  scanner.problems.push({
    span: { start, end: start + opener.length },
    message: message('"{0}" is never closed: {1} is missing.', opener, closer),
    edits: [],
  });
  return scanner.endOfText();
}

/** A document type declaration, its internal subset included: read only to find its end and its entities. */
export function scanDoctype(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const part =
    /"[^"]*"|'[^']*'|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\[|\]|>|<!ENTITY\s+([^\s%"'>]+)|<!ENTITY\s+%|<!|%[^\s;]+;/g;
  part.lastIndex = start + '<!DOCTYPE'.length;
  const entities = new Set<string>();
  let declarations = 0;
  let elsewhere = false;
  for (let match = part.exec(text); match !== null; match = part.exec(text)) {
    const [found, entity] = match;
    if (entity !== undefined) {
      entities.add(entity);
    }
    elsewhere ||= found.startsWith('%');
    if (found.startsWith('<!') && !found.startsWith('<!--')) {
      declarations++;
    } else if (found === '>' && declarations > 0) {
      declarations--;
    } else if (found === '>') {
      const external = /^<!DOCTYPE\s+\S+\s+(?:SYSTEM|PUBLIC)\s/.test(text.slice(start, match.index));
      scanner.entities = elsewhere || external ? undefined : entities;
      return match.index + 1;
    }
  }
  scanner.problems.push({
    span: { start, end: start + '<!DOCTYPE'.length },
    message: message('"{0}" is never closed: {1} is missing.', '<!DOCTYPE', '>'),
    edits: [],
  });
  return scanner.endOfText();
}
