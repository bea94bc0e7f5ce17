import * as l10n from '@vscode/l10n';
import type { Span } from '../text/span';
import { beforeSpace, matchAt, skipSpace } from './characters';
import { remove, write } from './problem';
import { referenceAt } from './references';
import type { Scanner } from './scanner';

/** Reports what must be escaped in text or in an attribute value. */
export function reportContent(scanner: Scanner, { start, end }: Span, where: 'text' | 'value'): void {
  const { text } = scanner;
  const notable = where === 'text' ? /[<&]|\]\]>/g : /[<&]/g;
  notable.lastIndex = start;
  while (!scanner.isFull && notable.test(text) && notable.lastIndex <= end) {
    const at = notable.lastIndex - 1;
    if (text[at] === '&') {
      reportReference(scanner, at);
    } else if (text[at] === '>') {
      const span = { start: at - 2, end: at + 1 };
      const escape = write({ start: at, end: at + 1 }, '&gt;', ']]&gt;');
      scanner.report(span, l10n.t('"]]>" is not allowed in text. Write ]]&gt; instead.'), [escape]);
    } else if (where === 'value') {
      const span = { start: at, end: at + 1 };
      scanner.report(span, l10n.t('"<" is not allowed in a value. Write &lt; instead.'), [write(span, '&lt;')]);
    } else {
      reportLessThan(scanner, { start: at, end: at + 1 });
    }
  }
}

function reportLessThan(scanner: Scanner, span: Span): void {
  const { text } = scanner;
  const before = beforeSpace(text, span.start);
  const after = skipSpace(text, span.end);
  // With only tags around it, it starts a tag that was never typed.
  const isAlone = [undefined, '>'].includes(text[before - 1]) && ['<', undefined].includes(text[after]);
  const edits = [write(span, '&lt;'), remove(span)];
  const what = l10n.t('A lone "<" is not allowed in text. Write &lt; or finish the tag.');
  scanner.report(span, what, isAlone ? edits.reverse() : edits, after === text.length ? 'unfinished' : undefined);
}

function reportReference(scanner: Scanner, start: number): void {
  const { text, entities } = scanner;
  const found = referenceAt(text, start);
  if (found?.character !== undefined) {
    return;
  }
  const escape = write({ start: start + 1, end: start + 1 }, 'amp;', '&amp;');
  if (found === undefined) {
    const unfinished = /&(?:lt|gt|amp|apos|quot|#[0-9]+|#x[0-9A-Fa-f]+)(?![\w.:-])/y;
    const [written = ''] = matchAt(unfinished, text, start) ?? [];
    const end = start + written.length;
    if (referenceAt(`${written};`, 0)?.character === undefined) {
      const span = { start, end: start + 1 };
      scanner.report(span, l10n.t('A bare "&" is not allowed in XML. Write &amp; instead.'), [escape]);
    } else {
      const text = l10n.t('{0} is not finished: ";" is missing. A literal "&" is written &amp;.', written);
      scanner.report({ start, end }, text, [write({ start: end, end }, ';', `${written};`), escape]);
    }
  } else {
    const { written, name } = found;
    const span = { start, end: start + written.length };
    if (name === undefined) {
      const text = l10n.t('{0} refers to a character that XML does not allow. Remove it.', written);
      scanner.report(span, text, [remove(span, written)]);
    } else if (entities?.has(name) === false) {
      const text = l10n.t('The entity {0} is not declared. A literal "&" is written &amp;.', written);
      scanner.report(span, text, [escape]);
    }
  }
}
