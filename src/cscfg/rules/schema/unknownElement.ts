import { removeElement } from '../../edits/removeElement';
import { moveInto } from '../../schema/edits/moveInto';
import { renameElement } from '../../schema/edits/renameElement';
import { message } from '../../text/message';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { isMismatchedOpener } from '../syntaxBySchema';
import { flawsOfKind } from './flawProblems';

/** An unknown element is told of once, and nothing inside it. */
export const schemaUnknownElement: Rule = {
  code: 'schema-unknown-element',
  severity: 'error',
  summary: 'An element is misspelt, in the wrong place, or unknown (then a warning)',
  remedy: 'Write it as it is meant, move or remove it',
  reference: references.configuration,
  *check(document) {
    for (const problem of flawsOfKind('schema-unknown-element')(document)) {
      const { element } = problem;
      const isReported = element !== undefined && isMismatchedOpener(document, element);
      yield isReported ? { ...problem, unless: 'xml-syntax' } : problem;
    }
  },
  *fixes({ element, name }, { text }) {
    if (element === undefined) {
      return;
    }
    if (name !== undefined) {
      yield textFix(message('Write <{0}>', name), renameElement(element, name), { preferred: true, reveals: true });
      return;
    }
    const moved = moveInto(text, element);
    if (moved !== undefined) {
      yield textFix(message('Move it into <{0}>', moved.parent), moved.edits, { preferred: true, reveals: true });
    }
    if (element.parent !== undefined) {
      yield textFix(message('Remove <{0}>', element.name), [removeElement(text, element)]);
    }
  },
};
