import * as l10n from '@vscode/l10n';
import type { Span } from '../../text/span';
import { isTyped } from '../../xml/edit';
import type { XmlAttribute } from '../../xml/tree';
import type { CscfgDocument } from '../document';
import type { CertificateEntry, Role } from '../model/configuration';
import { certificate } from '../schema/configuration/role';
import { attributeType } from '../schema/types';
import { meantAttribute } from '../schema/violations/attributes';
import type { Finding, Problem } from './rule';

export function closedEntries(
  { text, syntaxProblems }: CscfgDocument,
  { certificates }: Role,
): readonly CertificateEntry[] {
  return syntaxProblems.length === 0 ? certificates : certificates.filter(({ element }) => isTyped(text, element));
}

/** A value without its end quote includes the text that follows. */
export function isFinished(
  { syntaxProblems }: CscfgDocument,
  { element: { openTag } }: Pick<CertificateEntry, 'element'>,
): boolean {
  return !syntaxProblems.some(
    ({ unfinished, span }) => unfinished && openTag.start <= span.start && span.start < openTag.end,
  );
}

export function typedEntries(document: CscfgDocument, role: Role): readonly CertificateEntry[] {
  const entries = closedEntries(document, role);
  return document.syntaxProblems.length === 0 ? entries : entries.filter((entry) => isFinished(document, entry));
}

export function ofRoles(
  problemsOf: (role: Role, document: CscfgDocument) => Iterable<Problem>,
): (document: CscfgDocument) => Iterable<Problem> {
  return function* (document) {
    for (const role of document.model.roles) {
      yield* problemsOf(role, document);
    }
  };
}

export function ofEntries(
  problemOf: (
    entry: CertificateEntry,
    role: Role,
    document: CscfgDocument,
  ) => Omit<Problem, 'entry' | 'role'> | undefined,
): (document: CscfgDocument) => Iterable<Problem> {
  return (document) => {
    const problems: Problem[] = [];
    for (const role of document.model.roles) {
      for (const entry of typedEntries(document, role)) {
        const problem = problemOf(entry, role, document);
        if (problem !== undefined) {
          problems.push({ ...problem, entry, role });
        }
      }
    }
    return problems;
  };
}

/** The value, or the whole attribute if its value is empty; `<name` of the element without the attribute. */
export function attributeSpan(entry: CertificateEntry, attribute: XmlAttribute | undefined): Span {
  if (attribute === undefined) {
    const { element } = entry;
    return { start: element.openTag.start, end: element.nameSpan.end };
  }
  const { valueSpan, span } = attribute;
  return valueSpan === undefined || valueSpan.start === valueSpan.end ? span : valueSpan;
}

/** Without a readable value; the syntax rule reports it. */
export function isBroken(attribute: XmlAttribute | undefined): boolean {
  return attribute !== undefined && attribute.valueSpan === undefined;
}

/** Defers to the schema rule if the missing attribute is only misspelled. */
export function causeOf({ element }: CertificateEntry, name: string): Pick<Problem, 'unless'> {
  const meantBy = meantAttribute(element, certificate);
  const isMisspelt = element.attributes.some(
    (one) => !attributeType(certificate, one.name) && meantBy(one.name)?.name === name,
  );
  return isMisspelt ? { unless: 'schema-unknown-attribute' } : {};
}

/** The certificate or setting and the role, for lists of messages. Undefined if the message names its subject. */
export function findingSubject({ entry, setting, role }: Finding): string | undefined {
  const owner = role?.name?.value.trim() ?? '';
  if (setting !== undefined) {
    const name = setting.name?.value.trim() ?? '';
    return owner === '' ? l10n.t('Setting "{0}":', name) : l10n.t('Setting "{0}" ({1}):', name, owner);
  }
  if (entry === undefined) {
    return undefined;
  }
  const certificate = entry.name?.value.trim() ?? '';
  if (certificate === '') {
    return owner === '' ? l10n.t('Certificate without a name:') : l10n.t('Certificate without a name ({0}):', owner);
  }
  return owner === ''
    ? l10n.t('Certificate "{0}":', certificate)
    : l10n.t('Certificate "{0}" ({1}):', certificate, owner);
}
