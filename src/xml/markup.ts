import * as l10n from '@vscode/l10n';
import type { Span, TextEdit } from '../text/span';
import { beforeSpace, isSpaceAt, nameEnd } from './characters';
import { isDeclarationAt, isDoctypeAt, scanDeclaration, scanDoctype } from './prolog';
import { insertion, proposal, removal } from './problem';
import type { Scanner } from './scanner';
import type { Markup } from './tree';

/** Reads what begins with `<!` or `<?` at `start`. */
export function scanMarkup(scanner: Scanner, start: number): Markup {
  const { text } = scanner;
  const before = scanner.problems.length;
  const markup = (kind: Markup['kind'], end: number): Markup => ({
    ...{ kind, start, end },
    finished: scanner.problems.length === before || isEnded(kind, text.slice(start, end)),
  });
  if (text.startsWith('<!--', start)) {
    return markup('comment', scanComment(scanner, start));
  }
  if (text.startsWith('<![CDATA[', start)) {
    return markup('cdata', scanCdata(scanner, start));
  }
  if (isDoctypeAt(text, start)) {
    return markup('doctype', scanDoctype(scanner, start));
  }
  return text[start + 1] === '?'
    ? markup('instruction', scanInstruction(scanner, start))
    : markup('other', scanUnknown(scanner, start));
}

const ends: Readonly<Record<Markup['kind'], string>> = {
  comment: '-->',
  cdata: ']]>',
  instruction: '?>',
  doctype: '>',
  other: '>',
};

function isEnded(kind: Markup['kind'], written: string): boolean {
  return written.endsWith(ends[kind]);
}

/** Reads the comment at `start`; gives the offset after it. */
function scanComment(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const inside = start + 4;
  const closing = scanner.find('-->', inside);
  const opening = scanner.find('<!--', inside);
  if (closing === -1) {
    return unclosedComment(scanner, start);
  }
  if (opening === -1 || opening > closing) {
    doubleHyphen(scanner, inside, closing);
    return closing + 3;
  }
  const outer = scanner.find('-->', closing + 3, 'outer -->');
  const next = scanner.find('<!--', closing + 3, 'next <!--');
  if (outer !== -1 && (next === -1 || outer < next)) {
    return nestedComment(scanner, { inside, opening, end: outer });
  }
  const lineEnd = scanner.remembered('line end', inside, () => text.slice(inside).search(/[\r\n]|$/) + inside);
  return lineEnd < opening
    ? unclosedComment(scanner, start)
    : nestedComment(scanner, { inside, opening, end: closing });
}

/** A comment that holds `--`, or ends with a hyphen too much. */
function doubleHyphen(scanner: Scanner, inside: number, closing: number): void {
  const at = scanner.find('--', inside);
  if (at < closing && !scanner.isFull) {
    scanner.report({
      span: { start: at, end: at + 2 },
      message: l10n.t('"--" is not allowed inside a comment. Write "- -" instead.'),
      edits: [{ title: l10n.t('Write "- -"'), edits: spacedHyphens(scanner.text, inside, closing) }],
    });
  }
}

/**
 * A comment around a comment, which is how a block with comments in it gets commented out. `end`: the offset of the
 * `-->` that ends it.
 */
function nestedComment(
  scanner: Scanner,
  { inside, opening, end }: { readonly inside: number; readonly opening: number; readonly end: number },
): number {
  if (!scanner.isFull) {
    scanner.report({
      span: { start: opening, end: opening + 4 },
      message: l10n.t('A comment cannot hold another comment: it ends at the first "-->".'),
      edits: [{ title: l10n.t('Write "- -" inside'), edits: spacedHyphens(scanner.text, inside, end) }],
    });
  }
  return end + 3;
}

/** A space after every hyphen that another one follows, those of the closing `-->` included. */
function spacedHyphens(text: string, start: number, end: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const hyphens = /-{2,}/g;
  hyphens.lastIndex = start;
  for (let match = hyphens.exec(text); match !== null && match.index < end; match = hyphens.exec(text)) {
    const count = Math.min(match[0].length, end + 1 - match.index);
    edits.push({ start: match.index + 1, end: match.index + count, newText: ' -'.repeat(count - 1) });
  }
  return edits;
}

/** It most likely was to end on its first line: the rest of the text is read as if it had. */
function unclosedComment(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const inside = start + 4;
  const line = /[^\r\n]*/y;
  line.lastIndex = inside;
  const [rest = ''] = line.exec(text) ?? [];
  const misspelt = /^>|-{1,2}[ \t!]*>/.exec(rest);
  const from = beforeSpace(text, inside + (misspelt?.index ?? rest.length), inside);
  const end = misspelt === null ? from : inside + misspelt.index + misspelt[0].length;
  scanner.report({
    span: { start, end: inside },
    message: l10n.t('The comment is never closed: {0} is missing.', '-->'),
    edits: [proposal(l10n.t('Close it with -->'), { start: from, end, newText: ' -->' })],
    unfinished: true,
  });
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
  scanner.report({
    span: { start, end: inside },
    message: l10n.t('The CDATA section is never closed: {0} is missing.', ']]>'),
    edits: [proposal(l10n.t('Insert {0}', ']]>'), insertion(end, ']]>'))],
    unfinished: true,
  });
  return end;
}

function scanInstruction(scanner: Scanner, start: number): number {
  const { text } = scanner;
  if (isDeclarationAt(text, start)) {
    return scanDeclaration(scanner, start);
  }
  const targetEnd = nameEnd(text, start + 2);
  const closing = scanner.find('?>', targetEnd);
  if (closing === -1) {
    return unclosedInstruction(scanner, start, targetEnd);
  }
  const span = { start, end: closing + 2 };
  if (targetEnd === start + 2 || (closing > targetEnd && !isSpaceAt(text, targetEnd))) {
    return nameless(scanner, { start, end: targetEnd }, span);
  }
  return span.end;
}

function unclosedInstruction(scanner: Scanner, start: number, targetEnd: number): number {
  const { text } = scanner;
  if (targetEnd === start + 2) {
    return nameless(scanner, { start, end: targetEnd }, { start, end: targetEnd });
  }
  const likely = /[?/]?>|[<\r\n]/g;
  likely.lastIndex = targetEnd;
  const match = likely.exec(text);
  const at = beforeSpace(text, match?.index, targetEnd);
  const end = match?.[0].endsWith('>') === true ? likely.lastIndex : at;
  scanner.report({
    span: { start, end: targetEnd },
    message: l10n.t('The processing instruction is never closed: {0} is missing.', '?>'),
    edits: [proposal(l10n.t('Insert {0}', '?>'), { start: at, end, newText: '?>' })],
    unfinished: true,
  });
  return end;
}

function nameless(scanner: Scanner, span: Span, whole: Span): number {
  scanner.report({
    span,
    message: l10n.t('"<?" must be followed by a name and white space. Remove it.'),
    edits: [removal(whole)],
  });
  return whole.end;
}

/** `<!` that starts nothing XML knows: most often a comment whose hyphens are not two. */
function scanUnknown(scanner: Scanner, start: number): number {
  const { text } = scanner;
  const cdata = /<!(?:\[\s*[A-Za-z]*|CDATA)\s*\[?/y;
  cdata.lastIndex = start;
  if (cdata.test(text) && scanner.find(']]>', cdata.lastIndex) !== -1) {
    return misspeltCdata(scanner, { start, end: cdata.lastIndex });
  }
  const whole = /<!-?(?!\[|[A-Z]+\s)([^<>]*?)-{0,2}>/y;
  whole.lastIndex = start;
  const inside = whole.exec(text)?.[1];
  const end = inside === undefined ? start + 2 : whole.lastIndex;
  const escape = proposal(l10n.t('Write &lt;!'), { start, end: start + 1, newText: '&lt;' });
  // A document type that is misspelt may have declared any entity.
  scanner.entities = undefined;
  scanner.report({
    span: { start, end: start + 2 },
    message: l10n.t('"<!" starts neither a comment nor CDATA. A comment is written <!-- … -->.'),
    edits:
      inside === undefined || inside.includes('--')
        ? [escape]
        : [proposal(l10n.t('Make it a comment'), { start, end, newText: `<!-- ${inside.trim()} -->` })],
  });
  return end;
}

function misspeltCdata(scanner: Scanner, span: Span): number {
  scanner.report({
    span,
    message: l10n.t('A CDATA section starts with {0}. Write it so.', '<![CDATA['),
    edits: [proposal(l10n.t('Write {0}', '<![CDATA['), { ...span, newText: '<![CDATA[' })],
  });
  return scanner.find(']]>', span.end) + 3;
}
