import { textFix } from './fixes';
import { references } from './references';
import type { Rule } from './rule';
import { syntaxBySchema } from './syntaxBySchema';
import { placeholderFixes, withPlaceholders } from './syntaxPlaceholders';

export const xmlSyntax: Rule = {
  code: 'xml-syntax',
  severity: 'error',
  summary: 'The text is not well-formed XML',
  remedy: 'Close, escape or quote, where it is plain',
  reference: references.xml,
  appliesToTransforms: true,
  check: (document) => withPlaceholders(document, syntaxBySchema(document)),
  *fixes(finding, document) {
    const { edits = [] } = finding;
    const ofPlaceholder = placeholderFixes(finding, document);
    if (ofPlaceholder !== undefined) {
      yield* ofPlaceholder;
      return;
    }
    for (const [index, proposed] of edits.entries()) {
      yield textFix(proposed.title, proposed.edits, { preferred: index === 0, reveals: true });
    }
  },
};
