import * as l10n from '@vscode/l10n';
import type { TextEdit } from '../text/span';
import { beforeSpace, endOf, isSpaceAt, matchAt, nameEnd } from './characters';
import { isDeclarationAt, isDoctypeAt, scanDeclaration, scanDoctype } from './prolog';
import { fix, insert, remove, write } from './problem';
import type { Scanner } from './scanner';
import type { Markup } from './tree';

/** How each kind of markup is read (returns the offset after it), and what ends it. */
const kinds = {
  comment: { scan: scanComment, closer: '-->' },
  cdata: { scan: scanCdata, closer: ']]>' },
  instruction: { scan: scanInstruction, closer: '?>' },
  doctype: { scan: scanDoctype, closer: '>' },
  other: { scan: scanUnknown, closer: '>' },
};

export function isMarkupAt(text: string, start: number): boolean {
  const next = text.charCodeAt(start + 1);
  return next === 33 || next === 63;
}

export function scanMarkup(scanner: Scanner, start: number): Markup {
  const kind = kindAt(scanner.text, start);
  const { scan, closer } = kinds[kind];
  const end = scan(scanner, start);
  return { kind, start, end, finished: scanner.text.slice(start, end).endsWith(closer) };
}

function kindAt(text: string, start: number): Markup['kind'] {
  if (text.startsWith('<!--', start)) {
    return 'comment';
  }
  if (text.startsWith('<![CDATA[', start)) {
    return 'cdata';
  }
  return isDoctypeAt(text, start) ? 'doctype' : text[start + 1] === '!' ? 'other' : 'instruction';
}

function scanComment(scanner: Scanner, start: number): number {
  const inside = start + 4;
  const closing = scanner.find('-->', inside);
  const opening = scanner.find('<!--', inside);
  const isNested = opening !== -1 && opening < closing;
  const end = isNested ? nestedEnd(scanner, inside, opening, closing) : closing;
  if (end === -1) {
    return scanUnclosedComment(scanner, start);
  }
  const at = isNested ? opening : scanner.find('--', inside);
  if (at < end && !scanner.isFull) {
    const edits = spacedHyphens(scanner.text, inside, end);
    if (isNested) {
      const text = l10n.t('A comment cannot contain another comment: it ends at the first "-->".');
      scanner.report({ start: at, end: at + 4 }, text, [fix(l10n.t('Write "- -" inside'), ...edits)]);
    } else {
      const text = l10n.t('"--" is not allowed inside a comment. Write "- -" instead.');
      scanner.report({ start: at, end: at + 2 }, text, [fix(l10n.t('Write "- -"'), ...edits)]);
    }
  }
  return end + 3;
}

/** The end of a comment with another one inside; -1 if the outer one is more likely not closed. */
function nestedEnd(scanner: Scanner, inside: number, opening: number, closing: number): number {
  const outer = scanner.find('-->', closing + 3, 'outer -->');
  const next = scanner.find('<!--', closing + 3, 'next <!--');
  if (outer !== -1 && (next === -1 || outer < next)) {
    return outer;
  }
  const lineEnd = scanner.findOnce('line end', inside, () => scanner.text.slice(inside).search(/[\r\n]|$/) + inside);
  return lineEnd < opening ? -1 : closing;
}

/** Inserts a space after each hyphen before another hyphen, including those of the `-->` at `end`. */
function spacedHyphens(text: string, start: number, end: number): readonly TextEdit[] {
  return [...text.slice(start, end + 1).matchAll(/-{2,}/g)].map(({ index, 0: { length } }) => ({
    start: start + index + 1,
    end: start + index + length,
    newText: ' -'.repeat(length - 1),
  }));
}

/** Most likely it ends on its first line, so the text after that is read. */
function scanUnclosedComment(scanner: Scanner, start: number): number {
  const inside = start + 4;
  const [line = ''] = matchAt(/[^\r\n]*/y, scanner.text, inside) ?? [];
  const misspelled = /^>|-{1,2}[ \t!]*>/.exec(line);
  const from = beforeSpace(scanner.text, inside + (misspelled?.index ?? line.length), inside);
  const end = misspelled === null ? from : inside + misspelled.index + misspelled[0].length;
  const close = fix(l10n.t('Close it with -->'), { start: from, end, newText: ' -->' });
  const what = l10n.t('The comment is never closed: {0} is missing.', '-->');
  scanner.report({ start, end: inside }, what, [close], 'unfinished');
  return end;
}

function scanCdata(scanner: Scanner, start: number): number {
  const inside = start + '<![CDATA['.length;
  const closing = scanner.find(']]>', inside);
  if (closing !== -1) {
    return closing + 3;
  }
  const tag = scanner.find('</', inside);
  const end = tag === -1 ? beforeSpace(scanner.text) : tag;
  const text = l10n.t('The CDATA section is never closed: {0} is missing.', ']]>');
  scanner.report({ start, end: inside }, text, [insert(end, ']]>')], 'unfinished');
  return end;
}

function scanInstruction(scanner: Scanner, start: number): number {
  const { text } = scanner;
  if (isDeclarationAt(text, start)) {
    return scanDeclaration(scanner, start);
  }
  const targetEnd = nameEnd(text, start + 2);
  const target = { start, end: targetEnd };
  const closing = scanner.find('?>', targetEnd);
  if (targetEnd === start + 2 || (closing > targetEnd && !isSpaceAt(text, targetEnd))) {
    const end = closing === -1 ? targetEnd : closing + 2;
    const nameless = l10n.t('"<?" must be followed by a name and white space. Remove it.');
    scanner.report(target, nameless, [remove({ start, end })]);
    return end;
  }
  if (closing !== -1) {
    return closing + 2;
  }
  const likely = /[?/]?>|[<\r\n]/g;
  likely.lastIndex = targetEnd;
  const match = likely.exec(text);
  const from = beforeSpace(text, match?.index, targetEnd);
  const end = match?.[0].endsWith('>') === true ? likely.lastIndex : from;
  const close = write({ start: from, end }, '?>');
  const what = l10n.t('The processing instruction is never closed: {0} is missing.', '?>');
  scanner.report(target, what, [close], 'unfinished');
  return end;
}

/** `<!` that starts nothing in XML: usually a comment without its two hyphens. */
function scanUnknown(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const opener = { start, end: endOf(/<!(?:\[\s*[A-Za-z]*|CDATA)\s*\[?/y, text, start) };
  const closing = opener.end === start ? -1 : scanner.find(']]>', opener.end);
  if (closing !== -1) {
    const misspelled = l10n.t('A CDATA section must start with {0}.', '<![CDATA[');
    scanner.report(opener, misspelled, [write(opener, '<![CDATA[')]);
    return closing + 3;
  }
  // A misspelled document type can declare any entity.
  scanner.entities = undefined;
  const [whole = '<!', inside = '--'] = matchAt(/<!-?(?!\[|[A-Z]+\s)([^<>]*?)-{0,2}>/y, text, start) ?? [];
  const end = start + whole.length;
  const change = inside.includes('--')
    ? write({ start, end: start + 1 }, '&lt;', '&lt;!')
    : fix(l10n.t('Change to a comment'), { start, end, newText: `<!-- ${inside.trim()} -->` });
  const what = l10n.t('"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.');
  scanner.report({ start, end: start + 2 }, what, [change]);
  return end;
}
