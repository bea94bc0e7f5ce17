import type { CscfgDocument } from '../../document';
import { isTyped } from '../../edits/layout';
import type { Role } from '../../model/serviceConfiguration';
import { compareNames, type NameComparison } from '../../service/compareNames';
import { findNamed, isPlainName, type Named } from '../../service/names';
import { isImplicit } from '../../service/plugins';
import type { Service, ServiceFile } from '../../service/service';
import type { DefinedRole, ServiceDefinition } from '../../service/serviceDefinition';
import type { XmlAttribute, XmlElement } from '../../syntax/xmlElement';
import type { Message } from '../../text/message';
import type { Span } from '../../text/span';
import type { CheckContext, Related } from '../rule';

/** What a configuration must agree with. */
export interface Agreement {
  readonly service: Service;
  readonly file: ServiceFile;
  readonly definition: ServiceDefinition;
  /** The definition's root element. */
  readonly root: XmlElement;
}

/**
 * The definition that a configuration is judged by. Undefined, so that nothing is said, where the document is no
 * configuration, and where its definition is not known for certain or cannot be read whole.
 */
export function agreementOf({ model }: CscfgDocument, { service }: CheckContext): Agreement | undefined {
  const file = service?.definition;
  if (service === undefined || file === undefined || model.element === undefined) {
    return undefined;
  }
  const { definition, syntaxProblems } = file.document;
  const root = definition.element;
  return root === undefined || syntaxProblems.length > 0 ? undefined : { service, file, definition, root };
}

/** Whether the document is whole, so that what is not in it is missing. */
export function isWellFormed({ syntaxProblems }: CscfgDocument): boolean {
  return syntaxProblems.length === 0;
}

export interface RolePair {
  readonly role: Role;
  readonly defined: DefinedRole;
}

/** The roles that both have. */
export function pairedRoles({ model }: CscfgDocument, { definition }: Agreement): readonly RolePair[] {
  return model.roles.flatMap((role) => {
    const defined = isPlainName(role.name) ? findNamed(definition.roles, role.name.value) : undefined;
    return defined === undefined ? [] : [{ role, defined }];
  });
}

export function compareRoles({ text, model }: CscfgDocument, { definition }: Agreement) {
  return compareNames(typed(text, model.roles), definition.roles);
}

export function compareSettings({ text }: CscfgDocument, { role, defined }: RolePair) {
  return withoutImplicit(compareNames(typed(text, role.settings), defined.settings), defined);
}

export function compareCertificates({ text }: CscfgDocument, { role, defined }: RolePair) {
  return withoutImplicit(compareNames(typed(text, role.certificates), defined.certificates), defined);
}

/** What of a name can be pointed at: its value, or all of it where that is empty; else `<name` of the element. */
export function nameSpan(element: XmlElement, name: XmlAttribute | undefined): Span {
  if (name?.valueSpan === undefined) {
    return { start: element.openTag.start, end: element.nameSpan.end };
  }
  return name.valueSpan.start === name.valueSpan.end ? name.span : name.valueSpan;
}

/** Where something is missing from a list of the role: the tag of the list, or the role's name where it has none. */
export function listSpan({ element, name }: Role, list: XmlElement | undefined): Span {
  return list === undefined ? nameSpan(element, name) : nameSpan(list, undefined);
}

export function relatedTo(
  { file }: ServiceFile,
  { element, name }: Named & { readonly element: XmlElement },
  message: Message,
): Related {
  return { file, span: nameSpan(element, name), message };
}

/** Half a tag still changes: what is wrong with it may be about to be typed. */
function typed<Item extends { readonly element: XmlElement }>(text: string, items: readonly Item[]): readonly Item[] {
  return items.filter(({ element }) => isTyped(text, element));
}

function withoutImplicit<Entry extends Named, Declared>(
  comparison: NameComparison<Entry, Declared>,
  defined: DefinedRole,
): NameComparison<Entry, Declared> {
  return { ...comparison, undeclared: comparison.undeclared.filter(({ name }) => !isImplicit(name.value, defined)) };
}
