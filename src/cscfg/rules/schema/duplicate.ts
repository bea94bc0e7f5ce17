import { removeElement } from '../../edits/removeElement';
import { mergeInto } from '../../schema/edits/mergeInto';
import type { XmlElement } from '../../../xml/tree';
import { message } from '../../text/message';
import { textFix } from '../fixes';
import { references } from '../references';
import type { Rule } from '../rule';
import { flawsOfKind } from './flawProblems';

export const schemaDuplicate: Rule = {
  code: 'schema-duplicate',
  severity: 'error',
  summary: 'An element stands more often than it may, or two have the same name',
  remedy: 'Move its content into the first, or remove it',
  reference: references.configuration,
  check: flawsOfKind('schema-duplicate'),
  *fixes({ element, name }, { text }) {
    const first = element?.parent?.children.find(({ localName }) => localName === element.localName);
    if (element === undefined || first === undefined) {
      return;
    }
    const isCopied = isCopy(text, element);
    // Two of one name cannot become one, and a copy has nothing that the first lacks.
    const merged = name === undefined && !isCopied ? mergeInto(text, first, element) : undefined;
    if (merged !== undefined) {
      yield textFix(message('Move its content into the first <{0}>', first.name), merged, { preferred: true });
    }
    yield textFix(message('Remove this <{0}>', element.name), [removeElement(text, element)], {
      preferred: isCopied,
    });
  },
};

/** Whether another one says the very same, so that nothing is lost with this one. */
function isCopy(text: string, element: XmlElement): boolean {
  const written = ({ span }: XmlElement) => text.slice(span.start, span.end).replace(/\s+/g, ' ');
  return element.parent?.children.some((one) => one !== element && written(one) === written(element)) === true;
}
