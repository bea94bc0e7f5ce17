import { isTyped } from '../edits/layout';
import type { CscfgDocument } from '../document';
import type { CertificateEntry, Role } from '../model/serviceConfiguration';
import type { XmlAttribute } from '../syntax/xmlElement';
import type { Span } from '../text/span';
import type { Problem } from './rule';

/**
 * The entries whose tags are typed to the end, and the roles they are in: nothing is missing from half a tag yet, and a
 * value without its closing quote holds what is none of it.
 */
export function* typedEntries({
  text,
  model,
  syntaxProblems,
}: CscfgDocument): Generator<{ readonly role: Role; readonly entry: CertificateEntry }> {
  const unfinished = syntaxProblems.filter((problem) => problem.unfinished).map(({ span }) => span.start);
  for (const role of model.roles) {
    for (const entry of role.certificates) {
      const { openTag } = entry.element;
      if (isTyped(text, entry.element) && !unfinished.some((at) => openTag.start <= at && at < openTag.end)) {
        yield { role, entry };
      }
    }
  }
}

/** A check that looks at one entry at a time. */
export function ofEntries(
  problemOf: (
    entry: CertificateEntry,
    role: Role,
    document: CscfgDocument,
  ) => Omit<Problem, 'entry' | 'role'> | undefined,
): (document: CscfgDocument) => Iterable<Problem> {
  return function* (document) {
    for (const { role, entry } of typedEntries(document)) {
      const problem = problemOf(entry, role, document);
      if (problem !== undefined) {
        yield { ...problem, entry, role };
      }
    }
  };
}

/** What of an attribute can be pointed at: its value, or all of it where that is empty; else `<name` of the element. */
export function attributeSpan(entry: CertificateEntry, attribute: XmlAttribute | undefined): Span {
  if (attribute === undefined) {
    const { element } = entry;
    return { start: element.openTag.start, end: element.nameSpan.end };
  }
  const { valueSpan, span } = attribute;
  return valueSpan === undefined || valueSpan.start === valueSpan.end ? span : valueSpan;
}

/** Whether the attribute has no value that anybody could read, which the syntax check tells of. */
export function isBroken(attribute: XmlAttribute | undefined): boolean {
  return attribute !== undefined && attribute.valueSpan === undefined;
}
