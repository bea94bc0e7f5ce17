import { textFix } from './fixes';
import { references } from './references';
import type { Rule } from './rule';

export const xmlSyntax: Rule = {
  code: 'xml-syntax',
  severity: 'error',
  summary: 'The text is not well-formed XML',
  remedy: 'Close, escape or quote, where it is plain',
  reference: references.xml,
  appliesToTransforms: true,
  check: ({ syntaxProblems }) => syntaxProblems,
  *fixes({ edits = [] }) {
    for (const [index, proposed] of edits.entries()) {
      yield textFix(proposed.title, proposed.edits, { preferred: index === 0 });
    }
  },
};
