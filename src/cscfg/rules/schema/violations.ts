import * as l10n from '@vscode/l10n';
import { resembling } from '../../../text/misspelling';
import { present } from '../../../text/objects';
import type { Span } from '../../../text/span';
import { removeElement, setAttribute, tagName, valueSpanOf } from '../../../xml/edit';
import { attributeOf } from '../../../xml/tree';
import type { CscfgDocument } from '../../document';
import { joinNamespace, moveInto, removeAttribute, renameElement, reorderChildren } from '../../schema/fixes';
import { isForeign, typeOf } from '../../schema/typeOf';
import { attributeType } from '../../schema/types';
import { choicesOf } from '../../schema/values';
import { schemaViolations } from '../../schema/violations/document';
import type { Violation, ViolationCode } from '../../schema/violations/violation';
import { textFix } from '../fixes';
import { type Problem, references, type Rule } from '../rule';
import { isMismatchedOpener } from '../xml';

export function violationsOfKind(code: ViolationCode): (document: CscfgDocument) => readonly Problem[] {
  return (document) =>
    schemaViolations(document)
      .filter((violation) => violation.code === code)
      .map(problemOf);
}

function problemOf(violation: Violation): Problem {
  const { element, other } = violation;
  return {
    span: spanOf(violation),
    message: violation.message,
    element,
    ...present('name', violation.name),
    ...present('severity', violation.severity),
    ...present('unless', violation.unless),
    ...present('related', other && [{ span: tagName(other), message: l10n.t('The other element is here') }]),
  };
}

/** The value, or the whole attribute if its value is empty; the name of an unknown attribute; otherwise `<name`. */
function spanOf({ code, element, attribute }: Violation): Span {
  if (attribute === undefined) {
    return tagName(element);
  }
  return code === 'schema-unknown-attribute' ? attribute.nameSpan : valueSpanOf(attribute);
}

/** Only a warning, because samples in Microsoft's documentation violate the order of the schema. */
export const schemaOrder: Rule = {
  code: 'schema-order',
  severity: 'warning',
  summary: 'Elements are not in the order that the schema requires',
  remedy: 'Sort them in schema order',
  reference: references.network,
  check: violationsOfKind('schema-order'),
  *fixes({ element }, { text }) {
    const parent = element?.parent;
    const type = parent && typeOf(parent);
    if (parent !== undefined && type !== undefined) {
      const edits = reorderChildren(text, parent, type);
      yield textFix(l10n.t('Sort the elements of <{0}> in schema order', parent.name), edits, { preferred: true });
    }
  },
};

/** A misspelled name leaves the intended attribute missing. Other unknown names can be newer than the schemas. */
export const schemaUnknownAttribute: Rule = {
  code: 'schema-unknown-attribute',
  severity: 'error',
  summary: 'An attribute is misspelled (error) or unknown (information)',
  remedy: 'Correct the name, or remove it',
  reference: references.configuration,
  check: violationsOfKind('schema-unknown-attribute'),
  *fixes({ element, name, span }, { text }) {
    const attribute = element?.attributes.find(({ nameSpan }) => nameSpan.start === span.start);
    if (attribute === undefined) {
      return;
    }
    if (name === undefined) {
      yield textFix(l10n.t('Remove {0}', attribute.name), [removeAttribute(text, attribute)]);
    } else {
      yield textFix(l10n.t('Rename to {0}', name), [{ ...attribute.nameSpan, newText: name }], {
        preferred: true,
        reveals: true,
      });
    }
  },
};

export const schemaUnknownElement: Rule = {
  code: 'schema-unknown-element',
  severity: 'error',
  summary: 'An element is misspelled or misplaced (error) or unknown (warning)',
  remedy: 'Correct the name, or move or remove it',
  reference: references.configuration,
  *check(document) {
    for (const problem of violationsOfKind('schema-unknown-element')(document)) {
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
      yield textFix(l10n.t('Rename to <{0}>', name), renameElement(element, name), { preferred: true, reveals: true });
      return;
    }
    const { parent } = element;
    if (parent !== undefined && isForeign(element, parent)) {
      const { title, edits } = joinNamespace(text, element, parent);
      yield textFix(title, edits, { preferred: true, reveals: true });
    }
    const moved = moveInto(text, element);
    if (moved !== undefined) {
      yield textFix(l10n.t('Move into <{0}>', moved.parent), moved.edits, { preferred: true, reveals: true });
    }
    if (element.parent !== undefined) {
      yield textFix(l10n.t('Remove <{0}>', element.name), [removeElement(text, element)]);
    }
  },
};

export const schemaValue: Rule = {
  code: 'schema-value',
  severity: 'error',
  summary: 'An attribute has an invalid value',
  remedy: 'Choose an allowed value',
  reference: references.configuration,
  check: violationsOfKind('schema-value'),
  *fixes({ element, name }, { text }) {
    const type = element && typeOf(element);
    const attribute = type && name !== undefined ? attributeType(type, name.replace(/^xmlns:.*/, 'xmlns')) : undefined;
    if (element === undefined || attribute === undefined || name === undefined) {
      return;
    }
    const values = attribute.value.kind === 'pattern' ? [] : choicesOf(attribute.value).map(({ value }) => value);
    const meant = resembling(attributeOf(element, name)?.value.trim() ?? '', values);
    // Only an obvious or a single value is certain.
    const preferred = meant ?? (values.length === 1 ? values[0] : undefined);
    for (const value of [...values].sort((a, b) => Number(b === preferred) - Number(a === preferred))) {
      const edit = setAttribute(text, element, name, value);
      yield textFix(l10n.t('Set {0}="{1}"', name, value), [edit], { preferred: value === preferred });
    }
  },
};
