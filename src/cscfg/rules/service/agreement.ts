import type { CscfgDocument } from '../../document';
import { isTyped } from '../../../xml/edit';
import type { CertificateEntry, Role, Setting } from '../../model/configuration';
import {
  compareNames,
  type NameComparison,
  type WithName,
  byName,
  nameKey,
  plainlyNamed,
  type Named,
} from '../../service/names';
import { isImplicit, isPublished, pluginOf } from '../../model/plugins';
import type { Service, ServiceFile } from '../../service/service';
import type { DefinedCertificate, DefinedRole, DefinedSetting, ServiceDefinition } from '../../model/definition';
import type { XmlElement, XmlAttribute } from '../../../xml/tree';
import type { Span } from '../../../text/span';
import type { CheckContext, Related } from '../rule';

export interface Agreement {
  readonly service: Service;
  readonly file: ServiceFile;
  readonly definition: ServiceDefinition;
  readonly root: XmlElement;
}

/**
 * The definition of a configuration. Undefined if the document is not a configuration, or if its definition is
 * uncertain or not well-formed.
 */
export function agreementOf(
  { model }: CscfgDocument,
  { service }: Pick<CheckContext, 'service'>,
): Agreement | undefined {
  const file = service?.definition;
  if (service === undefined || file === undefined || model.element === undefined) {
    return undefined;
  }
  const { definition, syntaxProblems } = file.document;
  const root = definition.element;
  return root === undefined || syntaxProblems.length > 0 ? undefined : { service, file, definition, root };
}

/** In other documents, nothing is certainly missing. */
export function isWellFormed({ syntaxProblems }: CscfgDocument): boolean {
  return syntaxProblems.length === 0;
}

export interface RolePair {
  readonly role: Role;
  readonly defined: DefinedRole;
  readonly settings: NameComparison<Setting, DefinedSetting>;
  readonly certificates: NameComparison<CertificateEntry, DefinedCertificate>;
}

export function pairedRoles(document: CscfgDocument, { definition }: Agreement): readonly RolePair[] {
  return document.derive(pairRoles, definition);
}

function pairRoles(document: CscfgDocument, definition: ServiceDefinition): readonly RolePair[] {
  const declared = byName(definition.roles);
  return plainlyNamed(document.model.roles).flatMap((role) => {
    const defined = declared.get(nameKey(role.name.value));
    return defined === undefined
      ? []
      : [
          {
            role,
            defined,
            settings: compareSettings(document, role, defined),
            certificates: withoutImplicit(
              compareNames(typed(document, role.certificates), defined.certificates),
              defined,
            ),
          },
        ];
  });
}

/** Ignores settings that Visual Studio adds when it publishes. */
function compareSettings(document: CscfgDocument, role: Role, defined: DefinedRole): RolePair['settings'] {
  const { undeclared, absent, missing, meant } = withoutImplicit(
    compareNames(typed(document, role.settings), defined.settings),
    defined,
  );
  const isOwn = ({ name }: WithName<Named>): boolean => !isPublished(name.value, document);
  return { undeclared: undeclared.filter(isOwn), absent: absent.filter(isOwn), missing: missing.filter(isOwn), meant };
}

export function compareRoles(document: CscfgDocument, { definition }: Agreement): NameComparison<Role, DefinedRole> {
  return document.derive(compareRoleNames, definition);
}

function compareRoleNames(document: CscfgDocument, { roles }: ServiceDefinition): NameComparison<Role, DefinedRole> {
  return compareNames(typed(document, document.model.roles), roles);
}

/** What the rule `undeclared` does not report already; all of it if that rule is off. */
export function missingBeside<Declared>(
  { absent, missing }: NameComparison<unknown, Declared>,
  undeclared: string,
  { levels }: CheckContext,
): readonly WithName<Declared>[] {
  return levels[undeclared] === 'off' ? absent : missing;
}

/** The value of the name, or the whole attribute if its value is empty; otherwise `<name` of the element. */
export function nameSpan(element: XmlElement, name: XmlAttribute | undefined): Span {
  if (name?.valueSpan === undefined) {
    return { start: element.openTag.start, end: element.nameSpan.end };
  }
  return name.valueSpan.start === name.valueSpan.end ? name.span : name.valueSpan;
}

export function listSpan({ element, name }: Role, list: XmlElement | undefined): Span {
  return list === undefined ? nameSpan(element, name) : nameSpan(list, undefined);
}

export function relatedTo(
  { file }: ServiceFile,
  { element, name }: Named & { readonly element: XmlElement },
  message: string,
): Related {
  return { file, span: nameSpan(element, name), message };
}

/** An unfinished tag may be about to be completed. */
function typed<Item extends { readonly element: XmlElement }>(
  { text, syntaxProblems }: CscfgDocument,
  items: readonly Item[],
): readonly Item[] {
  return syntaxProblems.length === 0 ? items : items.filter(({ element }) => isTyped(text, element));
}

function withoutImplicit<Entry extends Named, Declared>(
  comparison: NameComparison<Entry, Declared>,
  defined: DefinedRole,
): NameComparison<Entry, Declared> {
  // A misspelled name without a plugin prefix does not come from a module.
  const isMisspelt = (one: WithName<Entry>): boolean =>
    comparison.meant.has(one) && pluginOf(one.name.value) === undefined;
  return {
    ...comparison,
    undeclared: comparison.undeclared.filter((one) => isMisspelt(one) || !isImplicit(one.name.value, defined)),
  };
}
