import * as l10n from '@vscode/l10n';
import { isToken } from '../../../certificate/placeholder';
import type { CscfgDocument } from '../../document';
import { typeOf } from '../../schema/typeOf';
import { walk } from '../../../xml/tree';
import { wholeLines } from '../../../text/lines';
import type { Span } from '../../../text/span';
import { textFix } from '../fixes';
import { references, type Problem, type Rule } from '../rule';

const most = 100;

export const schemaText: Rule = {
  code: 'schema-text',
  severity: 'error',
  summary: 'Text occurs where only elements are allowed',
  remedy: 'Remove it',
  reference: references.configuration,
  *check(document) {
    let count = 0;
    for (const problem of textProblems(document)) {
      if (count++ < most) {
        yield problem;
      }
    }
  },
  *fixes({ span, element }, { text }) {
    const whole = element?.textSpans.find(({ start }) => start === span.start);
    if (whole !== undefined) {
      yield textFix(l10n.t('Remove the text'), [{ ...wholeLines(text, whole), newText: '' }], { preferred: true });
    }
  },
};

/** No element of either schema contains text. */
function* textProblems(document: CscfgDocument): Generator<Problem> {
  if (!document.xml.tokens.some(({ kind }) => kind === 'text')) {
    return;
  }
  for (const element of walk(document.roots)) {
    const texts = element.textSpans;
    const type = texts.length === 0 ? undefined : typeOf(element);
    if (type === undefined || type.open) {
      continue;
    }
    for (const span of texts) {
      if (!isReported(document, span) && !isFilledIn(document.text.slice(span.start, span.end))) {
        const words = l10n.t('Text is not allowed in <{0}>. Remove it, or write it as a comment.', element.name);
        yield { span: firstLine(document.text, span), message: words, element };
      }
    }
  }
}

/** Whether every line is a token that a release pipeline replaces, such as Octopus's `#{if Production}`. */
function isFilledIn(text: string): boolean {
  return text.split(/[\r\n]+/).every((line) => line.trim() === '' || isToken(line));
}

/** A tag that is not finished can be the cause of both problems. */
function isReported({ syntaxProblems }: CscfgDocument, { start, end }: Span): boolean {
  return syntaxProblems.some(({ span }) => start <= span.end && span.start <= end);
}

function firstLine(text: string, { start, end }: Span): Span {
  const lineEnd = text.slice(start, end).search(/[\r\n]/);
  return { start, end: lineEnd === -1 ? end : start + lineEnd };
}
